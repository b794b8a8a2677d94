/**
 * When somebody is there, by a wall clock.
 *
 * FH1 open is what the clock on the wall says: on days of daylight saving time too, when an hour is missing or comes twice
 * FH2 a span past midnight belongs to the day on which it begins; on a holiday no span begins
 */
import { dayAfter, type TimeZone, type WallTime, weekdayOf } from './time-zone.ts'

/** Minutes by the clock since the midnight of the day on which it begins; `to` is above 1440 past the next one. */
export interface Span {
  readonly from: number
  readonly to: number
}

export interface OfficeHours {
  readonly zone: TimeZone
  /** From Sunday to Saturday. */
  readonly week: readonly (readonly Span[])[]
  /** `YYYY-MM-DD` */
  readonly holidays: ReadonlySet<string>
}

const dayMinutes = 1440

/** Spans as authors write them, `09:00-17:30`, `22:00-02:00`, `00:00-24:00`; `null` for anything else. */
export function readSpan(text: string): Span | null {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)\s*[-–]\s*(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/.exec(text.trim())
  if (parts === null) return null
  const [, hour, minute, endHour, endMinute] = parts
  const from = Number(hour) * 60 + Number(minute)
  const to = endHour === undefined ? dayMinutes : Number(endHour) * 60 + Number(endMinute)
  if (to === from) return null
  return { from, to: to < from ? to + dayMinutes : to }
}

/** Whether somebody is there at that moment, epoch milliseconds. FH1 */
export function isOpenAt(hours: OfficeHours, at: number): boolean {
  const wall = hours.zone.wallTime(at)
  return wall !== null && isOpenBy(hours, wall)
}

function isOpenBy(hours: OfficeHours, { day, minute }: WallTime): boolean {
  const isIn = (span: Span, since: number) => span.from <= since && since < span.to
  return (
    spansOf(hours, day).some((span) => isIn(span, minute)) ||
    spansOf(hours, dayAfter(day, -1)).some((span) => isIn(span, minute + dayMinutes)) // FH2
  )
}

function spansOf({ week, holidays }: OfficeHours, day: string): readonly Span[] {
  return holidays.has(day) ? [] : (week[weekdayOf(day)] ?? [])
}

/** The next moment after `at` from which somebody is there; `null` when there is none within a year after the last holiday. */
export function opensAfter(hours: OfficeHours, at: number): number | null {
  const wall = hours.zone.wallTime(at)
  if (wall === null) return null
  // Every day but holidays repeats within a week, so that there is no need to look further.
  const days = hours.holidays.size + 8
  for (let ahead = 0; ahead <= days; ahead++) {
    const day = dayAfter(wall.day, ahead)
    const opening = openingsOf(hours, day).filter((moment) => moment > at && isOpenAt(hours, moment))
    if (opening.length > 0) return Math.min(...opening)
  }
  return null
}

/** The moments of a day at which it can open: where a span begins, and where the clock is set. */
function openingsOf(hours: OfficeHours, day: string): readonly number[] {
  const begins = spansOf(hours, day).flatMap(({ from }) => hours.zone.moments({ day, minute: from }))
  const shift = hours.zone.shift(day)
  return shift === null ? begins : [...begins, shift]
}
