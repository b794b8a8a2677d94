/** Which files of a document were changed when, as numbers of updates: as far as this server remembers. */
export interface Touches {
  /** `touched`: as updates name it, `flows/main.flow.json#email`, `texts/ko.yaml`. */
  heard(number: number, touched: readonly string[]): void
  /** Whatever changed up to there is not known. */
  lost(number: number): void
  /** Whether one of these files may have been changed after that number. */
  any(files: readonly string[], since: number): boolean
}

/** Files that are remembered: more than a solution has. */
const mostFiles = 5000

/** @param from what was changed before is not known
 * @param mostTouched an update names so many places at most: one with as many may have changed any */
export function createTouches(from: number, mostTouched: number): Touches {
  const last = new Map<string, number>()
  let unknown = from

  function lost(number: number): void {
    unknown = number
    last.clear()
  }

  return {
    heard(number, touched) {
      if (touched.length >= mostTouched || last.size > mostFiles) return lost(number)
      for (const place of touched) last.set(place.split('#', 1)[0] ?? place, number)
    },
    lost,
    any: (files, since) => unknown > since || files.some((file) => (last.get(file) ?? 0) > since),
  }
}
