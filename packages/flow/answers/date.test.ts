import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isoDate } from '../calendar.ts'
import { asking } from '../fixtures/asking.ts'
import { dateOrder } from '../locale.ts'
import { dateAnswer, readDate } from './date.ts'

function read(text: string, locale: string | null): string | null {
  return readDate(text, locale === null ? null : dateOrder(locale), locale?.slice(0, 2) ?? 'en')
}

describe('a date answer', () => {
  it.each([
    ['1990-05-03', null],
    [' 1990/5/3 ', null],
    ['1990. 5. 3.', null],
    ['3 May 1990', null],
    ['May 3rd, 1990', null],
    ['3rd of May 1990', null],
    ['may 3 1990', 'en-US'],
    ['Thursday 3 May 1990', null],
    ['03/05/1990', 'en-GB'],
    ['3.5.1990', 'de-DE'],
    ['3-5-1990', 'nl-NL'],
    ['05/03/1990', 'en-US'],
    ['3 mai 1990', 'fr-FR'],
    ['3. Mai 1990', 'de-DE'],
    ['3 May 1990', 'fr-FR'],
    ['1990년 5월 3일', null],
    ['1990年5月3日', null],
    ['１９９０－０５－０３', null],
    ['3 مايو 1990', 'ar-EG'],
    ['٣ مايو ١٩٩٠', 'ar-EG'],
    ['3 במאי 1990', 'he-IL'],
    ['3 maja 1990', 'pl-PL'],
    ['3. maj 1990', 'sv-SE'],
  ])('[FA4] reads %j in %s as 3 May 1990', (typed, locale) => {
    expect(read(typed, locale)).toBe('1990-05-03')
  })

  it('[FA5] takes digits without a locale only when they can be one day', () => {
    expect(read('03/05/1990', null)).toBeNull()
    expect(read('25/12/1990', null)).toBe('1990-12-25')
    expect(read('12/25/1990', null)).toBe('1990-12-25')
    expect(read('05/05/1990', null)).toBe('1990-05-05')
  })

  it.each([
    '03/05/90',
    '3 May 90',
    '31/02/1990',
    '1990-02-30',
    '1990-13-01',
    '31 February 1990',
    'Feb 29, 1999',
    'tomorrow',
    'next Friday',
    '3 days ago',
    'two weeks after 3 May 1990',
    '3 May 1990 at 5pm',
    '3 May 1990 or 4 May 1990',
    'May 1990',
    '1990',
    'I was born on 3 May 1990, I think',
    'yesterday 3 1990',
    '0000-01-01',
    '',
    'x'.repeat(10_000),
  ])('[FA5] refuses %j', (typed) => {
    expect(read(typed, 'en-GB')).toBeNull()
  })

  it('[FA5] refuses 25 May written in the other order', () => {
    expect(read('05/25/1990', 'en-GB')).toBeNull()
    expect(read('25/05/1990', 'en-US')).toBeNull()
  })

  it('[FA4] reads every day of the calendar in every form of it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1000, max: 2999 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 31 }),
        (year, month, day) => {
          const iso = isoDate(year, month, day)
          const name = new Date(Date.UTC(2000, month - 1, 1)).toLocaleString('en', { month: 'long', timeZone: 'UTC' })
          expect(read(`${day}/${month}/${year}`, 'en-GB')).toBe(iso)
          expect(read(`${month}/${day}/${year}`, 'en-US')).toBe(iso)
          expect(read(`${year}년 ${month}월 ${day}일`, null)).toBe(iso)
          expect(read(`${day} ${name} ${year}`, 'en-GB')).toBe(iso)
          expect(read(`${name} ${day}, ${year}`, 'en-US')).toBe(iso)
        },
      ),
    )
  })

  it('[FA6] keeps to its bounds, both included, with today as the day of the event', () => {
    const answer = { type: 'date', locale: 'en-GB', min: '1900-01-01', max: 'today' } as const
    const at = Date.parse('2026-03-01T23:59:59Z')
    const say = (text: string) => dateAnswer.read(answer, { kind: 'text', text }, asking({ at }))
    expect(say('1 March 2026')).toEqual({ kind: 'value', value: '2026-03-01' })
    expect(say('1 January 1900')).toEqual({ kind: 'value', value: '1900-01-01' })
    expect(say('2 March 2026')).toMatchObject({
      kind: 'wrong',
      word: 'date_max',
      values: { max: { date: '2026-03-01' } },
    })
    expect(say('31 December 1899')).toMatchObject({ word: 'date_min', values: { min: { date: '1900-01-01' } } })
    expect(dateAnswer.hint(answer, asking({ at }))).toEqual({ type: 'date', min: '1900-01-01', max: '2026-03-01' })
  })
})
