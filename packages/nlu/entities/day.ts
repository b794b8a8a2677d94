import { dayAfter, isoDate, weekdayOf } from '@parley/flow/readers'
import type { Candidate, Naming } from './candidate.ts'
import type { Unit } from './languages/time-words.ts'

/** A day, or the first of a span of days, in words about a calendar. */
export interface Day {
  /** `YYYY-MM-DD` */
  readonly day: string
  /** What it names; beyond `day` also the last day of it. */
  readonly grain: 'day' | 'week' | 'weekend' | 'month' | 'year'
  readonly last?: string
  /** Another day that could be meant. */
  readonly other?: string
  /** What names it, where that may be a part of what does. */
  readonly named?: Naming
}

/** The days of a year, a month or a week that `Date` can hold. */
const year = (day: string) => Number(day.slice(0, 4))
const month = (day: string) => Number(day.slice(5, 7))
const dayOfMonth = (day: string) => Number(day.slice(8, 10))

function lastOfMonth(ofYear: number, ofMonth: number): string | null {
  for (const each of [31, 30, 29, 28]) {
    const day = isoDate(ofYear, ofMonth, each)
    if (day !== null) return day
  }
  return null
}

/** So many calendar months later; the last day of the month where it has no such day. */
function monthsAfter(day: string, months: number): string | null {
  const all = year(day) * 12 + month(day) - 1 + months
  const [ofYear, ofMonth] = [Math.floor(all / 12), (all % 12) + 1]
  return isoDate(ofYear, ofMonth, dayOfMonth(day)) ?? lastOfMonth(ofYear, ofMonth)
}

/** Weeks begin on Monday. */
function mondayOf(day: string): string {
  return dayAfter(day, -((weekdayOf(day) + 6) % 7))
}

export function inWeek(today: string, weeks: number, weekday: number): string {
  return dayAfter(mondayOf(today), weeks * 7 + ((weekday + 6) % 7))
}

/** The first such weekday after today. */
export function comingWeekday(today: string, weekday: number): string {
  return dayAfter(today, ((weekday - weekdayOf(today) + 6) % 7) + 1)
}

export function passedWeekday(today: string, weekday: number): string {
  return dayAfter(today, -(((weekdayOf(today) - weekday + 6) % 7) + 1))
}

export function wholeWeek(today: string, weeks: number): Day {
  const day = inWeek(today, weeks, 1)
  return { day, grain: 'week', last: dayAfter(day, 6) }
}

export function wholeWeekend(today: string, weeks: number): Day {
  const day = inWeek(today, weeks, 6)
  return { day, grain: 'weekend', last: dayAfter(day, 1) }
}

export function wholeMonth(ofYear: number, ofMonth: number): Day | null {
  const day = isoDate(ofYear, ofMonth, 1)
  const last = lastOfMonth(ofYear, ofMonth)
  return day === null || last === null ? null : { day, grain: 'month', last }
}

export function wholeYear(ofYear: number): Day | null {
  const day = isoDate(ofYear, 1, 1)
  const last = isoDate(ofYear, 12, 31)
  return day === null || last === null ? null : { day, grain: 'year', last }
}

/** The month, the year or the week so many from now. */
export function spanFrom(today: string, unit: 'week' | 'month' | 'year', count: number): Day | null {
  if (unit === 'week') return wholeWeek(today, count)
  if (unit === 'year') return wholeYear(year(today) + count)
  const all = year(today) * 12 + month(today) - 1 + count
  return wholeMonth(Math.floor(all / 12), (all % 12) + 1)
}

/** A day of a year that is not said: the next one that is not before today. */
export function nextDate(today: string, ofMonth: number, ofDay: number): string | null {
  for (let ofYear = year(today); ofYear < year(today) + 9; ofYear++) {
    const day = isoDate(ofYear, ofMonth, ofDay)
    if (day !== null && day >= today) return day
  }
  return null
}

/** A day of a month that is not said. */
export function nextDayOfMonth(today: string, ofDay: number): string | null {
  for (let months = 0; months < 3; months++) {
    const all = year(today) * 12 + month(today) - 1 + months
    const day = isoDate(Math.floor(all / 12), (all % 12) + 1, ofDay)
    if (day !== null && day >= today) return day
  }
  return null
}

/** A month of a year that is not said: the next that is not over. */
export function nextMonth(today: string, ofMonth: number): Day | null {
  return wholeMonth(year(today) + (ofMonth < month(today) ? 1 : 0), ofMonth)
}

/** Two figures of a year are of this century or, where that would be far ahead, of the last. */
export function fullYear(written: string, today: string): number {
  if (written.length > 2) return Number(written)
  const here = Math.floor(year(today) / 100) * 100 + Number(written)
  return here > year(today) + 20 ? here - 100 : here
}

const daysOf: { readonly [unit in Unit]?: number } = { day: 1, week: 7 }

/** That long after today (or, negative, before it); `null` for what is shorter than a day. */
export function offsetDay(today: string, parts: readonly (readonly [number, Unit])[], sign: 1 | -1): string | null {
  let day: string | null = today
  for (const [amount, unit] of parts) {
    if (day === null || amount > 100_000) return null
    const days = daysOf[unit]
    if (days !== undefined) day = inCalendar(dayAfterSafe(day, Math.round(sign * amount * days)))
    else if (unit === 'month' || unit === 'year')
      day = monthsAfter(day, sign * Math.round(amount * (unit === 'year' ? 12 : 1)))
    else return null
  }
  return day
}

function dayAfterSafe(day: string, days: number): string {
  const at = Date.parse(`${day}T00:00:00Z`) + days * 86_400_000
  return Math.abs(at) > 8e15 ? '' : dayAfter(day, days)
}

function inCalendar(day: string): string | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : null
}

/** The same day of the month before, or of the month behind. */
export function sameDayBeside(day: string, months: -1 | 1 | -12): string | null {
  const all = year(day) * 12 + month(day) - 1 + months
  return isoDate(Math.floor(all / 12), (all % 12) + 1, dayOfMonth(day))
}

/** That day of the month that `first` begins. */
export function dayOfThatMonth(first: string, day: string): string | null {
  return isoDate(year(first), month(first), dayOfMonth(day))
}

/** A day that no calendar has, such as the 31st of February: nothing else is to be read where it stands. */
export function noDay(start: number, end: number): Candidate {
  return { type: 'date', value: null, start, end, confidence: 0 }
}

export interface DayCandidate extends Candidate {
  readonly type: 'date'
  readonly value: string
  readonly resolution?: { readonly [name: string]: string }
}

export function dayEntity(found: Day, start: number, end: number, confidence: number): DayCandidate {
  const { day, grain, last, other, named } = found
  const more = {
    ...(grain === 'day' ? {} : { grain }),
    ...(last === undefined ? {} : { end: last }),
    ...(other === undefined || other === day ? {} : { other }),
  }
  return {
    type: 'date',
    value: day,
    start,
    end,
    confidence,
    ...(Object.keys(more).length > 0 ? { resolution: more } : {}),
    ...(named === undefined ? {} : { named }),
  }
}
