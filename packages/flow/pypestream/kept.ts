/** What nodes keep of the row that they came from: `meta.pypestream`. */
import type { Value, Values } from '../value.ts'
import type { ActionPiece } from './action.ts'
import type { Column } from './column.ts'
import { isRestored } from './restore.ts'
import type { Row } from './row.ts'
import type { Cells } from './table.ts'

/** The tool's name in `meta`. */
export const metaName = 'pypestream'

/** How the note of a variable begins that is called otherwise than its global. */
export const globalNote = 'Pypestream: '

/** Cells that mean nothing to a flow. */
const idleColumns: readonly Column[] = [
  'name',
  'intent',
  'entity_type',
  'entity',
  'behaviors',
  'node_tags',
  'platform_flag',
  'flows',
  'css_class',
]

/** What a row's main node keeps, as far as the node itself does not say it. */
export function keptOf(row: Row, made: ActionPiece | null): Values {
  const kept: { [name: string]: Value } = { node: row.number }
  for (const column of idleColumns) {
    const cell = row.cells[column]?.trim()
    if (cell) kept[column] = cell
  }
  if (row.type === 'D') {
    if (row.nluDisabled) kept.nlu_disabled = true
    const isBarred =
      row.behaviors.includes('disable_input') && (row.asset?.kind === 'options' || row.asset?.kind === 'cards')
    if (row.next.length > 1 || (isBarred && row.next.length > 0)) kept.next_nodes = [...row.next]
    if (row.variables.length > 0) kept.variable = row.variables.join(',')
    if (row.asset !== null) kept.asset_type = row.asset.type
    const { cancel_label: _said, ...more } = row.asset !== null && 'more' in row.asset ? row.asset.more : {}
    if (Object.keys(more).length > 0) kept.asset = more
    if (row.asset?.kind === 'reference')
      kept.asset = { node: row.asset.node, output: row.asset.output, json: row.asset.json }
    if (!row.answerRequired && row.asset !== null && row.asset.kind !== 'page') kept.answer_required = false
    if (row.asset !== null && row.behaviors.includes('multiple_choice') && row.asset.kind === 'options')
      kept.dest = row.asset.options.map(({ dest }) => dest)
    return kept
  }
  if (isRestored(row)) return { ...kept, carried: true }
  for (const column of ['message', 'output', 'node_input', 'variable'] as const) {
    const cell = row.cells[column]?.trim()
    if (cell) kept[column] = cell
  }
  if (made?.runs === true) return kept
  if (made !== null && made.taken.length > 0) {
    const taken = new Set(made.taken.map(({ value }) => value))
    const unused = row.routes.filter(({ value }) => !taken.has(value))
    if (unused.length > 0) kept.unused = Object.fromEntries(unused.map(({ value, to }) => [value, to]))
    kept.routes = row.routes.map(({ value }) => value)
  }
  return { ...kept, command: row.command, decision: row.decision, parameters: row.parameters }
}

/** The cells that mean nothing to a flow, whatever became of the node. */
export function idleCells(kept: Values): Cells {
  const { behaviors: _behaviors, ...cells } = cellsIn(kept, idleColumns)
  return cells
}

const keptAsIs = ['variable', 'message', 'output', 'node_input', 'command', 'decision'] as const

/** The cells that a node keeps as they are. */
export function keptColumns(kept: Values): Cells {
  const cells = cellsIn(kept, [...idleColumns, ...keptAsIs])
  return { ...cells, ...(kept.nlu_disabled === true ? { nlu_disabled: '1' } : {}) }
}

function cellsIn(kept: Values, columns: readonly Column[]): Cells {
  const cells: { [column in Column]?: string } = {}
  for (const column of columns) {
    const cell = kept[column]
    if (typeof cell === 'string') cells[column] = cell
  }
  return cells
}
