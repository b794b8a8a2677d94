/** A day, `2000-12-31`, or a time of day, `14:30`, or both, written in words as the language writes them. */
export interface Moment {
  readonly date?: string
  readonly time?: string
  /** How the question wants it written where the language alone leaves it open: `en-GB` in an English conversation. */
  readonly locale?: string | null
}

/** What the words speak of: bounds, counts, names. Numbers and moments are written as the language writes them. */
export type WordValues = { readonly [name: string]: string | number | Moment }
