import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadPlaces } from './entities/places.ts'
import { settle } from './entities/settle.ts'
import { createExtractor, valuesOf, withEntities } from './entity-extractor.ts'
import { thursday } from './fixtures/finding.ts'

const places = await loadPlaces()
const extractor = createExtractor({
  places,
  entities: { drink: { values: { espresso: [], tea: [] }, patterns: ['D-\\d+'] } },
})
const find = (text: string, language = 'en') => extractor.extract(text, { language, at: thursday, zone: 'Asia/Seoul' })
const shown = (text: string, language = 'en') => find(text, language).map(({ type, value }) => `${type}: ${value}`)

const languages = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'ko', 'ja', 'zh', 'ru', 'ar', 'en-GB', 'x', '']
const bits = fc.constantFrom(
  ...[
    "I'm ",
    'Ada ',
    'tomorrow ',
    'at 3pm ',
    '3/4 ',
    '$',
    '20 ',
    'two ',
    'Seoul ',
    'from ',
    'to ',
    'ada@example.com ',
    '+1 212 555 2368 ',
  ],
  ...[
    '내일 ',
    '오후 3시',
    '세 ',
    '만',
    '원',
    '三',
    '十',
    '月',
    '日',
    '下周',
    '五',
    '来週の',
    'mañana ',
    'halb ',
    'vier ',
    '1½',
    '\u200b',
    '😀',
    '\ud83d',
    'ﷺ',
    'e\u0301',
  ],
)
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(bits, { maxLength: 12 }).map((parts) => parts.join('')),
)

describe('extraction', () => {
  test('[NE1] whatever is written, what is found stands there, in order, and shares no letter', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...languages), (written, language) => {
        let before = 0
        for (const entity of find(written, language)) {
          expect(entity.start).toBeGreaterThanOrEqual(before)
          expect(entity.end).toBeGreaterThan(entity.start)
          expect(written.slice(entity.start, entity.end)).toBe(entity.text)
          expect(entity.confidence).toBeGreaterThanOrEqual(0)
          expect(entity.confidence).toBeLessThanOrEqual(1)
          before = entity.end
        }
      }),
      { numRuns: 1500 },
    )
  })

  test('[NE1] the same is always found', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...languages), (written, language) => {
        expect(find(written, language)).toEqual(find(written, language))
      }),
    )
  })

  test.each([
    '1 ',
    'a@b.co ',
    'tomorrow ',
    'on May 3 to 5 ',
    'Seoul ',
    "i'm A",
    '오늘 ',
    '제 이름은 김민수이고 ',
    '저는 김민수라고 합니다 ',
    '성은 김이고',
    '三',
    '我是王小明的',
    "i'm ada b and live in ",
    'Ana de Madrid ',
    '\ud800',
    '+1 (212) 555-2368 ',
    'ﷺ',
    'e\u0301\u0301',
  ])('[NE1] a hundred thousand characters of %j are bounded', (part) => {
    const long = part.repeat(Math.ceil(100_000 / part.length))
    for (const language of ['en', 'ko', 'zh']) {
      const found = find(long, language)
      expect(found.length).toBeLessThanOrEqual(100)
      expect(found.at(-1)?.end ?? 0).toBeLessThanOrEqual(4096)
    }
  })

  test('[NE2] forms, case, accents and what is invisible make no difference, and the places are those of what was written', () => {
    const [city] = find('I live in Seo\u200bul 🎉')
    expect(city).toMatchObject({ type: 'city', value: 'Seoul', text: 'Seo\u200bul', start: 10, end: 16 })
    expect(shown('ｔｏｍｏｒｒｏｗ')).toEqual(['date: 2026-11-27'])
    expect(shown('manana', 'es')).toEqual(shown('MAÑANA', 'es'))
    expect(shown('내일'.normalize('NFD'), 'ko')).toEqual(['date: 2026-11-27'])
  })

  test('[NE5] the longest counts, then the more specific, then the surer', () => {
    const found = (type: string, start: number, end: number, confidence = 0.5) => ({
      type,
      value: type,
      start,
      end,
      confidence,
    })
    const types = (...candidates: Parameters<typeof settle>[0]) => settle(candidates).map(({ type }) => type)
    expect(types(found('number', 0, 2, 1), found('date', 0, 5))).toEqual(['date'])
    expect(types(found('number', 0, 5, 1), found('date', 0, 5))).toEqual(['date'])
    expect(types({ ...found('size', 0, 5), own: true }, found('email', 0, 5, 1))).toEqual(['size'])
    expect(types(found('a', 0, 5), found('b', 0, 5, 0.9))).toEqual(['b'])
    expect(types(found('date', 4, 9), found('number', 0, 3), found('date', 10, 12))).toEqual(['number', 'date', 'date'])
  })

  test('[NE15] one sentence may name everything that is asked', () => {
    expect(shown("I'm Ada Lovelace and live in Seoul")).toEqual(['name: Ada Lovelace', 'city: Seoul'])
    expect(shown('저는 김민수이고 부산에 살아요. 전화는 010-1234-5678, 내일 오후 3시에 두 명이요', 'ko')).toEqual([
      'name: 김민수',
      'city: 부산',
      'phone: +821012345678',
      'date: 2026-11-27',
      'time: 15:00',
      'number: 2',
    ])
    expect(shown('from Paris to London on Friday at 3pm, two teas, $200, ada@example.com')).toEqual([
      'city: Paris',
      'city: London',
      'date: 2026-11-27',
      'time: 15:00',
      'number: 2',
      'money: 200',
      'email: ada@example.com',
    ])
  })

  test('[NE15] words in another script are read in a language of that, whatever the conversation is in', () => {
    expect(shown('저는 김민수예요, 부산이요', 'en')).toEqual(
      expect.arrayContaining(shown('저는 김민수예요, 부산이요', 'ko')),
    )
    expect(shown('내일이요', 'en')).toEqual(shown('내일이요', 'ko'))
    expect(shown('my name is Ada Lovelace', 'ko')).toEqual(shown('my name is Ada Lovelace', 'en'))
    expect(shown('내일이요', 'en')).not.toEqual([])
  })

  test('[NE15] flows see one of each type, and the recognizer says what was meant besides', () => {
    expect(valuesOf(find('one tea and two teas, or three'))).toMatchObject({ drink: 'tea' })
    const meant = { recognize: () => ({ intent: 'order', confidence: 0.9, entities: {} }) }
    const recognition = withEntities(meant, extractor).recognize('tomorrow', 'en', { at: thursday, zone: 'UTC' })
    expect(recognition).toMatchObject({
      intent: 'order',
      entities: { date: '2026-11-27' },
      extracted: [{ type: 'date' }],
    })
  })
})
