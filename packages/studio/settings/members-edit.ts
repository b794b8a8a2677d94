/** Puts a member in or takes one out between the brackets of an object or a list; every other character stays, comments too. */

/** Replaces the text from `start` to `end`. */
export interface Splice {
  readonly start: number
  readonly end: number
  readonly text: string
}

interface Range {
  readonly start: number
  readonly end: number
}

/** What stands between two brackets. */
export interface Members {
  readonly text: string
  /** Right behind the opening bracket, and the place of the closing one. */
  readonly open: number
  readonly close: number
  readonly items: readonly Range[]
  /** Places of all commas of the file, in order. */
  readonly commas: readonly number[]
  readonly comments: readonly Range[]
}

const width = 100

export function applySplices(text: string, splices: readonly Splice[]): string {
  return [...splices]
    .sort((one, other) => other.start - one.start)
    .reduce((result, { start, end, text: put }) => result.slice(0, start) + put + result.slice(end), text)
}

/** The white space that the line of this place begins with. */
export function indentAt(text: string, place: number): string {
  const line = text.slice(text.lastIndexOf('\n', place - 1) + 1, place)
  return /^[ \t]*/.exec(line)?.[0] ?? ''
}

/** How the text of a new member is indented, which its further lines need to know. */
function indentOfNew({ text, open, items }: Members): string {
  const [first] = items
  if (first !== undefined && text.slice(open, first.start).includes('\n')) return indentAt(text, first.start)
  return first === undefined ? `${indentAt(text, open)}  ` : indentAt(text, open)
}

/** As the last one. `print` gets the indentation. */
export function appendMember(members: Members, print: (indent: string) => string): readonly Splice[] {
  const { text, open, close, items } = members
  const last = items.at(-1)
  const indent = indentOfNew(members)
  if (last === undefined) return appendFirst(members, print(indent), indent)
  const comma = commaAfter(members, last)
  const isTall = text.slice(open, items[0]?.start).includes('\n')
  if (!isTall) {
    if (comma === null) return [{ start: last.end, end: last.end, text: `, ${print(indent)}` }]
    return [{ start: comma + 1, end: comma + 1, text: ` ${print(indent)}` }]
  }
  const line = `\n${indent}${print(indent)},`
  const place = close - (/\s*$/.exec(text.slice(last.end, close))?.[0].length ?? 0)
  const missing = comma === null ? ',' : ''
  if (place === last.end) return [{ start: place, end: place, text: `${missing}${line}` }]
  return [
    ...(missing === '' ? [] : [{ start: last.end, end: last.end, text: missing }]),
    { start: place, end: place, text: line },
  ]
}

function appendFirst({ text, open, close }: Members, printed: string, indent: string): readonly Splice[] {
  const inside = text.slice(open, close)
  const outer = indentAt(text, open)
  if (inside.trim() !== '') {
    const place = close - (/\s*$/.exec(inside)?.[0].length ?? 0)
    return [{ start: place, end: close, text: `\n${indent}${printed},\n${outer}` }]
  }
  const column = open - (text.lastIndexOf('\n', open) + 1)
  if (!printed.includes('\n') && column + printed.length <= width) {
    const space = text[open - 1] === '{' ? ' ' : ''
    return [{ start: open, end: close, text: `${space}${printed}${space}` }]
  }
  return [{ start: open, end: close, text: `\n${indent}${printed},\n${outer}` }]
}

/** Before the one that has this index. */
export function insertMember(members: Members, index: number, print: (indent: string) => string): readonly Splice[] {
  const next = members.items[index]
  if (next === undefined) return appendMember(members, print)
  const indent = indentOfNew(members)
  const isTall = startsLine(members, next)
  return [{ start: next.start, end: next.start, text: `${print(indent)},${isTall ? `\n${indent}` : ' '}` }]
}

export function removeMember(members: Members, index: number): readonly Splice[] {
  const { text, open, close, items, comments } = members
  const item = items[index]
  if (item === undefined) return []
  const isCommented = (start: number, end: number): boolean =>
    comments.some((comment) => comment.start >= start && comment.end <= end)
  if (items.length === 1 && !isCommented(open, close)) return [{ start: open, end: close, text: '' }]
  const comma = commaAfter(members, item)
  const end = comma === null ? item.end : comma + 1
  // A comment between a value and its comma stays; the comma goes on its own.
  const splices: Splice[] =
    comma !== null && isCommented(item.end, comma) ? [{ start: comma, end: comma + 1, text: '' }] : []
  if (splices.length > 0) return [{ start: item.start, end: item.end, text: '' }, ...splices]
  if (startsLine(members, item)) {
    const from = text.lastIndexOf('\n', item.start - 1) + 1
    const rest = /^[ \t]*(\r?\n)?/.exec(text.slice(end))?.[0] ?? ''
    if (rest.endsWith('\n') && end + rest.length <= close + 1)
      return [{ start: from, end: end + rest.length, text: '' }]
    return [{ start: item.start, end: end + rest.replace(/\r?\n$/, '').length, text: '' }]
  }
  const [before, next] = [items[index - 1], items[index + 1]]
  if (next !== undefined && !isCommented(end, next.start)) return [{ start: item.start, end: next.start, text: '' }]
  if (next === undefined && before !== undefined && !isCommented(before.end, item.start))
    return [{ start: before.end, end: item.end, text: '' }]
  return [{ start: item.start, end, text: '' }]
}

function startsLine({ text, open }: Members, { start }: Range): boolean {
  const line = text.lastIndexOf('\n', start - 1)
  return line >= open && text.slice(line + 1, start).trim() === ''
}

function commaAfter({ commas, items, close }: Members, item: Range): number | null {
  const next = items[items.indexOf(item) + 1]?.start ?? close
  return commas.find((comma) => comma >= item.end && comma < next) ?? null
}
