import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOpenAt, type OfficeHours, opensAfter, readSpan } from './office-hours.ts'
import { createTimeZone, dayAfter, weekdayOf } from './time-zone.ts'

/** Days on which the clocks of a place were or will be set, and one on which they are not. */
const changes = [
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['Europe/London', '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Africa/Cairo', '2026-04-24'],
  ['Africa/Cairo', '2026-10-30'],
  // A whole day was left out.
  ['Pacific/Apia', '2011-12-30'],
  ['Asia/Kolkata', '2026-03-29'],
] as const

function hoursIn(zone: string, spans: readonly string[], holidays: readonly string[] = []): OfficeHours {
  const created = createTimeZone(zone)
  if (created === null) throw new Error(`no time zone ${zone}`)
  const read = spans.flatMap((text) => readSpan(text) ?? [])
  return { zone: created, week: Array.from({ length: 7 }, () => read), holidays: new Set(holidays) }
}

const at = (iso: string) => Date.parse(iso)
const minute = 60_000

describe('office hours', () => {
  it('[FH1] go by the clock on the wall, in summer and in winter', () => {
    const hours = hoursIn('Europe/Berlin', ['09:00-12:00'])
    expect(isOpenAt(hours, at('2026-01-05T07:59:59Z'))).toBe(false)
    expect(isOpenAt(hours, at('2026-01-05T08:00:00Z'))).toBe(true)
    expect(isOpenAt(hours, at('2026-01-05T11:00:00Z'))).toBe(false)
    expect(isOpenAt(hours, at('2026-07-06T06:59:00Z'))).toBe(false)
    expect(isOpenAt(hours, at('2026-07-06T07:00:00Z'))).toBe(true)
  })

  it('[FH1] lose the hour that is missing, and have the one that comes twice twice', () => {
    // 29 March 2026: 02:00 becomes 03:00. 25 October 2026: 03:00 becomes 02:00.
    const gap = hoursIn('Europe/Berlin', ['02:30-03:30'])
    expect(opensAfter(gap, at('2026-03-29T00:00:00Z'))).toBe(at('2026-03-29T01:00:00Z'))
    expect(isOpenAt(gap, at('2026-03-29T01:29:00Z'))).toBe(true)
    const twice = hoursIn('Europe/Berlin', ['02:15-02:45'])
    expect(opensAfter(twice, at('2026-10-25T00:00:00Z'))).toBe(at('2026-10-25T00:15:00Z'))
    expect(opensAfter(twice, at('2026-10-25T00:45:00Z'))).toBe(at('2026-10-25T01:15:00Z'))
    // Open until 02:30, closed, and open again when the clock is set back to 02:00.
    const back = hoursIn('Europe/Berlin', ['01:00-02:30'])
    expect(opensAfter(back, at('2026-10-25T00:30:00Z'))).toBe(at('2026-10-25T01:00:00Z'))
  })

  it('[FH2] go on past midnight, and begin on no holiday', () => {
    const hours = hoursIn('Europe/London', ['22:00-02:00'], ['2026-12-25'])
    expect(isOpenAt(hours, at('2026-12-24T23:00:00Z'))).toBe(true)
    expect(isOpenAt(hours, at('2026-12-25T01:59:00Z'))).toBe(true)
    expect(isOpenAt(hours, at('2026-12-25T22:30:00Z'))).toBe(false)
    expect(isOpenAt(hours, at('2026-12-26T01:00:00Z'))).toBe(false)
    expect(opensAfter(hours, at('2026-12-25T02:00:00Z'))).toBe(at('2026-12-26T22:00:00Z'))
  })

  it('[FH1] are open exactly when the clock says so, minute by minute around every change of clocks', () => {
    const spans = ['00:00-00:45', '01:30-02:30', '03:00-04:15', '23:30-00:15']
    for (const [zone, change] of changes) {
      const hours = hoursIn(zone, spans)
      // From the day before to the day after, in steps that hit every boundary.
      const begin = at(`${dayAfter(change, -1)}T12:00:00Z`)
      const moments = Array.from({ length: 36 * 12 }, (_, index) => begin + index * 5 * minute)
      const open = moments.map((moment) => isOpenAt(hours, moment))
      const openings = moments.filter((_, index) => index > 0 && open[index] === true && open[index - 1] === false)
      expect(openings.length).toBeGreaterThan(1)
      for (const [index, moment] of moments.entries()) {
        const next = openings.find((opening) => opening > moment)
        if (open[index] === false && next !== undefined) expect([zone, opensAfter(hours, moment)]).toEqual([zone, next])
      }
    }
  })

  it('[FH1] answer any moment', () => {
    const hours = hoursIn('Australia/Lord_Howe', ['09:00-17:00'])
    for (const never of [Number.NaN, Number.POSITIVE_INFINITY, -1e18, 1e18, 8.64e15]) {
      expect(isOpenAt(hours, never)).toBe(false)
      expect(opensAfter(hours, never)).toBeNull()
    }
    fc.assert(
      fc.property(fc.integer({ min: -8e15, max: 8e15 }), (moment) => {
        const next = opensAfter(hours, moment)
        if (next !== null) expect(next > moment && isOpenAt(hours, next)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('never open where there is no span, and look past any number of holidays', () => {
    expect(opensAfter(hoursIn('UTC', []), at('2026-01-01T00:00:00Z'))).toBeNull()
    const holidays = Array.from({ length: 400 }, (_, index) => dayAfter('2026-01-01', index))
    const hours = hoursIn('UTC', ['08:00-09:00'], holidays)
    expect(opensAfter(hours, at('2026-01-01T00:00:00Z'))).toBe(at(`${dayAfter('2026-01-01', 400)}T08:00:00Z`))
  })

  it.each([
    ['09:00-17:30', { from: 540, to: 1050 }],
    ['00:00-24:00', { from: 0, to: 1440 }],
    ['22:00 – 02:00', { from: 1320, to: 1560 }],
    ['09:00-09:00', null],
    ['9-17', null],
    ['24:00-01:00', null],
    ['09:60-10:00', null],
    ['', null],
  ])('read the span %j', (text, span) => {
    expect(readSpan(text)).toEqual(span)
  })
})

describe('a day', () => {
  it('has a weekday and a next one', () => {
    expect([weekdayOf('2026-01-04'), weekdayOf('2026-01-05')]).toEqual([0, 1])
    expect([dayAfter('2026-02-28', 1), dayAfter('2026-01-01', -1)]).toEqual(['2026-03-01', '2025-12-31'])
  })
})
