import type { RatingCount } from '../api.ts'

/** Ratings on one scale. */
export interface Scale {
  readonly most: number
  readonly count: number
  /** How many gave 1, 2 and so on up to `most`. */
  readonly counts: readonly number[]
}

/** The scale that most were given on: means over different ones would mean nothing. `null`: nobody rated. */
export function usualScale(ratings: readonly RatingCount[]): Scale | null {
  const scales = [...Map.groupBy(ratings, ({ most }) => most)].map(([most, given]): Scale => {
    const counts = Array.from(
      { length: most },
      (_, index) => given.find(({ rating }) => rating === index + 1)?.count ?? 0,
    )
    return { most, counts, count: counts.reduce((total, count) => total + count, 0) }
  })
  return scales.toSorted((a, b) => b.count - a.count)[0] ?? null
}

export function meanOf(scale: Scale | null): number | null {
  if (scale === null || scale.count === 0) return null
  return scale.counts.reduce((total, count, index) => total + count * (index + 1), 0) / scale.count
}
