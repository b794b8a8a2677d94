import type { ShownExample } from './nlu-document.ts'

/** An example in the list, the same from one moment to the next although its words or its place are others. */
export interface ExampleRow {
  readonly id: number
  readonly example: ShownExample
  /** Somebody took it away while it was being edited. */
  readonly isGone: boolean
}

export interface ExampleRows {
  readonly of: readonly ShownExample[]
  readonly rows: readonly ExampleRow[]
  readonly next: number
}

export const noRows: ExampleRows = { of: [], rows: [], next: 1 }

/**
 * The rows of these examples. An example is known by its words, and one whose words are new by the example that it stands after. What is gone
 * keeps its place as long as somebody edits it.
 *
 * @param edited ids of rows that somebody edits
 */
export function followRows(
  before: ExampleRows,
  examples: readonly ShownExample[],
  edited: ReadonlySet<number>,
): ExampleRows {
  if (before.of === examples) return before
  const known = keysOf(before.rows.map(({ example }) => example))
  const places = new Map(known.map((key, place) => [key, place]))
  const keys = keysOf(examples)
  const present = new Set(keys)
  const taken = new Set<number>()
  let { next } = before
  let last = -1
  const rows = examples.map((example, at): ExampleRow => {
    const follows = before.rows[last + 1]
    const isChanged = follows?.isGone === false && !taken.has(last + 1) && !present.has(known[last + 1] ?? '')
    const place = places.get(keys[at] ?? '') ?? (isChanged ? last + 1 : null)
    if (place === null) return { id: next++, example, isGone: false }
    last = place
    taken.add(place)
    return { id: before.rows[place]?.id ?? next++, example, isGone: false }
  })
  for (const [place, row] of before.rows.entries()) {
    if (taken.has(place) || !edited.has(row.id)) continue
    const ahead = new Set(before.rows.slice(0, place).map(({ id }) => id))
    rows.splice(rows.findLastIndex(({ id }) => ahead.has(id)) + 1, 0, { ...row, isGone: true })
  }
  return { of: examples, rows, next }
}

/** By words, and which one of those with the same words it is. */
function keysOf(examples: readonly ShownExample[]): readonly string[] {
  const counts = new Map<string, number>()
  return examples.map(({ source }) => {
    const count = counts.get(source) ?? 0
    counts.set(source, count + 1)
    return `${count} ${source}`
  })
}
