/** Edits of a flow as functions over its value: what they do not touch stays the same objects. */
import type { NodeKindName } from '@parley/flow'
import type { FlowFile, NodeFile, Sticker } from '../source/flow-file.ts'
import type { Point } from './card.ts'
import { kindViews } from './kind-view.ts'
import type { Places } from './scene.ts'

/** Longest id that the language takes. */
const longestId = 64

/** An id that is not taken yet: `base`, `base_2`, `base_3` … */
export function freeId(base: string, taken: (id: string) => boolean): string {
  const clean = base
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '_')
    .replace(/^[^a-z]+/, '')
  const stem = (clean === '' ? 'node' : clean).slice(0, longestId - 6)
  if (!taken(stem)) return stem
  const numberless = stem.replace(/_\d+$/, '')
  for (let count = 2; ; count += 1) {
    const id = `${numberless}_${count}`
    if (!taken(id)) return id
  }
}

/** The node at a place, in whole pixels. */
export function placed(node: NodeFile, { x, y }: Point): NodeFile {
  return { ...node, meta: { ...node.meta, studio: { ...node.meta?.studio, x: Math.round(x), y: Math.round(y) } } }
}

const withNodes = (flow: FlowFile, nodes: { readonly [id: string]: NodeFile | undefined }): FlowFile => {
  const after: { [id: string]: NodeFile } = { ...flow.nodes }
  for (const [id, node] of Object.entries(nodes)) {
    if (node === undefined) delete after[id]
    else after[id] = node
  }
  return { ...flow, nodes: after }
}

export interface Port {
  readonly node: string
  readonly port: string
}

/** A new node, joined to `from` where that is given, and where it begins when there is no other. */
export function addNode(
  flow: FlowFile,
  kind: NodeKindName,
  at: Point,
  from?: Port,
): { readonly flow: FlowFile; readonly id: string } {
  const taken = (id: string): boolean =>
    Object.hasOwn(flow.nodes, id) || (kind === 'ask' && Object.hasOwn(flow.variables ?? {}, id))
  const id = freeId(kind, taken)
  const { node, variables } = kindViews[kind].fresh(id)
  const added = withNodes(flow, { [id]: placed(node, at) })
  const declared =
    variables === undefined ? added : { ...added, variables: { ...added.variables, ...variables, ...added.variables } }
  const begun = Object.hasOwn(flow.nodes, flow.start) ? declared : { ...declared, start: id }
  return { flow: from === undefined ? begun : connect(begun, from, id), id }
}

/** Lets a port lead to a node. */
export function connect(flow: FlowFile, { node: id, port }: Port, target: string): FlowFile {
  const node = flow.nodes[id]
  if (node === undefined || !Object.hasOwn(flow.nodes, target) || node.to?.[port] === target) return flow
  return withNodes(flow, { [id]: { ...node, to: { ...node.to, [port]: target } } })
}

export function disconnect(flow: FlowFile, ports: Iterable<Port>): FlowFile {
  let after = flow
  for (const { node: id, port } of ports) {
    const node = after.nodes[id]
    if (node?.to?.[port] === undefined) continue
    const { [port]: _, ...to } = node.to
    after = withNodes(after, { [id]: { ...node, to } })
  }
  return after
}

/** The only node that this one leads to; `null` when there are several or none. */
function onlyTarget(node: NodeFile): string | null {
  const targets = new Set(Object.values(node.to ?? {}))
  const [target] = targets
  return targets.size === 1 && target !== undefined ? target : null
}

/** What stands where these stood, once they are gone: the first after them that stays. */
function heir(flow: FlowFile, gone: ReadonlySet<string>, id: string): string | null {
  const seen = new Set<string>()
  let at: string | null = id
  while (at !== null && gone.has(at) && !seen.has(at)) {
    seen.add(at)
    const node: NodeFile | undefined = flow.nodes[at]
    at = node === undefined ? null : onlyTarget(node)
  }
  return at === null || gone.has(at) ? null : at
}

/**
 * Removes nodes and the edges to them.
 *
 * @param closing whether what led to a removed node leads to what followed it, where that is one node
 */
export function removeNodes(flow: FlowFile, ids: Iterable<string>, closing = false): FlowFile {
  const gone = new Set([...ids].filter((id) => Object.hasOwn(flow.nodes, id)))
  if (gone.size === 0) return flow
  const nodes: { [id: string]: NodeFile | undefined } = {}
  for (const id of gone) nodes[id] = undefined
  for (const [id, node] of Object.entries(flow.nodes)) {
    if (gone.has(id) || node.to === undefined || !Object.values(node.to).some((target) => gone.has(target))) continue
    const to: { [port: string]: string } = {}
    for (const [port, target] of Object.entries(node.to)) {
      const now = !gone.has(target) ? target : closing ? heir(flow, gone, target) : null
      if (now !== null) to[port] = now
    }
    nodes[id] = { ...node, to }
  }
  const start = gone.has(flow.start) ? (heir(flow, gone, flow.start) ?? '') : flow.start
  return { ...withNodes(flow, nodes), start }
}

/** Puts a node into an edge: the port leads to it, and it leads on to where the edge led, by `exit` where it has one. */
export function insertOnEdge(flow: FlowFile, edge: Port, id: string, exit: string | undefined): FlowFile {
  const target = flow.nodes[edge.node]?.to?.[edge.port]
  if (target === undefined || target === id || edge.node === id) return flow
  const joined = connect(flow, edge, id)
  return exit === undefined ? joined : connect(joined, { node: id, port: exit }, target)
}

/** Saves where nodes stand. */
export function moveNodes(flow: FlowFile, places: Places): FlowFile {
  const nodes: { [id: string]: NodeFile } = {}
  for (const [id, at] of places) {
    const node = flow.nodes[id]
    const before = node?.meta?.studio
    if (node === undefined || (before?.x === Math.round(at.x) && before.y === Math.round(at.y))) continue
    nodes[id] = placed(node, at)
  }
  return Object.keys(nodes).length === 0 ? flow : withNodes(flow, nodes)
}

export const startAt = (flow: FlowFile, id: string): FlowFile => (flow.start === id ? flow : { ...flow, start: id })

/** Changes stickers by id; `null` removes one. */
export function putStickers(flow: FlowFile, changed: { readonly [id: string]: Sticker | null }): FlowFile {
  const stickers: { [id: string]: Sticker } = { ...flow.meta?.studio?.stickers }
  for (const [id, sticker] of Object.entries(changed)) {
    if (sticker === null) delete stickers[id]
    else stickers[id] = sticker
  }
  return { ...flow, meta: { ...flow.meta, studio: { ...flow.meta?.studio, stickers } } }
}
