import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { finding } from '../fixtures/finding.ts'

const find = finding()

const numbers: readonly (readonly [language: string, text: string, value: number | null])[] = [
  ['en', 'two hundred and five', 205],
  ['en', 'one million two hundred thousand', 1_200_000],
  ['en', 'twenty-first', 21],
  ['en', 'a dozen', 12],
  ['en', 'half a million', 500_000],
  ['en', 'three point five', 3.5],
  ['en', '1½', 1.5],
  ['en', '3.5 million', 3_500_000],
  ['en', '1,234.50', 1234.5],
  ['en', '1.234,50', 1234.5],
  ['en', '٣٤', 34],
  ['en', 'I am 34 years old', 34],
  ['en', 'an apple', null],
  ['en', 'that one', null],
  ['en', 'open 24/7', null],
  ['de', 'einundzwanzig', 21],
  ['de', 'neunzehnhundertneunzig', 1990],
  ['de', '1.234,50', 1234.5],
  ['de', 'ein Haus', null],
  ['de', 'wir kommen zu viert', 4],
  ['de', 'zu zweit', 2],
  ['fr', 'quatre-vingt-dix-sept', 97],
  ['fr', 'soixante et onze', 71],
  ['fr', '12 500,75', 12_500.75],
  ['es', 'dos mil millones', 2_000_000_000],
  ['es', 'treinta y dos', 32],
  ['pt', 'mil duzentos e trinta', 1230],
  ['it', 'duecentomila', 200_000],
  ['it', 'ventitré', 23],
  ['nl', 'drieëntwintig', 23],
  ['nl', 'tweeënhalf', 2.5],
  ['nl', "met z'n vieren", 4],
  ['ko', '스물다섯 살', 25],
  ['ko', '1억 2천만', 120_000_000],
  ['ko', '첫 번째', 1],
  ['ko', '삼분의 일', 1 / 3],
  ['ko', '이 사람', null],
  ['ko', '네 맞아요', null],
  ['ko', '이십오 명', 25],
  ['ko', '아이폰15 사고 싶어요', null],
  ['ja', '二つください', 2],
  ['ja', '1億2000万', 120_000_000],
  ['ja', '一番いい', null],
  ['ja', '一人です', 1],
  ['ja', 'ふたりです', 2],
  ['zh', '两百五', 250],
  ['zh', '两个人', 2],
  ['zh', '一起去', null],
  ['zh', '我们俩', 2],
]

const amounts: readonly (readonly [language: string, text: string, value: number, currency: string])[] = [
  ['en', '$20', 20, 'USD'],
  ['en-AU', '$20', 20, 'AUD'],
  ['en', '20 bucks', 20, 'USD'],
  ['en', '20 euros and 50 cents', 20.5, 'EUR'],
  ['en', 'EUR 30', 30, 'EUR'],
  ['de', '20,50 €', 20.5, 'EUR'],
  ['pt', 'R$ 50', 50, 'BRL'],
  ['ko', '3만원', 30_000, 'KRW'],
  ['ko', '이만 오천 원', 25_000, 'KRW'],
  ['ja', '3万5千円', 35_000, 'JPY'],
  ['zh', '三百五十块', 350, 'CNY'],
]

describe('numbers and money', () => {
  test.each(numbers)('[NE6] in %s, %j is %s', (language, text, value) => {
    expect(find(text, language, 'number').map((entity) => entity.value)).toEqual(value === null ? [] : [value])
  })

  test('[NE6] numbers that follow each other stay apart', () => {
    expect(find('two three', 'en', 'number').map(({ value }) => value)).toEqual([2, 3])
    expect(find('between twenty and five', 'en', 'number').map(({ value }) => value)).toEqual([20, 5])
  })

  test('[NE6] what kind of number it is stands beside it', () => {
    expect(find('50%', 'en', 'number')[0]).toMatchObject({ value: 50, text: '50%', resolution: { unit: 'percent' } })
    expect(find('the 21st floor', 'en', 'number')[0]).toMatchObject({ value: 21, resolution: { kind: 'ordinal' } })
  })

  test('[NE6] every whole number is read as a locale prints it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_999 }),
        fc.constantFrom('en', 'de', 'it', 'nl', 'ko', 'ja', 'zh'),
        (value, locale) => {
          const printed = new Intl.NumberFormat(locale).format(value)
          const found = find(`(${printed})`, locale, 'number').map((entity) => entity.value)
          // Seven digits and more may be a phone number as well.
          fc.pre(find(`(${printed})`, locale, 'phone').length === 0)
          expect(found).toEqual([value])
        },
      ),
    )
  })

  test.each(amounts)('[NE7] in %s, %j is %d %s', (language, text, value, currency) => {
    expect(find(text, language, 'money')).toMatchObject([{ value, resolution: { currency } }])
  })
})
