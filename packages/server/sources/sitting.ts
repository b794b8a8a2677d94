/** One update, as history looks at it. */
export interface HistoryRow {
  readonly number: number
  readonly at: number
  readonly author: string
  readonly authorName: string
  readonly touched: readonly string[]
}

/** What one person did without a longer pause. */
export interface Sitting {
  /** Of its first and its last update; how things were after it is how they were after the last. */
  readonly first: number
  readonly last: number
  /** Epoch milliseconds. */
  readonly from: number
  readonly to: number
  readonly author: { readonly id: string; readonly name: string }
  readonly updates: number
  /** `flows/main.flow.json#email`, `texts/ko.yaml`; the most recent ones. */
  readonly touched: readonly string[]
}

/** A pause of this length, milliseconds, ends a sitting; so does an end of the day's length. */
const pauseMs = 15 * 60 * 1000
const longestMs = 4 * 3600 * 1000
const mostTouched = 60

/** Groups updates, newest first, by who made them and when; newest first. */
export function sittingsOf(rows: readonly HistoryRow[]): readonly Sitting[] {
  const sittings: Sitting[] = []
  /** By author, where in the list their last one is. */
  const open = new Map<string, number>()
  for (const row of rows) {
    const key = JSON.stringify([row.author, row.authorName])
    const place = open.get(key)
    const later = place === undefined ? undefined : sittings[place]
    if (
      place !== undefined &&
      later !== undefined &&
      later.from - row.at <= pauseMs &&
      later.to - row.at <= longestMs
    ) {
      const touched = [...new Set([...later.touched, ...row.touched])].slice(0, mostTouched)
      sittings[place] = { ...later, first: row.number, from: row.at, updates: later.updates + 1, touched }
      continue
    }
    open.set(key, sittings.length)
    sittings.push({
      first: row.number,
      last: row.number,
      from: row.at,
      to: row.at,
      author: { id: row.author, name: row.authorName },
      updates: 1,
      touched: row.touched.slice(0, mostTouched),
    })
  }
  return sittings
}
