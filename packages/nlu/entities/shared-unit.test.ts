import { describe, expect, test } from 'vitest'
import { createExtractor } from '../entity-extractor.ts'
import { finding, thursday } from '../fixtures/finding.ts'

const find = finding()

const rows: readonly (readonly [language: string, text: string, type: string, values: readonly (number | string)[]])[] =
  [
    ['en', 'between 50 and 100 dollars', 'money', [50, 100]],
    ['en', '$50-100', 'money', [50, 100]],
    ['en', '2 or 3', 'number', [2, 3]],
    ['en', 'two adults and one child', 'number', [2, 1]],
    ['en', '3 or 4 nights', 'duration', ['P3D', 'P4D']],
    ['en', 'between 2 and 4pm', 'time', ['14:00', '16:00']],
    ['en', '11-2pm', 'time', ['11:00', '14:00']],
    ['en', 'from 9am to 5', 'time', ['09:00', '17:00']],
    ['en', 'the 3rd or 4th of May', 'date', ['2027-05-03', '2027-05-04']],
    ['de', 'zwischen 50 und 100 Euro', 'money', [50, 100]],
    ['de', '14-16 Uhr', 'time', ['14:00', '16:00']],
    ['de', '2 bis 3 Stunden', 'duration', ['PT2H', 'PT3H']],
    ['de', '27. oder 28. November', 'date', ['2026-11-27', '2026-11-28']],
    ['fr', 'entre 50 et 100 euros', 'money', [50, 100]],
    ['fr', 'de 9h à 17h', 'time', ['09:00', '17:00']],
    ['es', 'entre las 2 y las 4 de la tarde', 'time', ['14:00', '16:00']],
    ['ko', '오후 2시부터 4시까지', 'time', ['14:00', '16:00']],
    ['ko', '오후 2~4시', 'time', ['14:00', '16:00']],
    ['ko', '5~10만원', 'money', [50_000, 100_000]],
    ['ko', '한두 시간', 'duration', ['PT1H', 'PT2H']],
    ['ko', '두세 명', 'number', [2, 3]],
    ['ko', '어른2명 아이1명', 'number', [2, 1]],
    ['ja', '五千から一万円', 'money', [5000, 10_000]],
    ['ja', '大人二人と子供一人', 'number', [2, 1]],
    ['ja', '二、三人', 'number', [2, 3]],
    ['zh', '五十到一百块', 'money', [50, 100]],
    ['zh', '两三个人', 'number', [2, 3]],
    ['zh', '2到3天', 'duration', ['P2D', 'P3D']],
  ]

describe('what is said once of several', () => {
  test.each(rows)('[NE17] in %s, %j are several of %s: %j', (language, text, type, values) => {
    expect(find(text, language, type).map(({ value }) => value)).toEqual(values)
  })

  test('[NE17] numbers of something else keep what they are', () => {
    const shown = (text: string) =>
      createExtractor()
        .extract(text, { language: 'en', at: thursday, zone: 'UTC' })
        .map(({ type, value }) => `${type}: ${value}`)
    expect(shown('a table for 2 at 4pm')).toEqual(['number: 2', 'time: 16:00'])
    expect(shown('2 rooms or 100 dollars')).toEqual(['number: 2', 'money: 100'])
    expect(shown('a table for 2 and 50 dollars')).toEqual(['number: 2', 'money: 50'])
  })

  test('[NE14] the two ends of a row have roles', () => {
    expect(find('between 50 and 100 dollars', 'en', 'money').map(({ role }) => role)).toEqual(['from', 'to'])
  })
})
