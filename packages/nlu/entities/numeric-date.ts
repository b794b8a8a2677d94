import { conventionsOf, isoDate } from '@parley/flow/readers'
import type { Candidate, Surroundings } from './candidate.ts'
import { dayEntity, fullYear, nextDate, noDay } from './day.ts'

/** What Korean, Japanese and Chinese write to a day without a space. */
const behind = '에|까지|부터|이요|요|날|に|まで|から|です|[月火水木金土日]曜|号|日|到|之前|周|星期'
const letter = `(?!${behind})\\p{L}`
/** A letter of those scripts may stand before a day too: 会議は11/27. */
const before = '[\\p{L}--[\\p{sc=Han}\\p{sc=Hangul}\\p{sc=Hiragana}\\p{sc=Katakana}ー]]'
const yearFirst = new RegExp(
  `(?<!${before}|[\\d.,\\/\\-])(\\d{4}) ?([\\-\\/.]) ?(\\d{1,2}) ?\\2 ?(\\d{1,2})(?!\\d|[\\-\\/]\\d)\\.?`,
  'gv',
)
const full = new RegExp(
  `(?<!${before}|[\\d.,\\/\\-])(\\d{1,2}) ?([\\-\\/.]) ?(\\d{1,2}) ?\\2 ?(\\d{4}|\\d{2})(?!${letter}|\\d|[\\-\\/.,:]\\d)`,
  'gv',
)
const short = new RegExp(
  `(?<!${before}|[\\d.,\\/$€£¥\\-])(\\d{1,2})([\\/.])(\\d{1,2})(\\.?)(?!${letter}|[\\d\\/%]|[\\-.,:]\\d| ?(?:%|\\p{Sc}))`,
  'gv',
)
/** All day and every day, in any language, unless a weekday stands beside it. */
export const always = '24/7'
/** Korean "11. 27.", "11.27(금)". */
const spacedPoints =
  /(?<![\p{L}\d.,/:-])(\d{1,2})\. ?(\d{1,2})(?:\.|(?= ?\(?[일월화수목금토](?:요일|욜|\))))(?!\d| \d{1,2}\.)/gu
/** Dutch "vrijdag 27-11"; without such a word before it, it is from one number to another. */
const dashed =
  /(?<=(?:dag|(?<!\p{L})(?:op|ma|di|wo|do|vr|za|zo))\.?,? )(\d{1,2})-(\d{1,2})(?![\p{L}\d:/-]|[.,]\d| ?(?:%|\p{Sc}))/gu

const mayBeDay = (month: number, day: number) => month >= 1 && month <= 12 && day >= 1 && day <= 31

/** Days in figures. Where a locale's order does not settle which is the month, the confidence says so. */
export function numericDates(text: string, { language, locale, today }: Surroundings): readonly Candidate[] {
  if (!/\d ?[-/.]/.test(text)) return []
  const found: Candidate[] = []
  const { order } = conventionsOf(locale, 'en')
  for (const match of text.matchAll(yearFirst)) {
    const day = isoDate(Number(match[1]), Number(match[3]), Number(match[4]))
    const end = match.index + match[0].length
    if (day !== null) found.push(dayEntity({ day, grain: 'day', named: 'full' }, match.index, end, 0.98))
    else if (mayBeDay(Number(match[3]), Number(match[4]))) found.push(noDay(match.index, end))
  }
  for (const match of text.matchAll(full)) {
    const year = fullYear(match[4] ?? '', today)
    const reading = ordered(Number(match[1]), Number(match[3]), order, (month, day) => isoDate(year, month, day))
    if (reading === null) {
      const parts = [Number(match[1]), Number(match[3])] as const
      if (mayBeDay(...parts) || mayBeDay(parts[1], parts[0]))
        found.push(noDay(match.index, match.index + match[0].length))
      continue
    }
    const sure = (match[4] ?? '').length === 4 ? 0 : -0.15
    found.push(
      dayEntity(
        { ...reading, grain: 'day', named: 'full' },
        match.index,
        match.index + match[0].length,
        reading.confidence + sure,
      ),
    )
  }
  for (const match of text.matchAll(short)) {
    // 3.5 is a number where the point is decimal, and a day only with the point behind it: "am 3.5."
    const dotted = match[2] === '.'
    if (dotted && match[4] !== '.') continue
    const reading = ordered(Number(match[1]), Number(match[3]), order, (month, day) => nextDate(today, month, day))
    if (reading === null) continue
    const confidence = Math.min(reading.confidence, dotted ? 0.6 : 0.7)
    const day = { ...reading, grain: 'day', named: 'day-of-year' } as const
    found.push(dayEntity(day, match.index, match.index + match[0].length, confidence))
  }
  const others = language === 'nl' ? dashed : language === 'ko' ? spacedPoints : null
  for (const match of others === null ? [] : text.matchAll(others)) {
    const [one, two] = [Number(match[1]), Number(match[2])]
    const day = language === 'ko' ? nextDate(today, one, two) : nextDate(today, two, one)
    const end = match.index + match[0].length
    if (day !== null) found.push(dayEntity({ day, grain: 'day', named: 'day-of-year' }, match.index, end, 0.7))
  }
  return found
}

interface Reading {
  readonly day: string
  readonly other?: string
  readonly confidence: number
}

/** As the locale orders day and month, otherwise as the calendar allows. */
function ordered(
  one: number,
  two: number,
  order: ReturnType<typeof conventionsOf>['order'],
  dayOf: (month: number, day: number) => string | null,
): Reading | null {
  const dayFirst = dayOf(two, one)
  const monthFirst = dayOf(one, two)
  const usual = order === 'day-first' ? dayFirst : monthFirst
  const unusual = order === 'day-first' ? monthFirst : dayFirst
  if (usual === null) return unusual === null ? null : { day: unusual, confidence: 0.85 }
  if (unusual === null || unusual === usual) return { day: usual, confidence: 0.95 }
  return { day: usual, other: unusual, confidence: order === null ? 0.5 : 0.85 }
}
