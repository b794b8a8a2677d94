import type { Candidate, Surroundings } from './candidate.ts'
import { chronoDates } from './chrono-date.ts'
import { durationEntities, type FoundDuration } from './duration.ts'
import { joinedDates, joinedTimes } from './joined-date-time.ts'
import { numericDates } from './numeric-date.ts'
import { offsetDates } from './offset-date.ts'
import type { SeenText } from './seen-text.ts'
import { inOneRow } from './shared-unit.ts'
import { shortWeekdays } from './short-weekday.ts'
import { spacedDates } from './spaced-date.ts'
import { spacedTimes } from './spaced-time.ts'
import { wholeDates } from './whole-date.ts'
import type { FoundNumber } from './word-number.ts'

/** Days and times of day; our own rules first, then chrono for what they leave. */
export function datesAndTimes(
  seen: SeenText,
  numbers: readonly FoundNumber[],
  durations: readonly FoundDuration[],
  around: Surroundings,
): readonly Candidate[] {
  const { folded, plain } = seen
  const times = [...spacedTimes(folded, numbers, around.language), ...joinedTimes(folded, around)]
  const written = [
    ...numericDates(folded, around),
    ...spacedDates(folded, plain, numbers, around),
    ...joinedDates(folded, around),
  ]
  const short = shortWeekdays(folded, plain, [...times, ...written], around)
  const dates = wholeDates(folded, [...written, ...short], times, numbers, around)
  const named = [...dates, ...offsetDates(folded, durations, dates, around), ...times]
  const own = [...named, ...inOneRow(folded, numbers, [...named, ...durationEntities(durations)], around.language)]
  const spans = durations.map(({ start, end }) => ({ type: 'duration', value: null, start, end, confidence: 1 }))
  return [...own, ...chronoDates(plain, around, [...own, ...spans])]
}

/** Two days on which nobody says anything: what both come to needs no moment. */
const moments = [
  ['2001-01-01', 0],
  ['2013-08-15', 754],
] as const

/** Days and times that do not depend on when they are said. */
export function fixedDatesAndTimes(
  seen: SeenText,
  numbers: readonly FoundNumber[],
  durations: readonly FoundDuration[],
  around: Omit<Surroundings, 'today' | 'minute'>,
): readonly Candidate[] {
  const [first = [], second = []] = moments.map(([today, minute]) =>
    datesAndTimes(seen, numbers, durations, { ...around, today, minute }),
  )
  const key = ({ type, value, start, end }: Candidate) => JSON.stringify([type, value, start, end])
  const kept = new Set(second.map(key))
  return first.filter((each) => kept.has(key(each)))
}
