import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isDate, readAttributeTime, readTime, showTime } from './time.ts'

describe('readTime', () => {
  it.each([
    ['2020-05-28T19:20:30Z', '2020-05-28T19:20:30.000Z'],
    ['2020-05-28T19:20:30.123456+05:30', '2020-05-28T13:50:30.123Z'],
    ['2020-05-28T19:20:30:123Z', '2020-05-28T19:20:30.123Z'],
    ['2020-05-28T19:20:30:123+0000', '2020-05-28T19:20:30.123Z'],
    ['2020-05-28T19:20', '2020-05-28T19:20:00.000Z'],
    ['2020-05-28', '2020-05-28T00:00:00.000Z'],
    ['2019-02-15 00:00:00 -0500', '2019-02-15T05:00:00.000Z'],
    ['2020-07-10 15:00:00.000 UTC', '2020-07-10T15:00:00.000Z'],
    ['0050-01-01', '0050-01-01T00:00:00.000Z'],
  ])('reads %s', (text, shown) => {
    expect(showTime(readTime(text) ?? Number.NaN)).toBe(shown)
  })

  it.each([
    '',
    'soon',
    '2020-02-30',
    '2020-13-01',
    '2020-05-28T25:00',
    '3001-01-01',
    '2020-05-28T19:20+99:00',
    '1590693630',
  ])('does not take %j for a time', (text) => expect(readTime(text)).toBeUndefined())

  it('reads back every time that is shown', () => {
    const times = fc.date({ min: new Date(0), max: new Date('3000-12-31'), noInvalidDate: true })
    fc.assert(fc.property(times, (date) => readTime(showTime(date.getTime())) === date.getTime()))
  })
})

describe('readAttributeTime', () => {
  it.each(['05/28/2020', 'Thu 05 28 00:00:00.UTC 2020', '2020-05-28 00:00:00', '2020-05-28T00:00:00'])(
    'recognises %s',
    (text) => expect(showTime(readAttributeTime(text) ?? Number.NaN)).toBe('2020-05-28T00:00:00.000Z'),
  )

  it.each(['Monday is fine', '12345678901', '28/05/2020', 'x'.repeat(300)])('leaves %s a text', (text) =>
    expect(readAttributeTime(text)).toBeUndefined(),
  )
})

describe('isDate', () => {
  it('wants a day of the calendar, and nothing beside it', () => {
    expect(['1990-05-03', '2000-02-29'].every(isDate)).toBe(true)
    expect(['1990-5-3', '1990-13-01', '1990-02-29', '1990-05-03T00:00:00Z', '03/05/1990', ''].some(isDate)).toBe(false)
  })
})
