/** Tables and what they become, for tests that only care about some cells. */
import { compile } from '../compile.ts'
import type { FlowSource } from '../flow-file.ts'
import { type Conversation, type ConverseOptions, converse } from '../testing.ts'
import { importPypestream, type PypestreamFiles, type PypestreamImport } from './import.ts'
import { type Cells, writeTable } from './table.ts'

/** Rows that most tables need: a start, an end, and what follows an error. */
const usual: readonly Cells[] = [
  { number: '666', type: 'D', name: 'End', message: 'Bye.' },
  { number: '999', type: 'D', name: 'Agent', behaviors: 'xfer_to_agent' },
]

function table(...rows: readonly Cells[]): string {
  const numbers = new Set(rows.map(({ number }) => number))
  return writeTable([...rows, ...usual.filter(({ number }) => !numbers.has(number))])
}

export function imported(rows: readonly Cells[] | string, more: Omit<PypestreamFiles, 'bot'> = {}): PypestreamImport {
  const text = typeof rows === 'string' ? rows : table(...rows)
  return importPypestream({ bot: { file: 'bot.csv', text }, ...more }, 'test')
}

/** The flow of a table that must have no errors. */
export function flowIn(rows: readonly Cells[] | string, more: Omit<PypestreamFiles, 'bot'> = {}): FlowSource {
  const { files, problems } = imported(rows, more)
  const text = files?.['flows/main.flow.json']
  if (text === undefined) throw new Error(JSON.stringify(problems, null, 2))
  return JSON.parse(text) as FlowSource
}

/** A question that waits for words, and one action. */
export const ask = (cells: Cells): Cells => ({
  type: 'D',
  answer_required: '1',
  nlu_disabled: '1',
  next_nodes: '666',
  ...cells,
})
export const run = (command: string, parameters: object, cells: Cells): Cells => ({
  type: 'A',
  command,
  parameters: JSON.stringify(parameters),
  output: 'success',
  decision: 'success',
  routes: 'true~666|error~999',
  ...cells,
})

const open = { outcomes: [], open: true, sets: 'upper-case' } as const

/** A conversation with a table's bot. Every script may end in anything. */
export function talk(
  rows: readonly Cells[],
  options: ConverseOptions = {},
  more: Omit<PypestreamFiles, 'bot'> & { readonly phrases?: { readonly [intent: string]: readonly string[] } } = {},
): Conversation {
  const { phrases, ...files } = more
  const flow = flowIn(rows, files)
  const commands = rows.flatMap(({ command }) => command ?? [])
  const { program, problems } = compile({
    name: 'test',
    start: 'main',
    flows: { main: { file: 'main.flow.json', text: JSON.stringify(flow) } },
    actions: Object.fromEntries(commands.map((command) => [command, open])),
    ...(phrases === undefined ? {} : { intents: phrases }),
  })
  if (program === null) throw new Error(JSON.stringify(problems, null, 2))
  return converse(program, options)
}
