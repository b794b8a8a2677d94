/**
 * Rows for nodes that were made here: the nearest that the format has. What it cannot say is a warning; a kind of node that it has
 * nothing for goes out as an action that carries the node, and comes back as it was.
 */
import type { NodeSource } from '../nodes/index.ts'
import type { Value } from '../value.ts'
import { writeAsset } from './asset.ts'
import { pageAsset } from './dialogue-cells.ts'
import type { ExportGraph } from './export-graph.ts'
import { askRows } from './fresh-ask.ts'
import { FreshRow } from './fresh-row.ts'
import { logicValue } from './logic.ts'
import { commandOf, routesOf } from './restore.ts'
import type { Cells } from './table.ts'

type Of<Kind extends NodeSource['kind']> = Extract<NodeSource, { kind: Kind }>

/** The rows of one node; the first has the node's number. */
export function freshRows(id: string, number: number, graph: ExportGraph): readonly Cells[] {
  const node = graph.node(id)
  if (node === undefined) return []
  const row = new FreshRow(id, number, graph)
  switch (node.kind) {
    case 'say':
      return sayRows(node, row)
    case 'end':
      if (node.outcome !== undefined) row.lose('outcome', 'How a conversation ended is not said in Pypestream.')
      return [row.dialogue({ message: row.text(node.text, 'text') })]
    case 'hand-over':
      return handOverRows(node, row)
    case 'ask':
      return askRows(node, row) ?? carried(node, row)
    case 'set':
      return setRows(node, row) ?? carried(node, row)
    case 'action':
      return actionRows(node, row)
    default:
      return carried(node, row)
  }
}

/** The node as it is, inside of an action's parameters. */
function carried(node: NodeSource, row: FreshRow): readonly Cells[] {
  const { meta: _meta, note: _note, ...settings } = node
  const to = 'to' in node ? node.to : {}
  const { to: _to, ...bare } = settings as { to?: unknown }
  const routes = routesOf(Object.keys(to))
  const differs = [...routes].some(([port, route]) => port !== route)
  row.lose(
    null,
    `Pypestream has nothing for a node of kind "${node.kind}": a script ${commandOf(node.kind)} would have to do it.`,
  )
  const types = row.graph.types(JSON.stringify(bare))
  const parameters = {
    id: row.id,
    node: bare as Value,
    ...(differs ? { ports: [...routes.keys()] } : {}),
    ...(Object.keys(types).length === 0 ? {} : { types }),
  }
  return [
    row.action(commandOf(node.kind), parameters, {
      variable: row.graph.mentioned(JSON.stringify(bare)).join(','),
      output: 'port',
      decision: 'port',
      routes: row.routes(Object.entries(to).map(([port, target]) => [routes.get(port) ?? port, target])),
    }),
  ]
}

function sayRows(node: Of<'say'>, row: FreshRow): readonly Cells[] {
  const message = row.text(node.text, 'text')
  const next = { next_nodes: row.target(node.to.next) }
  const { content } = node
  if (content === undefined) return [row.dialogue({ message, ...next })]
  if (content.type === 'web-view') {
    const asset = writeAsset(pageAsset(content, {}, row.graph))
    const inline = content.inline === true ? { behaviors: 'inline' } : {}
    return [row.dialogue({ message, ...next, ...inline, asset_type: asset.type, asset: asset.content })]
  }
  row.lose('content', `Pypestream shows no ${content.type} of its own; it becomes words.`)
  return [row.dialogue({ message: [message, ...row.links(content)].filter((each) => each !== '').join('\n'), ...next })]
}

function handOverRows(node: Of<'hand-over'>, row: FreshRow): readonly Cells[] {
  const after = row.graph.node(node.to.next ?? '')
  if (after?.kind !== 'end' || after.text !== undefined)
    row.lose('to', 'Nothing follows a transfer to an agent in Pypestream.')
  for (const member of ['brief', 'wait'] as const)
    if (node[member] !== undefined) row.lose(member, `A transfer to an agent has no "${member}" in Pypestream.`)
  if (node.to.unavailable !== undefined) row.lose('to', 'A transfer has no way on when nobody is there.')
  const message = row.text(node.text, 'text')
  return [row.dialogue({ message, behaviors: 'xfer_to_agent', skill_tag: row.text(node.skill, 'skill') })]
}

/** Values that the format's own command can assign. */
function setRows(node: Of<'set'>, row: FreshRow): readonly Cells[] | null {
  if (node.language !== undefined) return null
  const set: { [global: string]: Value } = {}
  for (const [variable, logic] of Object.entries(node.set ?? {})) {
    const isName = /^[a-z][a-z0-9_]*$/.test(logic) && row.graph.head.variables?.[logic] !== undefined
    const value = isName ? `{${row.graph.global(logic)}}` : logicValue(logic, row.graph.global)
    if (value === undefined || (typeof value === 'object' && value !== null)) return null
    if (typeof value === 'number' || typeof value === 'boolean') return null
    set[row.graph.global(variable)] = value
  }
  if (Object.keys(set).length === 0) return null
  const variable = Object.keys(set).join(',')
  const cells = { output: 'success', decision: 'success', variable, routes: row.routes([['true', node.to.next]]) }
  return [row.action('SysAssignVariable', { set }, cells)]
}

function actionRows(node: Of<'action'>, row: FreshRow): readonly Cells[] {
  const command = commandName(node.action)
  if (command !== node.action)
    row.lose('action', `A script of Pypestream is named like ${command}, and written in Python.`)
  const parameters: { [name: string]: Value } = {}
  for (const [name, logic] of Object.entries(node.input ?? {})) {
    const isName = /^[a-z][a-z0-9_]*$/.test(logic) && row.graph.head.variables?.[logic] !== undefined
    const value = isName ? `{${row.graph.global(logic)}}` : logicValue(logic, row.graph.global)
    if (value !== undefined) parameters[name] = value
    else row.lose(`input.${name}`, 'Parameters hold texts and globals, and no logic.')
  }
  if (node.mode === 'queue') row.lose('mode', 'Pypestream always waits for a script.')
  if (node.timeout !== undefined) row.lose('timeout', 'Pypestream has one time limit for all scripts.')
  const saved = Object.entries(node.save ?? {}).filter(
    ([variable, logic]) => logic !== `outputs.${row.graph.global(variable)}`,
  )
  if (saved.length > 0) row.lose('save', 'A script sets globals by outputs in capital letters, and not otherwise.')
  const decision = node.decision ?? 'success'
  const ports = Object.entries(node.to).map(([port, target]): [string, string] => [
    port === 'success' || port === 'next' ? 'true' : port,
    target,
  ])
  const words = routesOf(ports.map(([port]) => port))
  const routes = row.routes(ports.map(([port, target]) => [words.get(port) ?? port, target]))
  const variable = row.graph.mentioned(JSON.stringify([node.input ?? {}, Object.keys(node.save ?? {})])).join(',')
  return [row.action(command, parameters, { output: decision, decision, routes, variable })]
}

/** `track-user` is TrackUser. */
function commandName(action: string): string {
  const words = action.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  return /^[A-Z]/.test(name) ? name.slice(0, 64) : `Script${name}`.slice(0, 64)
}
