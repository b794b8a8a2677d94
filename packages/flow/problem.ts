/** Where a problem is: as exact as is known. */
export interface Place {
  /** Path inside the solution folder, `flows/main.flow.json`. */
  readonly file?: string
  readonly flow?: string
  readonly node?: string
  /** Dotted path inside the node, `answer.choices[1].id`. */
  readonly field?: string
  /** 1-based, for problems of the text itself (broken JSON, a type error in an action). */
  readonly line?: number
  readonly column?: number
}

/** A mistake of an author, found before anything runs. Shown as it is, on every surface. */
export interface Problem {
  /** Stable, `unrouted-outcome`; explained in `docs/errors/<code>.md`. */
  readonly code: string
  readonly severity: 'error' | 'warning'
  readonly place: Place
  /** What is wrong, one sentence. */
  readonly reason: string
  /** What to do about it, one sentence. */
  readonly repair: string
}
