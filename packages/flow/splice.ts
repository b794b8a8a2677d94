import type { JsonDocument } from './json-text.ts'
import type { Values } from './value.ts'

/**
 * The text of a flow file with one node set or, for `null`, removed; everything else stays as it is written; `null`
 * when the file has no object of nodes.
 */
export function spliceNode({ text, span }: JsonDocument, node: string, value: Values | null): string | null {
  const nodes = span.inside?.get('nodes')
  if (nodes === undefined || nodes.inside === null || text[nodes.start] !== '{') return null
  const known = nodes.inside.get(node)
  if (value === null) return known === undefined ? text : withoutMember(text, known.start, known.end)
  const written = indented(value)
  if (known !== undefined) return text.slice(0, known.start) + written + text.slice(known.end)
  const last = Math.max(nodes.start + 1, ...[...nodes.inside.values()].map(({ end }) => end))
  const comma = nodes.inside.size === 0 ? '' : ','
  return `${text.slice(0, last)}${comma}\n    ${JSON.stringify(node)}: ${written}${text.slice(last)}`
}

/** As flow files are written: two blanks a level, and a node stands two levels down. */
function indented(value: Values): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', '\n    ')
}

/** Takes a member out, with the comma before it, or the one after it where it is the first. */
function withoutMember(text: string, start: number, end: number): string {
  // Back over the colon and the name, in which quotes are escaped.
  const colon = text.lastIndexOf(':', start)
  const close = text.lastIndexOf('"', colon)
  let open = text.lastIndexOf('"', close - 1)
  while (isEscaped(text, open)) open = text.lastIndexOf('"', open - 1)
  const before = text.slice(0, open).trimEnd()
  if (before.endsWith(',')) return before.slice(0, -1) + text.slice(end)
  const after = text.slice(end).trimStart()
  return after.startsWith(',') ? text.slice(0, open) + after.slice(1).trimStart() : before + text.slice(end)
}

function isEscaped(text: string, at: number): boolean {
  let strokes = 0
  while (text[at - 1 - strokes] === '\\') strokes += 1
  return strokes % 2 === 1
}
