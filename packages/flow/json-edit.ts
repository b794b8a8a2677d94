import { createDocument, type JsonDocument, readPart, type Span } from './json-text.ts'
import type { Value, Values } from './value.ts'

/**
 * The document that `text` is, made of one read before, when only the inside of a single object two levels down is another
 * one (a node of a flow); `null` when more has changed, or it is no JSON any more: then everything is to be read anew.
 */
export function rereadJson(before: JsonDocument, text: string): JsonDocument | null {
  if (before.repeated.length > 0) return null
  const changed = changeBetween(before.text, text)
  const place = findPart(before.span, changed.start, changed.end)
  if (place === null || !isObject(before.value)) return null
  const by = text.length - before.text.length
  const { group, name, span } = place
  const part = readPart(text, span.start, span.end + by, 2)
  const groupValue = before.value[group]
  // Between the braces of an object the change can mean nothing to what is around it.
  if (part === null || before.text[span.start] !== '{' || !isObject(groupValue ?? null)) return null
  const value = { ...before.value, [group]: { ...(groupValue as Values), [name]: part.value } }
  return createDocument(text, value, shift(before.span, span.start, by), [])
}

/** The offsets in `old` between which the two texts differ. */
function changeBetween(old: string, now: string): { readonly start: number; readonly end: number } {
  const most = Math.min(old.length, now.length)
  const start = sameLength(most, (from, to) => old.slice(from, to) === now.slice(from, to))
  const tail = sameLength(most - start, (from, to) => {
    return old.slice(old.length - to, old.length - from) === now.slice(now.length - to, now.length - from)
  })
  return { start, end: old.length - tail }
}

/** How far two texts of at least `most` characters are the same; `isSame` compares a piece. Pieces are compared natively. */
function sameLength(most: number, isSame: (from: number, to: number) => boolean): number {
  let at = 0
  for (let size = 65_536; size >= 1; ) {
    const to = Math.min(at + size, most)
    if (to > at && isSame(at, to)) at = to
    else size >>= 1
  }
  return at
}

interface Part {
  readonly group: string
  readonly name: string
  readonly span: Span
}

/** The value two levels down within whose braces the whole change is. */
function findPart(whole: Span, start: number, end: number): Part | null {
  for (const [group, { inside }] of whole.inside ?? []) {
    for (const [name, span] of inside ?? []) {
      if (span.start >= start || end >= span.end) continue
      return typeof group === 'string' && typeof name === 'string' ? { group, name, span } : null
    }
  }
  return null
}

/** The spans after a change in the value that begins at `from` by which the text grew. */
function shift(span: Span, from: number, by: number): Span {
  if (by === 0) return span
  const { start, end, inside } = span
  if (end <= from) return span
  const moved = inside === null ? null : new Map([...inside].map(([name, each]) => [name, shift(each, from, by)]))
  return { start: start > from ? start + by : start, end: end + by, inside: moved }
}

function isObject(value: Value): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
