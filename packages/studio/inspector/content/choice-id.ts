import { getAt, type Path, setAt } from '../../fields/path.ts'
import type { JsonObject } from '../../source/json.ts'
import { idFrom } from '../../variables/name.ts'

/** A choice under another id; the way that it has of its own goes with it. */
export function renameChoice(node: JsonObject, path: Path, to: string): JsonObject {
  const from = getAt(node, [...path, 'id'])
  if (typeof from !== 'string' || from === to) return node
  const renamed = setAt(node, [...path, 'id'], to)
  const edges = (node.to ?? {}) as JsonObject
  const target = edges[`choice.${from}`]
  if (target === undefined || to === '' || edges[`choice.${to}`] !== undefined) return renamed
  const { [`choice.${from}`]: _, ...others } = edges
  return { ...renamed, to: { ...others, [`choice.${to}`]: target } }
}

/**
 * The id that a choice takes from its words; `null`: it keeps its own. Only what nobody chose follows, a number and those that a new
 * question begins with: other systems may know the others. One word stays as it is written, `macOS`, since that is what others receive.
 */
export function idFromWords(id: string, label: string): string | null {
  const words = label.trim()
  const name = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(words) ? words : idFrom(words)
  if (name === '' || name === id) return null
  const isFirst = ['yes', 'no'].includes(id) && !name.toLowerCase().startsWith(id)
  return isFirst || /^choice_\d+$/.test(id) ? name : null
}
