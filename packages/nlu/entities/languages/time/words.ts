/** How a language that sets words apart speaks of days and times. All of it is compared without accents and case. */
export interface TimeWords {
  /** Patterns of units, singular and plural. */
  readonly units: { readonly [unit in Unit]: string }
  /** Durations that are words of their own, in units. */
  readonly spans: readonly (readonly [pattern: string, amount: number, unit: Unit])[]
  /** Behind a unit: "an hour and a half". */
  readonly andHalf: string
  /** Before and behind a duration: that long from now, that long ago. */
  readonly ahead: readonly [before: string, behind: string]
  readonly ago: readonly [before: string, behind: string]
  /** Days by how far they are from today; the longer pattern first. */
  readonly days: readonly (readonly [pattern: string, days: number])[]
  /** Before and behind weekdays and units: the next, the one after it, the last, the present one. */
  readonly next: readonly [before: string, behind: string]
  readonly afterNext: readonly [before: string, behind: string]
  readonly last: readonly [before: string, behind: string]
  readonly present: readonly [before: string, behind: string]
  readonly weekend: string
  /**
   * Weekdays from Sunday on; `short` ones need something before them that makes them days, or a day or a time beside them, signs
   * only the latter.
   */
  readonly weekdays: readonly string[]
  readonly shortWeekdays: readonly string[]
  readonly weekdaySigns: readonly string[]
  readonly onDay: string
  /** Between pieces that name one day together: "Friday the 27th". */
  readonly beside: string
  /** Between several days. */
  readonly either: string
  /** Behind a day: so many days later, "Tuesday week". */
  readonly later: readonly (readonly [pattern: string, days: number])[]
  /** Between a duration and the day that it is counted from, ahead and back: "a week from Tuesday". */
  readonly fromDay: readonly [ahead: string, back: string]
  /** Between day and month, and month and year. */
  readonly of: string
  /** Before a month that stands alone. */
  readonly inMonth: string
  /** Months whose names are other words as well. */
  readonly doubtfulMonths: string
  /** Before a day of the month that stands alone, and what must follow it. */
  readonly theDay: readonly [before: string, behind: string]
  /** Between two days of one month, "3 to 5 May". */
  readonly to: string
  /** Before an hour: "at". */
  readonly at: string
  /** Behind an hour. */
  readonly oclock: string
  /** Behind the hour: minutes after it, and before it. */
  readonly pastHour: readonly (readonly [pattern: string, minutes: number])[]
  /** Before the hour: "half past", "quarter to", "halb". */
  readonly beforeHour: readonly (readonly [pattern: string, minutes: number])[]
  /** Behind or before a time: which half of the day. */
  readonly morning: string
  readonly afternoon: string
  readonly named: readonly (readonly [pattern: string, time: string])[]
}

export type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year'
