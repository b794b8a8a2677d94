/**
 * A day that is named in several pieces, as one: "Friday, November 27", "next week on Wednesday", 27일 금요일.
 *
 * Pieces stand beside each other with nothing between them but what the language puts there. What says more counts: a day of
 * the year before a day of some month, that before a weekday; a weekday of a week is that day of it.
 */

import { weekdayOf } from '@parley/flow/readers'
import type { Candidate, Naming, Surroundings } from './candidate.ts'
import {
  comingWeekday,
  type DayCandidate,
  dayEntity,
  dayOfThatMonth,
  inWeek,
  nextDayOfMonth,
  noDay,
  sameDayBeside,
} from './day.ts'
import { joinedTimeWords } from './languages/joined-time-words.ts'
import { oncePerLanguage } from './languages/once-per-language.ts'
import { timeWords } from './languages/time-words.ts'
import { always } from './numeric-date.ts'
import { settle } from './settle.ts'
import type { FoundNumber } from './word-number.ts'

interface Patterns {
  /** Between two pieces; the group is a bracket that is opened there. */
  readonly between: RegExp
  /** Between a weekday and the number of a day; the group is an article. */
  readonly toNumber: RegExp | null
  /** What may follow such a number where only the calendar tells that it is one. */
  readonly behindNumber: RegExp | null
  /** Between several days. */
  readonly list: RegExp
  /** Behind a day, in brackets: 27일(금). */
  readonly sign: RegExp | null
  readonly signs: { readonly [sign: string]: number }
}

const patternsOf = oncePerLanguage((language): Patterns | null => {
  const spaced = timeWords[language]
  const joined = joinedTimeWords[language]
  return spaced !== undefined
    ? {
        between: new RegExp(`^\\.?\\)?,? ?(\\(?)(?:(?:${spaced.beside}) ?)?$`, 'u'),
        toNumber: new RegExp(`,? (?:(${spaced.beside}) )?`, 'uy'),
        behindNumber: new RegExp(`(?:[.,!?;]? ?$|[,!?;]|,? (?:${spaced.at})(?!\\p{L}))`, 'uy'),
        list: new RegExp(`^(?:, ?| ?[-–/] ?|,? (?:${spaced.either}|${spaced.to}) )(?:(?:${spaced.beside}) )?$`, 'u'),
        sign: null,
        signs: {},
      }
    : joined !== undefined
      ? {
          between: new RegExp(`^\\)?[,、]? ?(\\(?)(?:${joined.of})$`, 'u'),
          toNumber: null,
          behindNumber: null,
          list: new RegExp(`^ ?(?:[,、/~-]|${joined.either})? ?$`, 'u'),
          sign: new RegExp(` ?\\(([${Object.keys(joined.weekdaySigns).join('')}])\\)`, 'uy'),
          signs: joined.weekdaySigns,
        }
      : null
})

/** The days, those in several pieces as one. A day that no calendar has stays with `null` for its value. */
export function wholeDates(
  text: string,
  dates: readonly Candidate[],
  times: readonly Candidate[],
  numbers: readonly FoundNumber[],
  { language, today }: Surroundings,
): readonly Candidate[] {
  const patterns = patternsOf(language)
  const pieces = withoutOverlap(dates)
  if (patterns === null) return pieces
  const whole: Candidate[] = []
  for (const [index, found] of pieces.entries()) {
    const free = pieces[index + 1]?.start ?? text.length
    const piece = withNumber(text, withSign(text, found, patterns), free, numbers, patterns, today)
    const last = whole.at(-1)
    const gap =
      last === undefined || ended(text, last) ? null : patterns.between.exec(text.slice(last.end, piece.start))
    const one = last === undefined || gap === null ? null : together(last, piece)
    if (one === null) whole.push(piece)
    else whole[whole.length - 1] = { ...one, end: one.end + (gap?.[1] === '(' && text[one.end] === ')' ? 1 : 0) }
  }
  const told = whole.map((day, index) =>
    [whole[index - 1], whole[index + 1]].some((other) => repeats(day, other)) ||
    text.slice(day.start, day.end) === always
      ? noDay(day.start, day.end)
      : day,
  )
  return told.map((day, index) => inSameWeek(text, day, told[index - 1], told[index + 1], patterns, today))

  /** "Friday at 3pm, November 27": what stands around a time and says the same with less. */
  function repeats(day: Candidate, other: Candidate | undefined): boolean {
    if (other === undefined || !isDate(day) || !isDate(other) || day.named !== 'weekday') return false
    if (exactness.indexOf(other.named) < 1 || weekdayOf(day.value) !== weekdayOf(other.value)) return false
    const [first, last] = day.start < other.start ? [day, other] : [other, day]
    const between = times.filter(({ start, end }) => start >= first.end && end <= last.start)
    const time = between.reduce<Candidate | undefined>(
      (one, each) => (one === undefined || each.end - each.start > one.end - one.start ? each : one),
      undefined,
    )
    return (
      time !== undefined &&
      time.start - first.end <= 6 &&
      patterns?.between.test(text.slice(time.end, last.start)) === true
    )
  }
}

/** Whether a full stop behind the day ends the sentence; behind "Fri" it need not. */
function ended(text: string, { end }: Candidate): boolean {
  return text[end] === '.' && /\p{L}{5}$/u.test(text.slice(Math.max(0, end - 5), end))
}

/** "Tuesday or Thursday of next week": both are of that week. */
function inSameWeek(
  text: string,
  day: Candidate,
  before: Candidate | undefined,
  next: Candidate | undefined,
  { list }: Patterns,
  today: string,
): Candidate {
  if (!isDate(day) || day.named !== 'weekday' || day.value !== comingWeekday(today, weekdayOf(day.value))) return day
  const of = [
    before !== undefined && list.test(text.slice(before.end, day.start)) ? before : undefined,
    next !== undefined && list.test(text.slice(day.end, next.start)) ? next : undefined,
  ].find((each) => each?.named === 'day-of-week')
  if (of === undefined || !isDate(of)) return day
  return { ...day, value: inWeek(of.value, 0, weekdayOf(day.value)), named: 'day-of-week' }
}

/** What shares letters with a day that does not exist is no day either. */
function withoutOverlap(dates: readonly Candidate[]): readonly Candidate[] {
  const never = dates.filter(({ value }) => value === null)
  const real = dates.filter(
    ({ value, start, end }) => value !== null && !never.some((each) => each.start < end && each.end > start),
  )
  return [...settle(real), ...never].sort((a, b) => a.start - b.start)
}

const exactness: readonly (Naming | undefined)[] = [
  'weekday',
  'day-of-month',
  'day-of-week',
  undefined,
  'day-of-year',
  'full',
]
const isDate = (candidate: Candidate): candidate is DayCandidate => typeof candidate.value === 'string'
const grainOf = ({ resolution }: Candidate) => resolution?.grain

/** Two pieces as one day; `null`: they are two. */
function together(one: Candidate, other: Candidate): Candidate | null {
  const [start, end] = [one.start, other.end]
  if (!isDate(one) || !isDate(other)) {
    // "Monday, February 31": nor is it Monday.
    const named = isDate(one) ? one.named : isDate(other) ? other.named : undefined
    return named === 'weekday' ? noDay(start, end) : null
  }
  const spans = [one, other].filter((each) => grainOf(each) !== undefined)
  if (spans.length === 2) return null
  const [span] = spans
  if (span !== undefined) return inSpan(span, span === one ? other : one, start, end)
  const [less, more] = exactness.indexOf(one.named) <= exactness.indexOf(other.named) ? [one, other] : [other, one]
  if (less.named !== 'weekday' || more.named === 'weekday')
    return less.value === more.value
      ? { ...more, start, end, confidence: Math.max(one.confidence, other.confidence) }
      : null
  return onWeekday(less, more, start, end)
}

/** The day of a week, or of a month: "Wednesday of next week", "the 7th of next month". */
function inSpan(span: DayCandidate, day: DayCandidate, start: number, end: number): Candidate | null {
  const last = span.resolution?.end ?? span.value
  const grain = grainOf(span)
  const confidence = Math.max(span.confidence, day.confidence)
  const weekly = grain === 'week' || grain === 'weekend'
  const value =
    day.named === 'weekday' && weekly
      ? inWeek(span.value, 0, weekdayOf(day.value))
      : day.named === 'day-of-month' && grain === 'month'
        ? dayOfThatMonth(span.value, day.value)
        : day.value
  if (value === null) return noDay(start, end)
  if (value < span.value || value > last) return null
  const named = day.named === 'weekday' && weekly ? 'day-of-week' : undefined
  return dayEntity({ day: value, grain: 'day', ...(named === undefined ? {} : { named }) }, start, end, confidence)
}

/** A day that is said with its weekday. The weekday tells which of several it is; where it is none of them, the day counts. */
function onWeekday(weekday: DayCandidate, day: DayCandidate, start: number, end: number): Candidate | null {
  const wanted = weekdayOf(weekday.value)
  const { named, resolution, ...plain } = day
  const { value } = day
  const possible = [
    value,
    resolution?.other,
    named === 'day-of-year' ? sameDayBeside(value, -12) : undefined,
    named === 'day-of-month' ? sameDayBeside(value, 1) : undefined,
  ]
  const fitting = possible.find((each) => typeof each === 'string' && weekdayOf(each) === wanted)
  const last = fitting === undefined || fitting === value ? resolution?.end : undefined
  const ends = last === undefined ? {} : { end: last }
  const found = { ...plain, ...(named === undefined ? {} : { named }), start, end }
  if (typeof fitting === 'string') {
    const confidence = Math.max(weekday.confidence, day.confidence)
    return { ...found, value: fitting, confidence, ...(last === undefined ? {} : { resolution: ends }) }
  }
  // "Tomorrow, Monday or Tuesday" are several.
  if (named === undefined || named === 'day-of-week') return null
  return { ...found, confidence: 0.5, resolution: { ...ends, other: weekday.value } }
}

/** 27일(금). */
function withSign(text: string, day: Candidate, { sign, signs }: Patterns): Candidate {
  if (sign === null || !isDate(day) || grainOf(day) !== undefined) return day
  sign.lastIndex = day.end
  const weekday = signs[sign.exec(text)?.[1] ?? '']
  if (weekday === undefined) return day
  const end = sign.lastIndex
  const of = dayEntity({ day: inWeek(day.value, 0, weekday), grain: 'day', named: 'weekday' }, day.end, end, 0.9)
  return onWeekday(of, day, day.start, end) ?? day
}

/** "Monday 7th", "lunes 7": a number behind a weekday is a day where it is written as one, or where the calendar agrees. */
function withNumber(
  text: string,
  day: Candidate,
  free: number,
  numbers: readonly FoundNumber[],
  { toNumber, behindNumber }: Patterns,
  today: string,
): Candidate {
  if (toNumber === null || behindNumber === null || day.named !== 'weekday' || !isDate(day)) return day
  toNumber.lastIndex = day.end
  const match = toNumber.exec(text)
  if (match === null) return day
  const number = numbers.find(({ start }) => start === toNumber.lastIndex)
  if (number === undefined || number.end > free || number.article === true || !Number.isInteger(number.value))
    return day
  const next = nextDayOfMonth(today, number.value)
  if (next === null || number.value < 1) return day
  const dotted = /^\.(?!\d)/.test(text.slice(number.end)) && number.ordinal !== true
  const end = number.end + (dotted ? 1 : 0)
  behindNumber.lastIndex = end
  const alone = behindNumber.test(text)
  const agrees = weekdayOf(next) === weekdayOf(day.value)
  const written = number.ordinal === true || dotted || match[1] !== undefined
  if (!(alone && (written || agrees)) && !(agrees && number.ordinal === true)) return day
  const named = dayEntity({ day: next, grain: 'day', named: 'day-of-month' }, number.start, end, 0.8)
  return onWeekday(day, named, day.start, end) ?? day
}
