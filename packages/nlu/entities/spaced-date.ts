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
  passedWeekday,
  spanFrom,
  wholeMonth,
  wholeWeekend,
  wholeYear,
} from './day.ts'
import { type TimeWords, timeWords } from './languages/time-words.ts'
import { foldWord } from './seen-text.ts'
import type { FoundNumber } from './word-number.ts'

/** Patterns of one language, made once. */
interface DatePatterns {
  readonly days: readonly (readonly [pattern: RegExp, days: number])[]
  /** Groups: next, last, present, the name, next, last. */
  readonly weekday: RegExp
  readonly weekdays: readonly RegExp[]
  readonly shorts: readonly (RegExp | null)[]
  readonly shortWeekday: RegExp | null
  readonly span: RegExp
  readonly spanUnits: readonly (readonly [pattern: RegExp, unit: 'week' | 'month' | 'year' | 'weekend'])[]
  readonly month: RegExp
  readonly months: ReadonlyMap<string, number>
  readonly doubtful: RegExp | null
  readonly beforeMonth: RegExp
  readonly yearBehind: RegExp
  readonly inMonth: RegExp
  readonly theDay: RegExp
  readonly to: RegExp
  readonly year: RegExp
}

const made = new Map<string, DatePatterns>()

const word = (pattern: string, flags = 'gu') => new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, flags)
/** A choice that matches nothing where there is nothing to choose. */
const choice = (pattern: string) => (pattern === '' ? '(?!)' : `(?:${pattern})`)

function patternsOf(language: string, words: TimeWords): DatePatterns {
  const known = made.get(language)
  if (known !== undefined) return known
  const months = monthsOf(language)
  const names = [...months.keys()].sort((a, b) => b.length - a.length).map((name) => name.replace(/[.\\]/g, '\\$&'))
  const [nextBefore, nextBehind] = words.next
  const [lastBefore, lastBehind] = words.last
  const [presentBefore] = words.present
  const weekday = words.weekdays.join('|')
  const units = [words.units.week, words.units.month, words.units.year, words.weekend].join('|')
  const around = (inner: string) =>
    word(
      `(?:(?:(?<next>${choice(nextBefore)})|(?<last>${choice(lastBefore)})|(?<present>${choice(presentBefore)})) ?)?(?<name>${inner})(?: (?:(?<nextBehind>${choice(nextBehind)})|(?<lastBehind>${choice(lastBehind)})))?`,
    )
  const shorts = words.shortWeekdays.filter((each) => each !== '')
  const patterns: DatePatterns = {
    days: words.days.map(([pattern, days]) => [word(pattern), days]),
    weekday: around(weekday),
    weekdays: words.weekdays.map((each) => new RegExp(`^(?:${each})$`, 'u')),
    shorts: words.shortWeekdays.map((each) => (each === '' ? null : new RegExp(`^(?:${each})$`, 'u'))),
    shortWeekday:
      shorts.length === 0
        ? null
        : word(
            `(?:(?<next>${choice(nextBefore)}) |(?<last>${choice(lastBefore)}) |(?<present>${choice(presentBefore)}) |(?<=(?<!\\p{L})(?:${words.onDay}) ))(?<name>${shorts.join('|')})(?: (?:(?<nextBehind>${choice(nextBehind)})|(?<lastBehind>${choice(lastBehind)})))?`,
          ),
    span: around(units),
    spanUnits: [
      [new RegExp(`^(?:${words.weekend})$`, 'u'), 'weekend'],
      ...(['week', 'month', 'year'] as const).map(
        (unit) => [new RegExp(`^(?:${words.units[unit]})$`, 'u'), unit] as const,
      ),
    ],
    month: word(`(?:${names.join('|')})`),
    months,
    doubtful: words.doubtfulMonths === '' ? null : new RegExp(`^(?:${words.doubtfulMonths})$`, 'u'),
    beforeMonth: new RegExp(`^(?:\\.|er|o|a|º|ª)? ?(?:${words.of}|${choice(words.of.trim())} )?$`, 'u'),
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
  made.set(language, patterns)
  return patterns
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
  const words = timeWords[around.language]
  if (words === undefined) return []
  const patterns = patternsOf(around.language, words)
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

/** How many weeks, months or years from the present one; `null`: it is not said. */
function direction(groups: { readonly [name: string]: string | undefined }): -1 | 0 | 1 | null {
  if (groups.next !== undefined || groups.nextBehind !== undefined) return 1
  if (groups.last !== undefined || groups.lastBehind !== undefined) return -1
  return groups.present !== undefined ? 0 : null
}

function weekdays(text: string, patterns: DatePatterns, { today }: Surroundings): readonly Candidate[] {
  const found: Candidate[] = []
  const lists = [
    [patterns.weekday, patterns.weekdays],
    [patterns.shortWeekday, patterns.shorts],
  ] as const
  for (const [pattern, names] of lists) {
    for (const match of pattern === null ? [] : text.matchAll(pattern)) {
      const groups = match.groups ?? {}
      const name = groups.name ?? ''
      const weekday = names.findIndex((each) => each?.test(name) === true)
      if (weekday < 0) continue
      const to = direction(groups)
      const coming = comingWeekday(today, weekday)
      // "Next Friday" is of next week for some and the coming one for others.
      const day: Day =
        to === 1
          ? { day: inWeek(today, 1, weekday), grain: 'day', other: coming }
          : to === -1
            ? { day: passedWeekday(today, weekday), grain: 'day' }
            : { day: to === 0 ? inWeek(today, 0, weekday) : coming, grain: 'day' }
      found.push(
        dayEntity(
          day,
          match.index,
          match.index + match[0].length,
          day.other === undefined || day.other === day.day ? 0.9 : 0.75,
        ),
      )
    }
  }
  return found
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
  for (const { 0: name, index } of text.matchAll(patterns.month)) {
    const month = patterns.months.get(name)
    if (month === undefined) continue
    const dotted = text[index + name.length] === '.' && /^[.] ?\d/.test(text.slice(index + name.length))
    const end = index + name.length + (dotted ? 1 : 0)
    const before = numbers.find(
      (number) => number.end <= index && isDay(number) && patterns.beforeMonth.test(text.slice(number.end, index)),
    )
    const after = before === undefined ? dayBehind(text, end, numbers) : undefined
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
  if (day === null) return []
  const start = before?.start ?? index
  // "3 to 5 May", "May 3 to 5".
  const other =
    before === undefined ? rangeBehind(text, end, numbers, patterns) : rangeBefore(text, before, numbers, patterns)
  const otherDay = other === undefined ? null : isoDate(Number(day.slice(0, 4)), month, other.value)
  const confidence = year === null ? 0.9 : 0.97
  if (other === undefined || otherDay === null) return [dayEntity({ day, grain: 'day' }, start, end, confidence)]
  const [first, last] = otherDay < day ? [otherDay, day] : [day, otherDay]
  return [
    dayEntity({ day: first, grain: 'day', last }, Math.min(start, other.start), Math.max(end, other.end), confidence),
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
  if (!led || whole === null || name.length < 4 - Number(patterns.doubtful?.test(name) === true)) return []
  return [dayEntity(whole, index, end, doubtful ? 0.5 : 0.8)]
}

function daysOfMonth(text: string, { theDay }: DatePatterns, { today }: Surroundings): readonly Candidate[] {
  const found: Candidate[] = []
  for (const match of text.matchAll(theDay)) {
    const day = nextDayOfMonth(today, Number(match.groups?.day))
    if (day !== null) found.push(dayEntity({ day, grain: 'day' }, match.index, match.index + match[0].length, 0.55))
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
