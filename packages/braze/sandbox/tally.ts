/** How often something happened to a profile: all that Braze keeps there of an event or a purchase. Times in epoch milliseconds. */
export interface Tally {
  readonly first: number
  readonly last: number
  readonly count: number
  /** When the sandbox heard of it last, which is not when it happened. */
  readonly heard: number
}

/** The tally with `count` more of them at `at`, heard of `now`. */
export function addToTally(tally: Tally | undefined, at: number, count: number, now: number): Tally {
  return {
    first: Math.min(tally?.first ?? at, at),
    last: Math.max(tally?.last ?? at, at),
    count: (tally?.count ?? 0) + count,
    heard: now,
  }
}
