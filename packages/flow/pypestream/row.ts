/** Rows of a bot, read: what each cell says, with Pypestream's own words for what is wrong. */
import { readJson } from '../json-text.ts'
import type { Value, Values } from '../value.ts'
import { type Asset, readAsset } from './asset.ts'
import { type Column, columns } from './column.ts'
import { globalForm } from './globals.ts'
import type { RowPlace, SheetReport } from './sheet-report.ts'
import type { Cells, TableRow } from './table.ts'

interface RowHead {
  readonly place: RowPlace
  readonly number: number
  readonly name: string
  readonly intent: string | null
  /** Globals of the column Variable. */
  readonly variables: readonly string[]
  /** The cells that are kept as they are. */
  readonly cells: Cells
}

/** A dialogue node: it says something, and may wait for a reply. */
export interface DialogueRow extends RowHead {
  readonly type: 'D'
  readonly nluDisabled: boolean
  readonly next: readonly number[]
  readonly message: string
  readonly asset: Asset | null
  readonly answerRequired: boolean
  readonly behaviors: readonly string[]
}

/** One way out of an action node. */
export interface Route {
  readonly value: string
  readonly to: number
}

/** An action node: it runs a command and leaves by what that returned. */
export interface ActionRow extends RowHead {
  readonly type: 'A'
  readonly command: string
  readonly output: readonly string[]
  readonly nodeInput: readonly { readonly name: string; readonly node: number }[]
  readonly parameters: Values
  readonly decision: string
  readonly routes: readonly Route[]
}

export type Row = DialogueRow | ActionRow

/** A row while it is read. */
class Reader {
  readonly #row: TableRow
  readonly #report: SheetReport

  constructor(row: TableRow, report: SheetReport) {
    this.#row = row
    this.#report = report
  }

  cell(column: Column): string {
    return this.#row.cells[column]?.trim() ?? ''
  }

  wrong(column: Column, said: string, reason: string, repair: string): void {
    this.#report.error('pypestream-cell', { at: this.#row, column, entry: this.cell(column), said }, reason, repair)
  }

  /** The parts of a list. */
  list(column: Column, mark: string): readonly string[] {
    const parts = this.cell(column)
      .split(mark)
      .map((part) => part.trim())
    return parts.filter((part) => part !== '')
  }

  integer(column: Column, text: string): number | null {
    if (/^-?\d{1,15}$/.test(text)) return Number(text)
    this.wrong(
      column,
      column === 'number' ? 'Node number is not an integer' : 'referenced node does not exist',
      `"${text.slice(0, 60)}" is not the number of a node.`,
      column === 'number' ? 'Look for a line break outside of quotes above this row.' : 'Write the number of a row.',
    )
    return null
  }

  /** `1`, or nothing. */
  flag(column: Column): boolean {
    const text = this.cell(column).toLowerCase()
    if (text === '' || text === '0' || text === 'false') return false
    if (text !== '1' && text !== 'true')
      this.wrong(column, `'${text}' is not one of ['1']`, `"${text}" is neither 1 nor empty.`, 'Write 1, or nothing.')
    return true
  }

  variables(): readonly string[] {
    const names = this.list('variable', ',')
    for (const name of names) {
      if (globalForm.test(name)) continue
      const said = 'Global variables must be in all capital letters, numbers or _'
      this.wrong('variable', said, `"${name.slice(0, 60)}" is no name of a global.`, 'Write it like FIRST_NAME.')
    }
    return [...new Set(names.filter((name) => globalForm.test(name)))]
  }
}

/** Reads a row. `null` where it cannot be told what it is; problems are in the report. */
export function readRow(row: TableRow, report: SheetReport): Row | null {
  const reader = new Reader(row, report)
  const number = reader.integer('number', reader.cell('number'))
  const type = reader.cell('type').toUpperCase()
  if (type !== 'A' && type !== 'D') {
    const said = `'${type}' is not one of ['A', 'D']`
    reader.wrong('type', said, 'A row is a dialogue node (D) or an action node (A).', 'Write D or A.')
  }
  if (number === null || (type !== 'A' && type !== 'D')) return null
  const head = {
    place: { row: row.row, line: row.line, node: row.node },
    number,
    name: reader.cell('name'),
    intent: reader.cell('intent') || null,
    variables: reader.variables(),
    cells: row.cells,
  }
  return type === 'D' ? readDialogue(head, reader) : readAction(head, reader)
}

const knownBehaviors = ['disable_input', 'inline', 'multiple_choice', 'xfer_to_agent', 'secure']

function readDialogue(head: RowHead, reader: Reader): DialogueRow {
  const asset = readAssetOf(reader)
  const answerRequired = reader.flag('answer_required')
  const behaviors = reader.list('behaviors', ',').map((each) => each.toLowerCase())
  const unknown = behaviors.filter((each) => !knownBehaviors.includes(each))
  if (unknown.length > 0) {
    const said = `'${unknown[0]}' is not one of [${knownBehaviors.map((each) => `'${each}'`).join(', ')}]`
    reader.wrong('behaviors', said, `There is no behavior "${unknown[0]}".`, `Use ${knownBehaviors.join(', ')}.`)
  }
  if ((asset?.kind === 'picker' || asset?.kind === 'file') && !answerRequired)
    reader.wrong(
      'answer_required',
      `ans_req must be 1 when rich_type is ${asset.type}`,
      `A ${asset.type} waits for an answer.`,
      `Write 1 in "${columns.answer_required}".`,
    )
  if (reader.cell('decision') !== '')
    reader.wrong(
      'decision',
      'proposed dir_field is not an element of the proposed payload',
      'A dialogue node decides nothing by a variable.',
      'Empty the cell, or make the row an action node.',
    )
  const next = reader.list('next_nodes', '|').flatMap((part) => reader.integer('next_nodes', part) ?? [])
  const row: DialogueRow = {
    ...head,
    type: 'D',
    nluDisabled: reader.flag('nlu_disabled'),
    next: [...new Set(next)],
    message: reader.cell('message'),
    asset,
    answerRequired,
    behaviors: behaviors.filter((each) => knownBehaviors.includes(each)),
  }
  checkChildren(row, reader)
  return row
}

function readAssetOf(reader: Reader): Asset | null {
  const type = reader.cell('asset_type')
  const content = reader.cell('asset')
  if (type === '' && content === '') return null
  const asset = readAsset(type, content)
  if (!('said' in asset)) return asset
  reader.wrong(asset.column, asset.said, asset.reason, 'Write it as the format wants it: see docs/pypestream.md.')
  return null
}

/** Numbers of the nodes that a row's buttons lead to. */
export function destinations(asset: Asset | null): readonly number[] {
  const options =
    asset?.kind === 'options'
      ? asset.options
      : asset?.kind === 'cards'
        ? asset.cards.flatMap((card) => card.buttons)
        : []
  return options.flatMap(({ dest }) => dest ?? [])
}

function checkChildren(row: DialogueRow, reader: Reader): void {
  const children = new Set([...row.next, ...destinations(row.asset)])
  if (row.nluDisabled && children.size > 1)
    reader.wrong(
      'nlu_disabled',
      'when NLU Disabled? is set, the node can only have one child',
      `The node takes the reply as it is, and has ${children.size} nodes to go to: ${[...children].join(', ')}.`,
      'Lead all its ways to one node, or empty "NLU Disabled?".',
    )
  if (!row.answerRequired || children.size > 0 || row.behaviors.includes('xfer_to_agent')) return
  if (row.nluDisabled || (row.asset !== null && row.asset.kind !== 'options' && row.asset.kind !== 'cards'))
    reader.wrong(
      'next_nodes',
      'next_nodes required',
      'The node waits for an answer that leads nowhere.',
      'Write the number of the node that follows in "Next Nodes".',
    )
}

function readAction(head: RowHead, reader: Reader): ActionRow {
  const command = reader.cell('command')
  if (!/^[A-Z][A-Za-z0-9]{0,63}$/.test(command))
    reader.wrong(
      'command',
      'Command string must follow camelcase convention',
      command === ''
        ? 'An action node runs a command, and none is named.'
        : `"${command.slice(0, 60)}" names no command.`,
      'Name the script, like ValidateEmail.',
    )
  const output = reader.list('output', ',')
  const decision = reader.cell('decision')
  if (!output.includes(decision))
    reader.wrong(
      'decision',
      'proposed dir_field is not an element of the proposed payload',
      decision === '' ? 'Nothing says which output decides.' : `"${decision.slice(0, 60)}" is none of the outputs.`,
      'Name one of the keys in "Output".',
    )
  return {
    ...head,
    type: 'A',
    command,
    output,
    nodeInput: readNodeInput(reader),
    parameters: readParameters(reader),
    decision,
    routes: readRoutes(reader),
  }
}

function readNodeInput(reader: Reader): ActionRow['nodeInput'] {
  return reader.list('node_input', ',').flatMap((part) => {
    const [, name = '', digits = ''] = /^([A-Za-z_][A-Za-z0-9_]*)\s*:\s*(.*)$/.exec(part) ?? []
    if (name === '') {
      const said = 'referenced node does not exist'
      reader.wrong('node_input', said, `"${part.slice(0, 60)}" is not name:node.`, 'Write it like file_info:350.')
      return []
    }
    const node = reader.integer('node_input', digits)
    return node === null ? [] : [{ name, node }]
  })
}

function readParameters(reader: Reader): Values {
  const text = reader.cell('parameters')
  if (text === '') return {}
  const reading = readJson(text)
  const repair = 'Write one object in JSON, with names and texts in double quotes.'
  if (reading.kind === 'broken') {
    const { reason, position } = reading
    const isName = reason.startsWith('Expected a member name')
    const said = isName ? 'Expecting property name' : `JSON input error: ${reason}`
    reader.wrong('parameters', said, `${reason} (line ${position.line}, column ${position.column} of the cell)`, repair)
    return {}
  }
  const { value } = reading.document
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as { [name: string]: Value }
  reader.wrong('parameters', 'JSON input error', 'The parameters are no object.', repair)
  return {}
}

/** One that is longer names nothing that a script returns. */
const longestValue = 64

function readRoutes(reader: Reader): readonly Route[] {
  const routes = new Map<string, number>()
  const parts = reader.list('routes', '|')
  const wrong = (part: string, reason: string) =>
    reader.wrong(
      'routes',
      'Likely missing a pipe character in router construction',
      reason,
      `Write value~node|value~node, not "${part.slice(0, 60)}".`,
    )
  for (const part of parts) {
    const [value = '', digits, ...rest] = part.split('~').map((piece) => piece.trim())
    if (digits === undefined || rest.length > 0 || value === '') {
      wrong(part, 'This is not value~node.')
      continue
    }
    const to = reader.integer('routes', digits)
    if (value.length > longestValue) wrong(part, `A value has at most ${longestValue} characters.`)
    else if (routes.has(value)) wrong(part, `The value "${value}" is there twice.`)
    else if (to !== null) routes.set(value, to)
  }
  if (parts.length === 0)
    reader.wrong('routes', 'next_nodes required', 'Nothing follows this action.', 'Write value~node|error~node.')
  return [...routes].map(([value, to]) => ({ value, to }))
}
