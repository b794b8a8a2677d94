import { describe, expect, test } from 'vitest'
import { createExtractor } from '../entity-extractor.ts'
import { finding, thursday } from '../fixtures/finding.ts'

const find = finding()
const values = (text: string, language: string, type: string) => find(text, language, type).map(({ value }) => value)

const days: readonly (readonly [language: string, text: string, day: string | null])[] = [
  ['en', 'see you tomorrow', '2026-11-27'],
  ['en', 'the day after tomorrow please', '2026-11-28'],
  ['en', 'next friday', '2026-12-04'],
  ['en', 'on sat', '2026-11-28'],
  ['en', 'in two weeks', '2026-12-10'],
  ['en', '3 days ago', '2026-11-23'],
  ['en', 'second of june', '2027-06-02'],
  ['en', 'May 3rd, 2026', '2026-05-03'],
  ['en', 'I was born on 3 May 1990', '1990-05-03'],
  ['en', 'end of the month', '2026-11-30'],
  ['en', 'in March', '2027-03-01'],
  ['en', '2026-12-24', '2026-12-24'],
  ['en', 'may I ask you to march on', null],
  ['en', 'we sat in the sun', null],
  ['en', 'I have 3 cats', null],
  ['de', 'übermorgen', '2026-11-28'],
  ['de', 'am 3. Mai', '2027-05-03'],
  ['de', 'vor drei Tagen', '2026-11-23'],
  ['de', 'nächste Woche', '2026-11-30'],
  ['de', 'guten Morgen', null],
  ['fr', 'après-demain', '2026-11-28'],
  ['fr', 'le premier mai', '2027-05-01'],
  ['fr', 'il y a trois jours', '2026-11-23'],
  ['fr', 'la semaine prochaine', '2026-11-30'],
  ['es', 'pasado mañana', '2026-11-28'],
  ['es', 'hace tres días', '2026-11-23'],
  ['es', '3 de mayo de 2026', '2026-05-03'],
  ['es', 'por la mañana', null],
  ['pt', 'depois de amanhã', '2026-11-28'],
  ['pt', 'daqui a duas semanas', '2026-12-10'],
  ['pt', 'há três dias', '2026-11-23'],
  ['pt', 'na próxima segunda', '2026-11-30'],
  ['it', 'dopodomani', '2026-11-28'],
  ['it', 'tra due settimane', '2026-12-10'],
  ['it', 'il 3 maggio', '2027-05-03'],
  ['nl', 'overmorgen', '2026-11-28'],
  ['nl', 'over twee weken', '2026-12-10'],
  ['nl', 'goedemorgen', null],
  ['ko', '오늘', '2026-11-26'],
  ['ko', '내일부터요', '2026-11-27'],
  ['ko', '다음 주 금요일', '2026-12-04'],
  ['ko', '3월 5일', '2027-03-05'],
  ['ko', '2024년 3월 5일에 샀어요', '2024-03-05'],
  ['ko', '삼월 오일', '2027-03-05'],
  ['ko', '사흘 뒤', '2026-11-29'],
  ['ko', '2주 후', '2026-12-10'],
  ['ko', '이번 주말', '2026-11-28'],
  ['ko', '내년 3월', '2027-03-01'],
  ['ko', '다음 달 5일', '2026-12-05'],
  ['ko', '오늘 일이 많아요', '2026-11-26'],
  ['ko', '3박 4일', null],
  ['ja', '明後日', '2026-11-28'],
  ['ja', '来週の金曜日', '2026-12-04'],
  ['ja', '三日前', '2026-11-23'],
  ['ja', '二週間後', '2026-12-10'],
  ['ja', '十二月二十五日', '2026-12-25'],
  ['ja', '来月', '2026-12-01'],
  ['zh', '后天', '2026-11-28'],
  ['zh', '下周五', '2026-12-04'],
  ['zh', '两个星期后', '2026-12-10'],
  ['zh', '2026年5月3号', '2026-05-03'],
  ['zh', '下个月', '2026-12-01'],
  ['ru', 'завтра в 15:00', '2026-11-27'],
]

const times: readonly (readonly [language: string, text: string, time: string | null])[] = [
  ['en', 'at 3pm', '15:00'],
  ['en', 'quarter to four in the afternoon', '15:45'],
  ['en', 'tonight at 8', '20:00'],
  ['en', '14:30', '14:30'],
  ['en', 'noon', '12:00'],
  ['en', 'in two hours', '13:00'],
  ['en', 'at 5 people', null],
  ['en', "let's meet at 7.30pm please", '19:30'],
  ['en', 'at 7.30', '07:30'],
  ['en', 'at 7.30 euros', null],
  ['en', 'eight thirty pm', '20:30'],
  ['en', 'at 10 tomorrow evening', '22:00'],
  ['de', '15.30 Uhr', '15:30'],
  ['de', 'fünf vor halb acht', '07:25'],
  ['de', 'drei viertel acht', '07:45'],
  ['de', 'um acht am Freitagabend', '20:00'],
  ['de', 'um 8 am Montag', '08:00'],
  ['de', 'in einer halben Stunde', '11:30'],
  ['fr', 'demain soir à 8h', '20:00'],
  ['de', 'um 15 Uhr', '15:00'],
  ['de', 'halb vier', '03:30'],
  ['de', 'heute Abend um acht', '20:00'],
  ['fr', 'à 15h30', '15:30'],
  ['fr', 'à 8 heures du soir', '20:00'],
  ['es', 'a las 3 de la tarde', '15:00'],
  ['es', 'a las tres y media', '03:30'],
  ['pt', 'às três e meia da tarde', '15:30'],
  ['it', 'alle tre e mezza', '03:30'],
  ['nl', 'om 15 uur', '15:00'],
  ['nl', 'kwart over drie', '03:15'],
  ['ko', '오후 3시', '15:00'],
  ['ko', '오후 세시 반', '15:30'],
  ['ko', '저녁 7시 30분에', '19:30'],
  ['ko', '밤 12시', '00:00'],
  ['ja', '午後3時半', '15:30'],
  ['zh', '下午三点', '15:00'],
  ['zh', '三点一刻', '03:15'],
  ['zh', '晚上八点两个人', '20:00'],
  ['zh', '八点十五', '08:15'],
  ['zh', '一点也不', null],
  ['ru', 'завтра в 15:00', '15:00'],
]

const durations: readonly (readonly [language: string, text: string, duration: string])[] = [
  ['en', 'two and a half hours', 'PT2H30M'],
  ['en', 'an hour and a half', 'PT1H30M'],
  ['en', 'two hours and thirty minutes', 'PT2H30M'],
  ['en', 'a fortnight', 'P14D'],
  ['de', 'zweieinhalb Stunden', 'PT2H30M'],
  ['fr', 'une heure et demie', 'PT1H30M'],
  ['es', 'dos horas y media', 'PT2H30M'],
  ['pt', 'meia hora', 'PT30M'],
  ['it', "un'ora e mezza", 'PT1H30M'],
  ['nl', 'anderhalf uur', 'PT1H30M'],
  ['ko', '두 시간 반', 'PT2H30M'],
  ['ko', '사흘', 'P3D'],
  ['ja', '二時間半', 'PT2H30M'],
  ['zh', '两个半小时', 'PT2H30M'],
]

describe('days and times', () => {
  test.each(days)('[NE3] in %s, on a Thursday, %j is %s', (language, text, day) => {
    expect(values(text, language, 'date')).toEqual(day === null ? [] : [day])
  })

  test.each(times)('[NE3] in %s, at eleven, %j is %s', (language, text, time) => {
    expect(values(text, language, 'time')).toEqual(time === null ? [] : [time])
  })

  test.each(durations)('[NE3] in %s, %j lasts %s', (language, text, duration) => {
    expect(values(text, language, 'duration')).toEqual([duration])
  })

  test('[NE3] today is the day of the zone', () => {
    const late = Date.UTC(2026, 10, 26, 23)
    const today = (zone: string | null) =>
      createExtractor()
        .extract('today', { language: 'en', at: late, zone })
        .map(({ value }) => value)
    expect([today('Asia/Seoul'), today('UTC'), today(null), today('Nowhere/Land')]).toEqual([
      ['2026-11-27'],
      ['2026-11-26'],
      ['2026-11-26'],
      ['2026-11-26'],
    ])
  })

  test('[NE3] without a moment only what needs none is resolved', () => {
    const found = createExtractor().extract('3 May 2026 or tomorrow, at 3pm, in two hours', { language: 'en' })
    expect(found.filter(({ type }) => type !== 'duration').map(({ value }) => value)).toEqual(['2026-05-03', '15:00'])
  })

  test('[NE3] a time beside a day is of that day; a span says where it ends', () => {
    expect(find('tomorrow at 3pm', 'en', 'time')[0]?.resolution).toEqual({ date: '2026-11-27' })
    expect(find('May 3 to 5', 'en', 'date')[0]).toMatchObject({
      value: '2027-05-03',
      resolution: { end: '2027-05-05' },
    })
    expect(find('next month', 'en', 'date')[0]?.resolution).toEqual({ grain: 'month', end: '2026-12-31' })
  })

  test.each([
    ['en', 'in 2 hours'],
    ['de', 'in zwei Stunden'],
    ['ko', '2시간 뒤에요'],
    ['ja', '二時間後'],
  ])('[NE3] in %s, %j says the day too, which is the next one shortly before midnight', (language, text) => {
    const late = Date.UTC(2026, 10, 26, 23, 30)
    const found = createExtractor().extract(text, { language, at: late, zone: 'UTC' })
    expect(found).toMatchObject([{ type: 'time', value: '01:30', resolution: { date: '2026-11-27' } }])
  })

  test('[NE3] a part of the day that is a day of its own is told beside the time', () => {
    const found = createExtractor().extract('um 8 Uhr heute Abend', { language: 'de', at: thursday, zone: 'UTC' })
    expect(found.map(({ type, value }) => `${type}: ${value}`)).toEqual(['time: 20:00', 'date: 2026-11-26'])
  })

  test('[NE4] what can be read in two ways is less sure, and the other way stands beside it', () => {
    const [british] = find('03/04/2026', 'en-GB', 'date')
    const [english] = find('03/04/2026', 'en', 'date')
    const [clear] = find('25/12/2026', 'en-US', 'date')
    expect(british).toMatchObject({ value: '2026-04-03', resolution: { other: '2026-03-04' } })
    expect(english?.confidence).toBeLessThan(british?.confidence ?? 0)
    expect(clear).toMatchObject({ value: '2026-12-25' })
    expect(find('at 3', 'en', 'time')[0]).toMatchObject({ value: '03:00', resolution: { other: '15:00' } })
    expect(find('next friday', 'en', 'date')[0]?.resolution).toEqual({ other: '2026-11-27' })
  })

  test('[NE3] the machine has no say: the same day in a year that is no leap year', () => {
    const found = createExtractor().extract('29 February', { language: 'en', at: thursday, zone: 'UTC' })
    expect(found.map(({ value }) => value)).toEqual(['2028-02-29'])
  })
})
