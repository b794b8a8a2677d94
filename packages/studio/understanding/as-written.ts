/**
 * An edit of a tree of YAML in the text as somebody wrote it: blank lines, how far things are indented and how lines end stay, but where the
 * edit is. Two people's first edits of a file that was written by hand would otherwise both write all of it again.
 */
import { type LineChange, lineChanges, linesOf } from '../source/text-edits.ts'

/**
 * @param text as it was written
 * @param printed its tree, printed
 * @param after the tree after the edit, printed
 */
export function asWritten(text: string, printed: string, after: string): string {
  const [written, before, edited] = [text, printed, after].map(linesOf) as [Lines, Lines, Lines]
  const end = text.includes('\r\n') ? '\r\n' : '\n'
  const form = lineChanges(before.map(bare), written.map(bare))
  const parts: string[] = []
  let at = 0
  for (const change of widened(lineChanges(before, edited), form)) {
    const [from, fromEnd] = [placeOf(change.from, form), placeOf(change.fromEnd, form)]
    parts.push(...written.slice(at, from).map((line) => (line.endsWith('\n') ? line : line + end)))
    for (const line of edited.slice(change.to, change.toEnd))
      parts.push(indentAt(change.fromEnd, indentOf(line), { before, written, form }) + line.trim() + end)
    at = fromEnd
  }
  return [...parts, ...written.slice(at)].join('')
}

type Lines = readonly string[]

const bare = (line: string): string => line.trim()
const indentOf = (line: string): string => /^ */.exec(line)?.[0] ?? ''

/** Where a line is written otherwise than it is printed, an edit beside it replaces all of that. */
function widened(edits: readonly LineChange[], form: readonly LineChange[]): readonly LineChange[] {
  const all: LineChange[] = []
  for (const edit of edits) {
    const touched = form.filter(
      ({ from, fromEnd }) => from < fromEnd && from < Math.max(edit.fromEnd, edit.from + 1) && fromEnd > edit.from,
    )
    const [before, behind] = [
      Math.max(0, ...touched.map(({ from }) => edit.from - from)),
      Math.max(0, ...touched.map(({ fromEnd }) => fromEnd - edit.fromEnd)),
    ]
    const wide = {
      ...{ from: edit.from - before, fromEnd: edit.fromEnd + behind },
      ...{ to: edit.to - before, toEnd: edit.toEnd + behind },
    }
    const last = all.at(-1)
    if (last === undefined || last.fromEnd <= wide.from) {
      all.push(wide)
      continue
    }
    const fromEnd = Math.max(last.fromEnd, wide.fromEnd)
    all[all.length - 1] = { ...last, fromEnd, toEnd: fromEnd + wide.toEnd - wide.fromEnd }
  }
  return all
}

/** Of the place before a printed line, which it is among those that are written: behind the line above, before what only stands there. */
function placeOf(line: number, form: readonly LineChange[]): number {
  const above = form.findLast(({ from, fromEnd }) => (from < fromEnd ? fromEnd <= line : from < line))
  return above === undefined ? line : above.toEnd + line - above.fromEnd
}

/** As the nearest line of the same depth is indented, one above first, of which it is known how it was written. */
function indentAt(
  line: number,
  indent: string,
  { before, written, form }: { readonly before: Lines; readonly written: Lines; readonly form: readonly LineChange[] },
): string {
  const isLike = (at: number): boolean =>
    before[at]?.trim() !== '' &&
    indentOf(before[at] ?? '') === indent &&
    !form.some(({ from, fromEnd }) => from <= at && at < fromEnd)
  let like = line - 1
  while (like >= 0 && !isLike(like)) like -= 1
  if (like < 0) like = before.findIndex((_, at) => at >= line && isLike(at))
  return like < 0 ? indent : indentOf(written[placeOf(like + 1, form) - 1] ?? '')
}
