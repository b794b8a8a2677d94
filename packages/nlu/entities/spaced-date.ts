import { dayAfter, isoDate, monthNames } from '@parley/flow/readers'
import type { Candidate, Surroundings } from './candidate.ts'
import {
  comingWeekday,
  type Day,
  dayEntity,
  inWeek,
  nextDate,
  nextDayOfMonth,
  nextMonth,
  noDay,
  passedWeekday,
  spanFrom,
  wholeMonth,
  wholeWeekend,
  wholeYear,
} from './day.ts'
import { oncePerLanguage } from './languages/once-per-language.ts'
import { timeWords } from './languages/time-words.ts'
import { foldWord } from './seen-text.ts'
import type { FoundNumber } from './word-number.ts'

/** Patterns of one language. */
interface DatePatterns {
  readonly days: readonly (readonly [pattern: RegExp, days: number])[]
  /** Groups: next, last, present, the name, next, last. */
  readonly weekday: RegExp
  readonly weekdays: readonly RegExp[]
  readonly span: RegExp
  readonly spanUnits: readonly (readonly [pattern: RegExp, unit: 'week' | 'month' | 'year' | 'weekend'])[]
  readonly month: RegExp
  readonly months: ReadonlyMap<string, number>
  /** Names that are not cut short. */
  readonly wholeMonths: ReadonlySet<string>
  readonly doubtful: RegExp | null
  readonly beforeMonth: RegExp
  /** Weekdays that are cut short as months are. */
  readonly signs: RegExp | null
  readonly yearBehind: RegExp
  readonly inMonth: RegExp
  readonly theDay: RegExp
  readonly to: RegExp
  readonly year: RegExp
}

const word = (pattern: string, flags = 'gu') => new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, flags)
/** A choice that matches nothing where there is nothing to choose. */
const choice = (pattern: string) => (pattern === '' ? '(?!)' : `(?:${pattern})`)

const patternsOf = oncePerLanguage((language): DatePatterns | null => {
  const words = timeWords[language]
  if (words === undefined) return null
  const months = monthsOf(language)
  const names = [...months.keys()].sort((a, b) => b.length - a.length).map((name) => name.replace(/[.\\]/g, '\\$&'))
  const [nextBefore, nextBehind] = words.next
  const [afterBefore, afterBehind] = words.afterNext
  const [lastBefore, lastBehind] = words.last
  const [presentBefore] = words.present
  const weekday = words.weekdays.join('|')
  const units = [words.units.week, words.units.month, words.units.year, words.weekend].join('|')
  const around = (inner: string) =>
    word(
      `(?:(?:(?<after>${choice(afterBefore)})|(?<next>${choice(nextBefore)})|(?<last>${choice(lastBefore)})|(?<present>${choice(presentBefore)})) ?)?(?<name>${inner})(?: (?:(?<afterBehind>${choice(afterBehind)})|(?<nextBehind>${choice(nextBehind)})|(?<lastBehind>${choice(lastBehind)})))?`,
    )
  return {
    days: words.days.map(([pattern, days]) => [word(pattern), days]),
    weekday: around(weekday),
    weekdays: words.weekdays.map((each) => new RegExp(`^(?:${each})$`, 'u')),
    span: around(units),
    spanUnits: [
      [new RegExp(`^(?:${words.weekend})$`, 'u'), 'weekend'],
      ...(['week', 'month', 'year'] as const).map(
        (unit) => [new RegExp(`^(?:${words.units[unit]})$`, 'u'), unit] as const,
      ),
    ],
    month: word(`(?:${names.join('|')})`),
    months,
    wholeMonths: wholeMonths(language),
    doubtful: words.doubtfulMonths === '' ? null : new RegExp(`^(?:${words.doubtfulMonths})$`, 'u'),
    beforeMonth: new RegExp(`^(?:\\.|er|o|a|º|ª)? ?(?:${words.of}|${choice(words.of.trim())} )?$`, 'u'),
    signs: words.weekdaySigns.some((each) => each !== '')
      ? new RegExp(`^(?:${words.weekdaySigns.join('|')})$`, 'u')
      : null,
    yearBehind: new RegExp(
      `[.,]? ?(?:${choice(words.of.trim())} |del? |of )?(?<year>\\d{4})(?!\\d)|[.,]? ?'(?<short>\\d{2})(?!\\d)`,
      'uy',
    ),
    inMonth: new RegExp(`(?<![\\p{L}])(?:${words.inMonth}) ?$`, 'u'),
    theDay: word(`(?:${words.theDay[0]}) (?<day>\\d{1,2})(?:st|nd|rd|th|er|e|ste|º)?${words.theDay[1]}`, 'gu'),
    to: new RegExp(`^\\.? ?(?:${words.to}) ?$`, 'u'),
    year: word(
      `(?:in|en|im jahr|em|nel|anno|jahr|since|seit|depuis|desde|dal|sinds|until|bis|year|ano|annee|anno|jaar) (?<year>(?:19|20)\\d{2})`,
    ),
  }
})

function wholeMonths(language: string): ReadonlySet<string> {
  const { format } = new Intl.DateTimeFormat(language, { month: 'long', calendar: 'gregory', timeZone: 'UTC' })
  return new Set(Array.from({ length: 12 }, (_, month) => foldWord(format(Date.UTC(2000, month, 15)))))
}

function monthsOf(language: string): ReadonlyMap<string, number> {
  const months = new Map<string, number>()
  for (const [name, month] of monthNames(language)) if (/\p{L}{3}/u.test(name)) months.set(foldWord(name), month)
  const more: { readonly [language: string]: readonly (readonly [string, number])[] } = {
    en: [['sept', 9]],
    de: [
      ['maerz', 3],
      ['janner', 1],
      ['feber', 2],
      ['sept', 9],
    ],
    es: [['setiembre', 9]],
  }
  for (const [name, month] of more[language] ?? []) months.set(name, month)
  return months
}

/** Days in the words of a language that sets words apart. */
export function spacedDates(
  text: string,
  plain: string,
  numbers: readonly FoundNumber[],
  around: Surroundings,
): readonly Candidate[] {
  const patterns = patternsOf(around.language)
  if (patterns === null) return []
  return [
    ...dayWords(text, patterns, around),
    ...weekdays(text, patterns, around),
    ...spans(text, patterns, around),
    ...monthDates(text, plain, numbers, patterns, around),
    ...daysOfMonth(text, patterns, around),
    ...years(text, patterns),
  ]
}

function dayWords(text: string, { days }: DatePatterns, { today }: Surroundings): readonly Candidate[] {
  return days.flatMap(([pattern, offset]) =>
    [...text.matchAll(pattern)].map(({ 0: written, index }) =>
      dayEntity({ day: dayAfter(today, offset), grain: 'day' }, index, index + written.length, 0.95),
    ),
  )
}

interface Groups {
  readonly [name: string]: string | undefined
}
/** Words for the next week, month or year that before or behind a weekday mean the coming one. */
const coming = /kommend|komende|aanstaande|qui vient|que viene|que vem|che viene/
const ofWeek = /week|woche/

/** How many weeks, months or years from the present one; `null`: it is not said. */
export function direction(groups: Groups): -1 | 0 | 1 | 2 | null {
  if (groups.after !== undefined || groups.afterBehind !== undefined) return 2
  if (groups.next !== undefined || groups.nextBehind !== undefined) return 1
  if (groups.last !== undefined || groups.lastBehind !== undefined) return -1
  return groups.present !== undefined ? 0 : null
}

function weekdays(text: string, patterns: DatePatterns, { today }: Surroundings): readonly Candidate[] {
  const found: Candidate[] = []
  for (const { 0: written, index, groups = {} } of text.matchAll(patterns.weekday)) {
    const weekday = patterns.weekdays.findIndex((each) => each.test(groups.name ?? ''))
    if (weekday >= 0) found.push(weekdayEntity(today, weekday, groups, index, index + written.length))
  }
  return found
}

/** A weekday, as the words beside it say of which week. */
export function weekdayEntity(today: string, weekday: number, groups: Groups, start: number, end: number): Candidate {
  const to = direction(groups)
  const beside = groups.next ?? groups.nextBehind ?? ''
  const soon = comingWeekday(today, weekday)
  const here = inWeek(today, 0, weekday)
  const day: Omit<Day, 'grain'> =
    to === 2
      ? { day: inWeek(today, 2, weekday) }
      : to === -1
        ? { day: passedWeekday(today, weekday) }
        : to === null || coming.test(beside) || (to === 0 && here < today)
          ? { day: soon }
          : to === 0
            ? { day: here }
            : { day: inWeek(today, 1, weekday), ...(ofWeek.test(beside) ? {} : { other: soon }) }
  // "Next Friday" is of next week for some and the coming one for others.
  const unsure = day.other !== undefined && day.other !== day.day
  const named = ofWeek.test(beside) ? 'day-of-week' : 'weekday'
  return dayEntity({ ...day, grain: 'day', named }, start, end, unsure ? 0.75 : 0.9)
}

function spans(text: string, { span, spanUnits }: DatePatterns, { today }: Surroundings): readonly Candidate[] {
  const found: Candidate[] = []
  for (const match of text.matchAll(span)) {
    const groups = match.groups ?? {}
    const to = direction(groups)
    const unit = spanUnits.find(([pattern]) => pattern.test(groups.name ?? ''))?.[1]
    if (unit === undefined) continue
    // "The weekend" is the coming one; "a week" is none in particular.
    if (to === null && unit !== 'weekend') continue
    const day = unit === 'weekend' ? wholeWeekend(today, to ?? 0) : spanFrom(today, unit, to ?? 0)
    if (day !== null) found.push(dayEntity(day, match.index, match.index + match[0].length, 0.85))
  }
  return found
}

/** Whatever has the name of a month in it. */
function monthDates(
  text: string,
  plain: string,
  numbers: readonly FoundNumber[],
  patterns: DatePatterns,
  around: Surroundings,
): readonly Candidate[] {
  const found: Candidate[] = []
  const names = [...text.matchAll(patterns.month)]
  for (const [place, { 0: name, index }] of names.entries()) {
    const month = patterns.months.get(name)
    if (month === undefined) continue
    const dotted = text[index + name.length] === '.' && /^[.] ?\d/.test(text.slice(index + name.length))
    const end = index + name.length + (dotted ? 1 : 0)
    const before = numbers.find(
      (number) => number.end <= index && isDay(number) && patterns.beforeMonth.test(text.slice(number.end, index)),
    )
    const after = before === undefined ? dayBehind(text, end, numbers) : undefined
    const next = names[place + 1]
    // Italian "mar 11 mag": the day is the later month's, and the earlier name a weekday.
    const weekday =
      after !== undefined && next !== undefined && after.end < next.index && patterns.signs?.test(name) === true
    if (weekday && patterns.beforeMonth.test(text.slice(after.end, next.index))) continue
    if (before !== undefined || after !== undefined)
      found.push(...monthDay(text, { month, index, end, before, after }, numbers, patterns, around))
    else found.push(...monthAlone(text, plain, { month, name, index, end }, patterns, around))
  }
  return found
}

const isDay = ({ value, article }: FoundNumber) =>
  article !== true && Number.isInteger(value) && value >= 1 && value <= 31

function dayBehind(text: string, end: number, numbers: readonly FoundNumber[]): FoundNumber | undefined {
  return numbers.find(
    (number) =>
      number.start >= end &&
      isDay(number) &&
      /^ (?:the )?$/.test(text.slice(end, number.start)) &&
      !/^(?::\d| ?(?:%|am\b|pm\b|a\.m|p\.m|o'?clock))/.test(text.slice(number.end)),
  )
}

interface MonthPlace {
  readonly month: number
  readonly index: number
  readonly end: number
  readonly before: FoundNumber | undefined
  readonly after: FoundNumber | undefined
}

function monthDay(
  text: string,
  place: MonthPlace,
  numbers: readonly FoundNumber[],
  patterns: DatePatterns,
  { today }: Surroundings,
): readonly Candidate[] {
  const { month, index, before, after } = place
  const number = before ?? after
  if (number === undefined) return []
  const tail = before === undefined ? number.end : place.end
  const [year, end] = yearAt(text, tail, patterns, today)
  const day = year === null ? nextDate(today, month, number.value) : isoDate(year, month, number.value)
  const start = before?.start ?? index
  if (day === null) return [noDay(start, end)]
  const named = year === null ? 'day-of-year' : 'full'
  // "3 to 5 May", "May 3 to 5".
  const other =
    before === undefined ? rangeBehind(text, end, numbers, patterns) : rangeBefore(text, before, numbers, patterns)
  const otherDay = other === undefined ? null : isoDate(Number(day.slice(0, 4)), month, other.value)
  const confidence = year === null ? 0.9 : 0.97
  if (other === undefined || otherDay === null) return [dayEntity({ day, grain: 'day', named }, start, end, confidence)]
  const [first, last] = otherDay < day ? [otherDay, day] : [day, otherDay]
  return [
    dayEntity(
      { day: first, grain: 'day', last, named },
      Math.min(start, other.start),
      Math.max(end, other.end),
      confidence,
    ),
  ]
}

function rangeBefore(
  text: string,
  number: FoundNumber,
  numbers: readonly FoundNumber[],
  { to }: DatePatterns,
): FoundNumber | undefined {
  return numbers.find((each) => each.end <= number.start && isDay(each) && to.test(text.slice(each.end, number.start)))
}

function rangeBehind(
  text: string,
  end: number,
  numbers: readonly FoundNumber[],
  { to }: DatePatterns,
): FoundNumber | undefined {
  return numbers.find(
    (each) =>
      each.start > end && isDay(each) && to.test(text.slice(end, each.start)) && !/^:\d/.test(text.slice(each.end)),
  )
}

function yearAt(
  text: string,
  at: number,
  { yearBehind }: DatePatterns,
  today: string,
): readonly [year: number | null, end: number] {
  yearBehind.lastIndex = at
  const groups = yearBehind.exec(text)?.groups
  if (groups === undefined) return [null, at]
  const year = groups.year ?? `${today.slice(0, 2)}${groups.short ?? ''}`
  return [Number(year), yearBehind.lastIndex]
}

const partOfMonth = /(?<!\p{L})(?:early|late|mid|anfang|ende|mitte|debut|fin|mi|begin|eind|half)[ -]$/u

/** "In May", "May 2026"; words that may be others need both a word before them and, if the sentence has capitals, one. */
function monthAlone(
  text: string,
  plain: string,
  place: { readonly month: number; readonly name: string; readonly index: number; readonly end: number },
  patterns: DatePatterns,
  { today }: Surroundings,
): readonly Candidate[] {
  const { month, name, index, end } = place
  const [year, yearEnd] = yearAt(text, end, patterns, today)
  if (year !== null) {
    const whole = wholeMonth(year, month)
    return whole === null ? [] : [dayEntity(whole, index, yearEnd, 0.9)]
  }
  const lead = text.slice(Math.max(0, index - 16), index)
  const doubtful = patterns.doubtful?.test(name) === true && plain[index] === text[index]
  // "To march", "of may": small letters need a word that goes with nothing but time.
  const led = patterns.inMonth.test(lead) && !(doubtful && /(?<!\p{L})(?:to|of|from|by|before|after) $/u.test(lead))
  const whole = nextMonth(today, month)
  if (!led || whole === null || (name.length < 4 && !patterns.wholeMonths.has(name))) return []
  // "Early May", "Ende Mai": of the month as well, and no name.
  const part = partOfMonth.exec(lead)?.[0].length ?? 0
  return [dayEntity(whole, index - part, end, doubtful ? 0.5 : 0.8)]
}

function daysOfMonth(text: string, { theDay }: DatePatterns, { today }: Surroundings): readonly Candidate[] {
  const found: Candidate[] = []
  for (const match of text.matchAll(theDay)) {
    const day = nextDayOfMonth(today, Number(match.groups?.day))
    if (day !== null)
      found.push(
        dayEntity({ day, grain: 'day', named: 'day-of-month' }, match.index, match.index + match[0].length, 0.55),
      )
  }
  return found
}

function years(text: string, { year }: DatePatterns): readonly Candidate[] {
  const found: Candidate[] = []
  for (const match of text.matchAll(year)) {
    const written = match.groups?.year ?? ''
    const whole = wholeYear(Number(written))
    const end = match.index + match[0].length
    if (whole !== null) found.push(dayEntity(whole, end - written.length, end, 0.7))
  }
  return found
}
