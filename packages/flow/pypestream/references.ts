/** Whether what the rows name is there. */
import { suggest } from '../nearest.ts'
import type { Bot } from './bot.ts'
import type { Column } from './column.ts'
import { type DialogueRow, destinations, type Row } from './row.ts'

/** Among more names the nearest is not looked for. */
const mostNames = 2000
const said = 'referenced node does not exist'

/** A repair: the name that was probably meant. */
export function suggestFew(name: string, names: readonly string[]): string {
  return names.length > mostNames ? '' : suggest(name, names)
}

export function checkReferences(bot: Bot): void {
  for (const row of bot.rows.values()) {
    if (row.type === 'A') {
      for (const { to } of row.routes) check(row, 'routes', to, bot)
      for (const { node } of row.nodeInput) check(row, 'node_input', node, bot)
      continue
    }
    for (const number of row.next) check(row, 'next_nodes', number, bot)
    for (const number of destinations(row.asset)) check(row, 'asset', number, bot)
    if (row.asset?.kind === 'reference') checkOutput(row, row.asset.node, row.asset.output, bot)
  }
}

function check(row: Row, column: Column, number: number, { rows, report }: Bot): void {
  if (rows.has(number)) return
  const about = { at: row.place, column, entry: String(number), said }
  const repair = () => `Add the row, or name another. ${suggestFew(String(number), [...rows.keys()].map(String))}`
  report.error('pypestream-reference', about, `There is no node ${number}.`, repair)
}

function checkOutput(row: DialogueRow, number: number, output: string, { rows, report }: Bot): void {
  const source = rows.get(number)
  if (source?.type === 'A' && source.output.includes(output)) return
  const about = { at: row.place, column: 'asset', entry: row.cells.asset ?? '', said } as const
  const reason = source === undefined ? `There is no node ${number}.` : `Node ${number} puts out no "${output}".`
  report.error('pypestream-reference', about, reason, 'Name an action node that has it in "Output".')
}
