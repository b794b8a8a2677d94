import { describe, expect, it } from 'vitest'
import { asked, stored } from '../fixtures/question.ts'
import { readDateTime } from './date-time.ts'
import { conventionsOf } from './typed.ts'

const read = (typed: string, locale: string) => readDateTime(typed, conventionsOf(locale, 'en'))

describe('a date-time answer', () => {
  it.each([
    ['2026-05-03T14:30', 'en'],
    ['2026-05-03 14:30', 'en'],
    ['3 May 2026, 2:30 pm', 'en'],
    ['2:30pm on 3 May 2026', 'en'],
    ['May 3, 2026 at 14:30', 'en-US'],
    ['03/05/2026 14:30', 'en-GB'],
    ['3. Mai 2026 um 14:30 Uhr', 'de-DE'],
    ['3 mai 2026 à 14h30', 'fr-FR'],
    ['2026년 5월 3일 오후 2시 30분', 'ko-KR'],
    ['2026年5月3日 下午2点30分', 'zh-CN'],
  ])('[FA13] reads %j in %s as half past two on 3 May 2026', (typed, locale) => {
    expect(read(typed, locale)).toBe('2026-05-03T14:30')
  })

  it.each([
    '',
    '3 May 2026',
    '14:30',
    '03/05/2026 14:30',
    '2026-05-03T25:00',
    'tomorrow at 5 pm',
    'x '.repeat(40),
    'x'.repeat(99),
  ])('[FA13] refuses %j', (typed) => {
    expect(read(typed, 'en')).toBeNull()
  })

  it('[FA13] keeps to its bounds; now is by the clock on the wall of the stated zone', () => {
    const soon = { type: 'date-time', min: 'now', max: '2026-01-31T18:00', time_zone: 'Asia/Seoul' }
    // The conversation begins at noon UTC on 1 January, nine in the evening in Seoul.
    expect(stored(soon, 'date-time', '2026-01-01 21:00')).toBe('2026-01-01T21:00')
    asked(soon, 'date-time')
      .says('2026-01-01 20:59')
      .hears('Well?')
      .hears(/too early.* January 1, 2026 at 9:00 PM/)
    asked(soon, 'date-time')
      .says('2026-02-01 09:00')
      .hears('Well?')
      .hears(/too late.* January 31, 2026 at 6:00 PM/)
    expect(asked(soon, 'date-time').said[0]).toMatchObject({
      input: { type: 'date-time', min: '2026-01-01T21:00', max: '2026-01-31T18:00' },
    })
  })
})
