import type { JsonObject } from '../../source/json.ts'

/** The node with the edge of a port under another name. Another port of that name keeps its own edge. */
export function withPort(node: JsonObject, from: string | undefined, to: string | undefined): JsonObject {
  const edges = node.to as JsonObject | undefined
  if (!from || !to || from === to || edges?.[from] === undefined || edges[to] !== undefined) return node
  const { [from]: target, ...others } = edges
  return { ...node, to: { ...others, [to]: target } }
}
