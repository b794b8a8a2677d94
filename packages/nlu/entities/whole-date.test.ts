import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createExtractor } from '../entity-extractor.ts'
import { finding, thursday } from '../fixtures/finding.ts'

const find = finding()
const values = (text: string, language: string) => find(text, language, 'date').map(({ value }) => value)

const single: readonly (readonly [language: string, text: string, day: string])[] = [
  ['en', 'Friday, November 27 at 3pm please', '2026-11-27'],
  ['en', 'next week on Wednesday', '2026-12-02'],
  ['en', 'Wednesday of next week', '2026-12-02'],
  ['en', 'Saturday next weekend', '2026-12-05'],
  ['en', 'Monday the 7th', '2026-12-07'],
  ['en', 'Monday the seventh', '2026-12-07'],
  ['en', 'Friday the 27th at 3pm', '2026-11-27'],
  ['en', 'Monday the 7th of next month', '2026-12-07'],
  ['en', 'the 5th of next month', '2026-12-05'],
  ['en', 'tomorrow, Friday', '2026-11-27'],
  ['en', 'Dec 3 (Thursday)', '2026-12-03'],
  ['en', 'Friday at 3pm, November 27', '2026-11-27'],
  ['en', 'November 27 at 3pm (Friday)', '2026-11-27'],
  ['de', 'nächste Woche Mittwoch', '2026-12-02'],
  ['de', 'nächste Woche am Mittwoch um zehn', '2026-12-02'],
  ['de', 'Mittwoch nächster Woche', '2026-12-02'],
  ['de', 'am Freitag, den 27. November um 15 Uhr', '2026-11-27'],
  ['de', 'Montag, dem 7.', '2026-12-07'],
  ['de', 'Fr., 27.11.', '2026-11-27'],
  ['fr', 'le lundi 7 décembre à 15h', '2026-12-07'],
  ['fr', 'mercredi de la semaine prochaine', '2026-12-02'],
  ['es', 'el miércoles de la próxima semana', '2026-12-02'],
  ['es', 'el lunes 7', '2026-12-07'],
  ['pt', 'na próxima semana, quarta', '2026-12-02'],
  ['it', 'mercoledì della prossima settimana', '2026-12-02'],
  ['nl', 'volgende week woensdag', '2026-12-02'],
  ['ko', '다음주 금욜', '2026-12-04'],
  ['ko', '11월 27일 금요일 오후 3시', '2026-11-27'],
  ['ko', '27일 금요일', '2026-11-27'],
  ['ko', '11/27(금)', '2026-11-27'],
  ['ko', '11/27에 갈게요', '2026-11-27'],
  ['ja', '会議は11/27にお願いします', '2026-11-27'],
  ['ko', '다음 달 5일 토요일', '2026-12-05'],
  ['ja', '11月27日(金)午後3時', '2026-11-27'],
  ['ja', '12月2日の水曜日', '2026-12-02'],
  ['zh', '11月27日星期五下午3点', '2026-11-27'],
  ['zh', '11月27号，周五', '2026-11-27'],
]

const several: readonly (readonly [language: string, text: string, days: readonly string[]])[] = [
  ['en', 'Friday, Saturday', ['2026-11-27', '2026-11-28']],
  ['en', 'today, Friday or Saturday', ['2026-11-26', '2026-11-27', '2026-11-28']],
  ['en', 'call me Friday. Tomorrow I am off', ['2026-11-27', '2026-11-27']],
  ['en', 'Wed the 2nd or Thu the 3rd', ['2026-12-02', '2026-12-03']],
  ['en', 'Friday at 3pm or Saturday at 4pm', ['2026-11-27', '2026-11-28']],
  ['ko', '다음주 월요일이나 화요일', ['2026-11-30', '2026-12-01']],
]

const later: readonly (readonly [language: string, text: string, day: string])[] = [
  ['en', 'a week from Tuesday', '2026-12-08'],
  ['en', 'Tuesday week', '2026-12-08'],
  ['en', 'two weeks from today', '2026-12-10'],
  ['en', 'two days before Friday', '2026-11-25'],
  ['en', 'the week after next', '2026-12-07'],
  ['de', 'Freitag in einer Woche', '2026-12-04'],
  ['de', 'heute in acht Tagen', '2026-12-03'],
  ['de', 'eine Woche nach Montag', '2026-12-07'],
  ['de', 'übernächste Woche', '2026-12-07'],
  ['fr', 'mardi en huit', '2026-12-08'],
  ['it', 'oggi a otto', '2026-12-03'],
  ['nl', 'dinsdag over een week', '2026-12-08'],
  ['ko', '금요일 일주일 뒤', '2026-12-04'],
  ['ko', '오늘부터 일주일 뒤', '2026-12-03'],
  ['ko', '삼일 뒤', '2026-11-29'],
  ['ko', '이십일 뒤', '2026-12-16'],
  ['ja', '金曜日の一週間後', '2026-12-04'],
]

const short: readonly (readonly [language: string, text: string, day: string | null])[] = [
  ['en', 'Wed 3pm', '2026-12-02'],
  ['en', 'wed at 3pm', '2026-12-02'],
  ['en', 'Tues', '2026-12-01'],
  ['en', 'Sat', '2026-11-28'],
  ['en', 'Sat 28 Nov', '2026-11-28'],
  ['en', 'we sat at 3pm', null],
  ['en', 'Sun, sand and sea', null],
  ['de', 'Mo 15 Uhr', '2026-11-30'],
  ['de', 'am Mo um 15 Uhr', '2026-11-30'],
  ['de', '(Fr) 27.11.', '2026-11-27'],
  ['de', 'so um 15 Uhr', null],
  ['fr', 'ven 15h', '2026-11-27'],
  ['fr', 'la mer', null],
  ['es', 'mar 3pm', '2026-12-01'],
  ['es', 'el mar', null],
  ['pt', 'sexta às 15h', '2026-11-27'],
  ['pt', 'a sexta pergunta', null],
  ['nl', 'vr 27 nov', '2026-11-27'],
]

const never: readonly (readonly [language: string, text: string])[] = [
  ['en', 'the 31st of February'],
  ['en', 'Monday, February 31'],
  ['en', '31/02/2027'],
  ['en', '2027-02-30'],
  ['en', 'open 24/7'],
  ['de', 'am 30. Februar'],
  ['de', '24/7 erreichbar'],
  ['fr', 'le 31 février'],
  ['ko', '2월 31일'],
  ['ja', '2月31日'],
  ['zh', '2月31号'],
]

const inLetters: readonly (readonly [language: string, text: string, day: string | null])[] = [
  ['ko', '이십오일이요', '2026-12-25'],
  ['ko', '이십오일', '2026-12-25'],
  ['ko', '십이월 이십일일', '2026-12-21'],
  ['ko', '이십일까지요', '2026-12-20'],
  ['ko', '이십일 명', null],
  ['ko', '5일 동안', null],
  ['ko', '낼 저녁 7시', '2026-11-27'],
  ['ko', '세금 낼 거예요', null],
  ['ja', '二十五日', '2026-12-25'],
  ['zh', '二十五号', '2026-12-25'],
]

const languages = ['en-US', 'en-GB', 'de', 'fr', 'es', 'pt-BR', 'it', 'nl', 'ko', 'ja', 'zh'] as const
const styles = [
  { dateStyle: 'full' },
  { weekday: 'long', day: 'numeric', month: 'long' },
  { weekday: 'short', day: 'numeric', month: 'short' },
  { weekday: 'long', day: 'numeric', month: 'numeric' },
] as const
const soon = fc.integer({ min: 1, max: 300 }).map((days) => new Date(Date.UTC(2026, 10, 26 + days)))

describe('days in several pieces', () => {
  test.each(single)('[NE16] in %s, %j is the one day %s', (language, text, day) => {
    expect(values(text, language)).toEqual([day])
  })

  test.each(several)('[NE16] in %s, %j are several', (language, text, days) => {
    expect(values(text, language)).toEqual(days)
  })

  test.each(later)('[NE16] in %s, %j is %s', (language, text, day) => {
    expect(values(text, language)).toEqual([day])
  })

  test('[NE16] a day as a locale prints it with its weekday is one day', () => {
    fc.assert(
      fc.property(soon, fc.constantFrom(...languages), fc.constantFrom(...styles), (day, locale, style) => {
        const printed = new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' }).format(day)
        expect([printed, ...values(printed, locale)]).toEqual([printed, day.toISOString().slice(0, 10)])
      }),
    )
  })

  test('[NE16] the weekday tells which day is meant; where it is none of them, the day counts, with less confidence', () => {
    expect(values('Friday 4/12', 'en')).toEqual(['2026-12-04'])
    expect(values('Wednesday, November 25', 'en')).toEqual(['2026-11-25'])
    expect(find('Saturday, November 27', 'en', 'date')).toMatchObject([
      { value: '2026-11-27', confidence: 0.5, resolution: { other: '2026-11-28' } },
    ])
    expect(values('Friday 28', 'en')).toEqual(['2026-11-27'])
  })

  test('[NE16] a list of weekdays is of the week that is said once', () => {
    const monday = Date.UTC(2026, 10, 30, 9)
    const said = (text: string, language: string) =>
      createExtractor()
        .extract(text, { language, at: monday, zone: 'UTC' })
        .map(({ value }) => value)
    expect(said('Tuesday or Thursday next week', 'en')).toEqual(['2026-12-08', '2026-12-10'])
    expect(said('다음 주 화요일이나 목요일', 'ko')).toEqual(['2026-12-08', '2026-12-10'])
  })

  test.each(short)('[NE16] cut short, in %s, %j is %s', (language, text, day) => {
    expect(values(text, language)).toEqual(day === null ? [] : [day])
  })

  test.each(never)('[NE3] in %s, %j is no day and nothing else', (language, text) => {
    const found = createExtractor().extract(text, { language, at: thursday, zone: 'Asia/Seoul' })
    expect(found).toEqual([])
  })

  test.each(inLetters)('[NE3] in %s, %j is %s', (language, text, day) => {
    expect(values(text, language)).toEqual(day === null ? [] : [day])
  })

  test('[NE3] what is a span of days says so', () => {
    const grain = (text: string, language: string) => find(text, language, 'date').map((each) => each.resolution?.grain)
    expect(grain('some time next week', 'en')).toEqual(['week'])
    expect(grain('im Mai', 'de')).toEqual(['month'])
    expect(grain('Anfang Mai', 'de')).toEqual(['month'])
    expect(grain('다음 달에', 'ko')).toEqual(['month'])
    expect(grain('来月', 'ja')).toEqual(['month'])
    expect(grain('next week on Wednesday', 'en')).toEqual([undefined])
  })
})
