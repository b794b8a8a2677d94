/**
 * What differs between two texts, line by line: what stays is not touched, so that what others write there at the same time stays where it
 * belongs.
 */
import { diffArrays } from 'diff'

/** Lines `from` to `fromEnd` of the text before become `to` to `toEnd` of the one after. */
export interface LineChange {
  readonly from: number
  readonly fromEnd: number
  readonly to: number
  readonly toEnd: number
}

/** At `at` of the text before, so many characters become others. */
export interface TextEdit {
  readonly at: number
  readonly removed: number
  readonly added: string
}

/** More lines that come and go are one change: to look for what they share would take longer than it is worth. */
const mostEdits = 2000

/** With their ends. */
export const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? []

/** In their order, first to last. */
export function textEdits(before: string, after: string): readonly TextEdit[] {
  const [from, to] = [linesOf(before), linesOf(after)]
  const edits: TextEdit[] = []
  let [at, line] = [0, 0]
  for (const change of lineChanges(from, to)) {
    for (; line < change.from; line += 1) at += from[line]?.length ?? 0
    const old = from.slice(change.from, change.fromEnd).join('')
    const added = to.slice(change.to, change.toEnd).join('')
    const { start, end } = sharedEnds(old, added)
    edits.push({ at: at + start, removed: old.length - start - end, added: added.slice(start, added.length - end) })
  }
  return edits
}

export function lineChanges(from: readonly string[], to: readonly string[]): readonly LineChange[] {
  const shortest = Math.min(from.length, to.length)
  let start = 0
  while (start < shortest && from[start] === to[start]) start += 1
  let end = 0
  while (end < shortest - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end += 1
  const whole = { from: start, fromEnd: from.length - end, to: start, toEnd: to.length - end }
  const parts = diffArrays(from.slice(start, whole.fromEnd), to.slice(start, whole.toEnd), { maxEditLength: mostEdits })
  if (parts === undefined) return [whole]
  const changes: LineChange[] = []
  let [x, y] = [start, start]
  for (const { added, removed, count } of parts) {
    const last = changes.at(-1)
    const next = { from: x, fromEnd: added ? x : x + count, to: y, toEnd: removed ? y : y + count }
    x = next.fromEnd
    y = next.toEnd
    if (!added && !removed) continue
    // What goes and what comes at one place are one change.
    if (last?.fromEnd === next.from && last.toEnd === next.to)
      changes[changes.length - 1] = { ...last, fromEnd: x, toEnd: y }
    else changes.push(next)
  }
  return changes
}

/** How many characters two texts begin and end with in common; of no character one half. */
function sharedEnds(from: string, to: string): { readonly start: number; readonly end: number } {
  const shortest = Math.min(from.length, to.length)
  let start = 0
  while (start < shortest && from[start] === to[start]) start += 1
  if (isHalf(from, start) || isHalf(to, start)) start -= 1
  let end = 0
  while (end < shortest - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end += 1
  if (end > 0 && (isHalf(from, from.length - end) || isHalf(to, to.length - end))) end -= 1
  return { start, end }
}

/** Whether a place stands between the two halves of one character. */
const isHalf = (text: string, at: number): boolean =>
  at > 0 && at < text.length && /[\udc00-\udfff]/.test(text.charAt(at)) && /[\ud800-\udbff]/.test(text.charAt(at - 1))
