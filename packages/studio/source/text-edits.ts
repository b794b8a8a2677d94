/**
 * What differs between two texts, line by line: what stays is not touched, so that what others write there at the same time stays where it
 * belongs.
 */

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
  const path = shortestPath(from.slice(start, from.length - end), to.slice(start, to.length - end))
  if (path === null) return [whole]
  const changes: LineChange[] = []
  let [x, y] = [0, 0]
  // Between the runs of equal lines stands what differs; the last run is what both end with.
  for (const run of [...path, { x: whole.fromEnd - start, y: whole.toEnd - start, length: 0 }]) {
    if (run.x > x || run.y > y)
      changes.push({ from: start + x, fromEnd: start + run.x, to: start + y, toEnd: start + run.y })
    x = run.x + run.length
    y = run.y + run.length
  }
  return changes
}

interface Run {
  readonly x: number
  readonly y: number
  readonly length: number
}

/**
 * The runs of equal lines on a way with the fewest lines that come and go (E. Myers, An O(ND) Difference Algorithm, 1986); `null`: there
 * are too many of these.
 */
function shortestPath(from: readonly string[], to: readonly string[]): readonly Run[] | null {
  const most = Math.min(from.length + to.length, mostEdits)
  /** How far one comes on each diagonal; the middle is where none has come or gone. */
  const reached = new Int32Array(2 * most + 3)
  const steps: Int32Array[] = []
  for (let count = 0; count <= most; count += 1) {
    for (let line = -count; line <= count; line += 2) {
      const before = cameFrom(reached, most + 1, line, count)
      let x = (reached[most + 1 + before] ?? 0) + (before < line ? 1 : 0)
      while (x < from.length && x - line < to.length && from[x] === to[x - line]) x += 1
      reached[most + 1 + line] = x
      if (x >= from.length && x - line >= to.length) return runsBack(steps, from.length, to.length)
    }
    steps.push(reached.slice(most - count, most + count + 3))
  }
  return null
}

/** The diagonal from which one comes furthest on this one: the one above adds a line, the one below takes one away. */
function cameFrom(reached: Int32Array, middle: number, line: number, count: number): number {
  const [below, above] = [reached[middle + line - 1] ?? 0, reached[middle + line + 1] ?? 0]
  return line === -count || (line !== count && below < above) ? line + 1 : line - 1
}

function runsBack(steps: readonly Int32Array[], endX: number, endY: number): readonly Run[] {
  const runs: Run[] = []
  let [x, y] = [endX, endY]
  for (let count = steps.length; count > 0; count -= 1) {
    const reached = steps[count - 1] ?? new Int32Array()
    const line = x - y
    const before = cameFrom(reached, count, line, count)
    const came = reached[count + before] ?? 0
    const begun = came + (before < line ? 1 : 0)
    if (x > begun) runs.push({ x: begun, y: begun - line, length: x - begun })
    x = came
    y = came - before
  }
  if (x > 0) runs.push({ x: 0, y: 0, length: x })
  return runs.reverse()
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
