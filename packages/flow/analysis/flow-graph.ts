import { kindOf, type NodeSource } from '../nodes/index.ts'
import type { Surroundings } from '../surroundings.ts'
import { edgesOf } from './edges.ts'

/** An edge, by the place of its ends in `ids`. */
export interface Edge {
  readonly port: string
  readonly from: number
  readonly to: number
}

/** How the nodes of a flow hang together, by number: flows may have tens of thousands of nodes and are checked at every keystroke. */
export interface FlowGraph {
  readonly ids: readonly string[]
  readonly nodes: readonly NodeSource[]
  /** Of edges that lead to a node that there is. */
  readonly out: readonly (readonly Edge[])[]
  readonly index: ReadonlyMap<string, number>
  /** `undefined` where there is no such node. */
  indexOf(id: string): number | undefined
  /** Whether an edge can leave it only after the person, an action or time has had a say. */
  pauses(node: number): boolean
}

/** `before`: the same flow's; where it has the same nodes in the same order, edges that are the same are taken from there. */
export function createGraph(
  nodes: ReadonlyMap<string, NodeSource>,
  around: Surroundings,
  before: FlowGraph | null = null,
): FlowGraph {
  const ids = [...nodes.keys()]
  const sources = [...nodes.values()]
  const known = before !== null && isSame(before.ids, ids) ? before : null
  const index = known?.index ?? new Map(ids.map((id, at) => [id, at]))
  const out = sources.map((node, from) => {
    const same = known !== null && known.nodes[from] === node ? known.out[from] : undefined
    return same ?? edgesFrom(node, from, index)
  })
  return {
    ids,
    nodes: sources,
    out,
    index,
    indexOf: (id) => index.get(id),
    pauses(at) {
      const node = sources[at]
      return node === undefined || kindOf(node.kind).pauses(node, around)
    },
  }
}

function edgesFrom(node: NodeSource, from: number, index: FlowGraph['index']): readonly Edge[] {
  const edges: Edge[] = []
  for (const [port, target] of edgesOf(node)) {
    const to = index.get(target)
    if (to !== undefined) edges.push({ port, from, to })
  }
  return edges
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, at) => id === other[at])
}

/** The nodes that can be reached from these, they themselves among them; by number, 1 for reached. */
export function reachedFrom(graph: FlowGraph, from: Iterable<number>): Uint8Array {
  const reached = new Uint8Array(graph.ids.length)
  const open: number[] = []
  const reach = (node: number) => {
    if (reached[node] === 1) return
    reached[node] = 1
    open.push(node)
  }
  for (const node of from) reach(node)
  for (let node = open.pop(); node !== undefined; node = open.pop())
    for (const { to } of graph.out[node] ?? []) reach(to)
  return reached
}
