/** The row of an action, and of a command that became nodes. */
import type { NodeSource } from '../nodes/index.ts'
import type { Value, Values } from '../value.ts'
import { actionPiece } from './action.ts'
import type { Bot } from './bot.ts'
import { type ExportGraph, type Group, membersOf } from './export-graph.ts'
import { keptColumns } from './kept.ts'
import { logicValue } from './logic.ts'
import type { Cells } from './table.ts'

type ActionNode = Extract<NodeSource, { kind: 'action' }>

/** Id of the node that runs the row's command. */
function runOf(group: Group, graph: ExportGraph): { readonly id: string; readonly node: ActionNode } | null {
  for (const id of [group.main, ...group.parts]) {
    const node = graph.node(id)
    if (node?.kind === 'action') return { id, node }
  }
  return null
}

/** Whether the group is a command that became nodes. */
export function isMappedGroup({ kept }: Group): boolean {
  return typeof kept?.command === 'string'
}

/** The row of a script; `null` when the nodes are none any more. */
export function scriptCells(group: Group, graph: ExportGraph): Cells | null {
  const run = runOf(group, graph)
  const { kept } = group
  if (run === null || kept === null || run.node.decision === undefined) return null
  const parameters = parametersOf(run.node, kept, graph)
  const routes = Object.entries(run.node.to).flatMap(([value, target]): [string, number | null][] => {
    // An error that no route takes ends in a node of the row's own.
    return group.parts.includes(target) ? [] : [[value, graph.number(target)]]
  })
  if (parameters === null || routes.some(([, number]) => number === null)) return null
  return {
    ...actionHead(group, kept, graph),
    command: run.node.action,
    decision: run.node.decision,
    ...(Object.keys(parameters).length === 0 ? {} : { parameters: JSON.stringify(parameters) }),
    routes: written(routes),
  }
}

function actionHead(group: Group, kept: Values, graph: ExportGraph): Cells {
  const note = graph.node(group.main)?.note
  const { node_input: inputs = '', ...cells } = keptColumns(kept)
  // A node whose answer was passed on may be gone.
  const there = inputs.split(',').filter((input) => graph.main(Number(input.split(':')[1])) !== null)
  return {
    number: String(group.number),
    type: 'A',
    ...cells,
    ...(there.length === 0 ? {} : { node_input: there.join(',') }),
    ...(note === undefined ? {} : { description: note }),
  }
}

function written(routes: readonly (readonly [string, number | null])[]): string {
  return routes.map(([value, number]) => `${value}~${number}`).join('|')
}

const namesIn = (cell: Value | undefined): readonly string[] =>
  typeof cell === 'string' ? cell.split(',').map((part) => part.split(':')[0]?.trim() ?? '') : []

/** `null` when an input is other logic than parameters have. */
function parametersOf({ input = {} }: ActionNode, kept: Values, graph: ExportGraph): Values | null {
  const globals = new Set(namesIn(kept.variable))
  const answers = new Set(namesIn(kept.node_input))
  const parameters: { [name: string]: Value } = {}
  for (const [name, logic] of Object.entries(input)) {
    const value = logicValue(logic, graph.global)
    if (globals.has(name) && value === `{${name}}`) continue
    if (answers.has(name) && /^\w+ == null \? '(?:None|cancel)' : [\w().]+$/.test(logic)) continue
    if (value === undefined) return null
    parameters[name] = value
  }
  return parameters
}

/** The row of a command that became nodes, before it is known where its ways lead: they lead back to the row itself. */
export function openCells(group: Group, graph: ExportGraph): Cells {
  const kept = group.kept ?? {}
  const values = Array.isArray(kept.routes) ? kept.routes.map(String) : []
  const unused = membersOf(kept.unused)
  const routes = values.map((value): [string, number] => {
    const to = Object.hasOwn(unused, value) ? unused[value] : undefined
    return [value, typeof to === 'number' && graph.main(to) !== null ? to : group.number]
  })
  return {
    ...actionHead(group, kept, graph),
    ...(Object.keys(membersOf(kept.parameters)).length === 0 ? {} : { parameters: JSON.stringify(kept.parameters) }),
    routes: written(routes),
  }
}

/** The same with the ways as the flow has them; `null` when the command does not become these nodes. */
export function mappedCells(group: Group, graph: ExportGraph, bot: Bot, open: Cells): Cells | null {
  const row = bot.rows.get(group.number)
  if (row?.type !== 'A' || bot.mapped(row) === null) return null
  const main = bot.id(group.number)
  const numbers = new Map(row.routes.map(({ value, to }) => [value, to as number | null]))
  for (const { way, value } of actionPiece(row, bot).taken) {
    const node = graph.node(`${group.main}${way.node.slice(main.length)}`)
    const target = node !== undefined && 'to' in node ? node.to[way.port] : undefined
    numbers.set(value, graph.number(target))
  }
  const routes = [...numbers]
  return routes.some(([, number]) => number === null) ? null : { ...open, routes: written(routes) }
}
