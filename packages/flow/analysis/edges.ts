import type { NodeSource } from '../nodes/index.ts'

type Edges = readonly (readonly [port: string, target: string])[]

/** Edges are asked for over and over, and a node that has been read never changes. */
const known = new WeakMap<NodeSource, Edges>()

/** Where the ports of a node lead, as its file says. */
export function edgesOf(node: NodeSource): Edges {
  const found = known.get(node)
  if (found !== undefined) return found
  const edges: Edges = 'to' in node ? Object.entries(node.to) : []
  known.set(node, edges)
  return edges
}
