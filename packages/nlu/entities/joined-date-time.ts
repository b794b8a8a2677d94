import { dayAfter, isoDate, isoTimeOfDay } from '@parley/flow/readers'
import type { Candidate, Surroundings } from './candidate.ts'
import {
  comingWeekday,
  type Day,
  dayEntity,
  fullYear,
  inWeek,
  nextDate,
  nextDayOfMonth,
  nextMonth,
  noDay,
  spanFrom,
  wholeMonth,
  wholeWeek,
  wholeWeekend,
  wholeYear,
} from './day.ts'
import { joinedValue } from './joined-number.ts'
import { type JoinedTimeWords, joinedTimeWords } from './languages/joined-time-words.ts'
import { oncePerLanguage } from './languages/once-per-language.ts'

interface Patterns {
  readonly words: JoinedTimeWords
  readonly days: readonly (readonly [pattern: RegExp, days: number])[]
  readonly weeks: readonly (readonly [pattern: RegExp, weeks: number])[]
  readonly months: readonly (readonly [pattern: RegExp, months: number])[]
  readonly years: readonly (readonly [pattern: RegExp, years: number])[]
  /** Behind a week, a month or a year. */
  readonly weekdayBehind: RegExp
  readonly weekendBehind: RegExp
  readonly monthBehind: RegExp
  readonly dayBehind: RegExp
  readonly weekday: RegExp
  readonly weekend: RegExp
  readonly date: RegExp
  readonly year: RegExp
  readonly month: RegExp
  readonly day: RegExp
  readonly time: RegExp
  /** Parts of the day from noon on. */
  readonly late: RegExp
  readonly named: readonly (readonly [pattern: RegExp, time: string])[]
}

/** As few letters as will do: 오일 is the fifth, not fifty-one. */
const figures = '(?:\\d{1,2}|[零〇一二三四五六七八九十]{1,3}|[일이삼사오육유칠팔구시십]{1,3}?)'
const yearFigures = '(?:\\d{4}|\\d{2}|[零〇一二三四五六七八九]{4}|[이]천[일이삼사오육칠팔구십]{0,4})'
const notAfter = '(?<![\\d일이삼사오육칠팔구십零〇一二三四五六七八九十第제.,:/-])'

const patternsOf = oncePerLanguage((language): Patterns | null => {
  const words = joinedTimeWords[language]
  if (words === undefined) return null
  const list = (pairs: readonly (readonly [string, number])[]) =>
    pairs.map(([pattern, count]) => [new RegExp(`(?:${pattern})`, 'gu'), count] as const)
  const weekday = words.weekday
  const part = `(?<part>${words.morning}|${words.afternoon})`
  return {
    words,
    days: list(words.days),
    weeks: list(words.weeks),
    months: list(words.months),
    years: list(words.years),
    weekdayBehind: new RegExp(`${words.of}(?:${weekday})|(?<=(?:周|週|星期|礼拜|禮拜))([一二三四五六日天])`, 'uy'),
    weekendBehind: new RegExp(`${words.of}(?:${words.weekend}|(?<=[周週주])[末말])`, 'uy'),
    monthBehind: new RegExp(`${words.of}(?<month>${figures})${words.month}`, 'uy'),
    dayBehind: new RegExp(`${words.of}(?<day>${figures})${words.day}`, 'uy'),
    weekday: new RegExp(weekday, 'gu'),
    weekend: new RegExp(words.weekend, 'gu'),
    date: new RegExp(
      `(?:${notAfter}(?<year>${yearFigures})${words.year})?(?:(?<=년|년도|年| )|${notAfter})(?<month>${figures})${words.month}(?<day>${figures})(?:${words.day}|(?![\\d\\p{L}:시点時]))`,
      'gu',
    ),
    year: new RegExp(
      `${notAfter}(?<year>\\d{4}|[零〇一二三四五六七八九]{4}|[이]천[일이삼사오육칠팔구십]{0,4})${words.year}(?:(?<month>${figures})${words.month})?(?!간|間|\\d)`,
      'gu',
    ),
    month: new RegExp(`${notAfter}(?<month>${figures})${words.month}(?!간|間|\\d)`, 'gu'),
    day: new RegExp(
      `${notAfter}(?<!박 ?|泊)(?<day>\\d{1,2}|${words.dayFigures})${words.day}(?! ?동안|간|間|반|째|\\d)`,
      'gu',
    ),
    time: new RegExp(
      `(?:${part} ?)?(?<![\\d:])(?<hour>${words.figures})(?:${words.hour}(?:(?<half>${words.halfHour})(?!\\p{L}{0,2}장)|(?<quarter>[一三]刻)|${words.minute.replace('(', '(?<minute>')})?|:(?<colon>[0-5]\\d))`,
      'gu',
    ),
    late: new RegExp(`^(?:${words.afternoon})$`, 'u'),
    named: words.named.map(([pattern, time]) => [new RegExp(`(?:${pattern})(?![의の的]?\\d)`, 'gu'), time]),
  }
})

const hours: { readonly [word: string]: number } = {
  ...{ 한: 1, 두: 2, 세: 3, 네: 4, 다섯: 5, 여섯: 6, 일곱: 7, 여덟: 8, 아홉: 9, 열: 10, 열한: 11, 열두: 12 },
}

/** 유월 and 시월 are how six and ten are said before 월. What is no number is 0, which no day and no month is. */
const figure = (text: string | undefined) =>
  Number(text === '유' ? 6 : text === '시' ? 10 : text === undefined ? 0 : (hours[text] ?? joinedValue(text) ?? 0))

/** Days and times in the words of Korean, Japanese or Chinese. */
export function joinedDates(text: string, { language, today }: Surroundings): readonly Candidate[] {
  const patterns = patternsOf(language)
  if (patterns === null) return []
  return [
    ...near(text, patterns, today),
    ...weeksOf(text, patterns, today),
    ...monthsOf(text, patterns, today),
    ...yearsOf(text, patterns, today),
    ...written(text, patterns, today),
  ]
}

function near(text: string, { days, weekday, weekend, words }: Patterns, today: string): readonly Candidate[] {
  const found: Candidate[] = days.flatMap(([pattern, offset]) =>
    [...text.matchAll(pattern)].map(({ 0: word, index }) =>
      dayEntity({ day: dayAfter(today, offset), grain: 'day' }, index, index + word.length, 0.95),
    ),
  )
  for (const { 0: word, 1: sign, index } of text.matchAll(weekday)) {
    const day = words.weekdaySigns[sign ?? '']
    if (day !== undefined)
      found.push(
        dayEntity({ day: comingWeekday(today, day), grain: 'day', named: 'weekday' }, index, index + word.length, 0.9),
      )
  }
  for (const { 0: word, index } of text.matchAll(weekend))
    found.push(dayEntity(wholeWeekend(today, 0), index, index + word.length, 0.8))
  return found
}

function weeksOf(
  text: string,
  { weeks, weekdayBehind, weekendBehind, words }: Patterns,
  today: string,
): readonly Candidate[] {
  const found: Candidate[] = []
  for (const [pattern, count] of weeks)
    for (const { 0: word, index } of text.matchAll(pattern)) {
      const end = index + word.length
      weekdayBehind.lastIndex = end
      const day = weekdayBehind.exec(text)
      const sign = day?.slice(1).find((each) => each !== undefined)
      const weekday = words.weekdaySigns[sign ?? '']
      weekendBehind.lastIndex = end
      if (day !== null && weekday !== undefined)
        found.push(
          dayEntity(
            { day: inWeek(today, count, weekday), grain: 'day', named: 'day-of-week' },
            index,
            end + day[0].length,
            0.95,
          ),
        )
      else if (weekendBehind.test(text))
        found.push(dayEntity(wholeWeekend(today, count), index, weekendBehind.lastIndex, 0.9))
      else found.push(dayEntity(wholeWeek(today, count), index, end, 0.85))
    }
  return found
}

/** This or another month, perhaps with a day: 다음 달 5일. */
function monthsOf(text: string, { months, dayBehind }: Patterns, today: string): readonly Candidate[] {
  const found: Candidate[] = []
  for (const [pattern, count] of months)
    for (const { 0: word, index } of text.matchAll(pattern)) {
      const whole = spanFrom(today, 'month', count)
      if (whole === null) continue
      const end = index + word.length
      dayBehind.lastIndex = end
      const day = isoDate(
        Number(whole.day.slice(0, 4)),
        Number(whole.day.slice(5, 7)),
        figure(dayBehind.exec(text)?.groups?.day),
      )
      if (day !== null) found.push(dayEntity({ day, grain: 'day' }, index, dayBehind.lastIndex, 0.95))
      else found.push(dayEntity(whole, index, end, 0.85))
    }
  return found
}

/** This or another year, perhaps with a month and a day: 내년 3월 5일. */
function yearsOf(text: string, { years, monthBehind, dayBehind }: Patterns, today: string): readonly Candidate[] {
  const found: Candidate[] = []
  for (const [pattern, count] of years)
    for (const { 0: word, index } of text.matchAll(pattern)) {
      const year = Number(today.slice(0, 4)) + count
      let end = index + word.length
      monthBehind.lastIndex = end
      const month = figure(monthBehind.exec(text)?.groups?.month)
      let day = wholeMonth(year, month) ?? wholeYear(year)
      if (wholeMonth(year, month) !== null) {
        end = monthBehind.lastIndex
        dayBehind.lastIndex = end
        const exact = isoDate(year, month, figure(dayBehind.exec(text)?.groups?.day))
        if (exact !== null) {
          day = { day: exact, grain: 'day' }
          end = dayBehind.lastIndex
        }
      }
      if (day !== null) found.push(dayEntity(day, index, end - trailing(text, end), 0.85))
    }
  return found
}

const trailing = (text: string, end: number) => (text[end - 1] === ' ' ? 1 : 0)

function written(text: string, { date, year, month, day }: Patterns, today: string): readonly Candidate[] {
  const found: Candidate[] = []
  const add = (named: Day | null, index: number, all: string, confidence: number) => {
    if (named !== null) found.push(dayEntity(named, index, index + all.trimEnd().length, confidence))
  }
  for (const { 0: all, index, groups = {} } of text.matchAll(date)) {
    const [ofMonth, ofDay] = [figure(groups.month), figure(groups.day)]
    const said = groups.year
    const ofYear = said === undefined ? null : /^\d/.test(said) ? fullYear(said, today) : figure(said)
    const exact = ofYear === null ? nextDate(today, ofMonth, ofDay) : isoDate(ofYear, ofMonth, ofDay)
    const named = ofYear === null ? 'day-of-year' : 'full'
    if (exact !== null) add({ day: exact, grain: 'day', named }, index, all, ofYear === null ? 0.93 : 0.98)
    else if (ofMonth >= 1 && ofMonth <= 12 && ofDay >= 1 && ofDay <= 31)
      found.push(noDay(index, index + all.trimEnd().length))
  }
  for (const { 0: all, index, groups = {} } of text.matchAll(year)) {
    const ofYear = figure(groups.year)
    add(groups.month === undefined ? wholeYear(ofYear) : wholeMonth(ofYear, figure(groups.month)), index, all, 0.85)
  }
  for (const { 0: all, index, groups = {} } of text.matchAll(month)) {
    const ofMonth = figure(groups.month)
    if (ofMonth >= 1 && ofMonth <= 12) add(nextMonth(today, ofMonth), index, all, 0.75)
  }
  for (const { 0: all, index, groups = {} } of text.matchAll(day)) {
    const next = nextDayOfMonth(today, figure(groups.day))
    if (next !== null) add({ day: next, grain: 'day', named: 'day-of-month' }, index, all, 0.6)
  }
  return found
}

export function joinedTimes(text: string, { language }: Surroundings): readonly Candidate[] {
  const patterns = patternsOf(language)
  if (patterns === null) return []
  const found: Candidate[] = []
  for (const { 0: all, index, groups = {} } of text.matchAll(patterns.time)) {
    const hour = figure(groups.hour)
    const minute = minuteOf(groups)
    if (!(hour >= 0 && hour <= 24 && minute >= 0 && minute < 60)) continue
    const part = groups.part
    const afternoon = part !== undefined && patterns.late.test(part)
    // 밤 12시 is midnight.
    const night = part !== undefined && /^(?:밤|夜の?|晚上的?|今晚|半夜|夜里的?)$/.test(part) && hour === 12
    const settled = part === undefined || hour > 12 ? hour : (hour % 12) + (afternoon && !night ? 12 : 0)
    const value = isoTimeOfDay((settled % 24) * 60 + minute)
    const end = index + all.trimEnd().length
    const unsure = part === undefined && hour >= 1 && hour <= 12 && groups.colon === undefined
    const other = unsure ? { resolution: { other: isoTimeOfDay(((hour + 12) % 24) * 60 + minute) } } : {}
    found.push({ type: 'time', value, start: index, end, confidence: unsure ? 0.75 : 0.95, ...other })
  }
  for (const [pattern, time] of patterns.named)
    for (const { 0: word, index } of text.matchAll(pattern))
      found.push({ type: 'time', value: time, start: index, end: index + word.length, confidence: 0.8 })
  return found
}

function minuteOf({ half, quarter, colon, minute }: { readonly [name: string]: string | undefined }): number {
  if (half !== undefined) return 30
  if (quarter !== undefined) return quarter.startsWith('一') ? 15 : 45
  return figure(colon ?? minute)
}
