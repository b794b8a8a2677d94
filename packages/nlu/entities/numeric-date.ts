import { conventionsOf, isoDate } from '@parley/flow/readers'
import type { Candidate, Surroundings } from './candidate.ts'
import { dayEntity, fullYear, nextDate } from './day.ts'

const yearFirst = /(?<![\p{L}\d.,/-])(\d{4}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{1,2})(?!\d|[-/]\d)\.?/gu
const full = /(?<![\p{L}\d.,/-])(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})(?![\p{L}\d]|[-/.,:]\d)/gu
const short = /(?<![\p{L}\d.,/$€£¥-])(\d{1,2})([/.])(\d{1,2})(\.?)(?![\p{L}\d/%]|[-.,:]\d| ?(?:%|\p{Sc}))/gu

/** Days in figures. Where a locale's order does not settle which is the month, the confidence says so. */
export function numericDates(text: string, { locale, today }: Surroundings): readonly Candidate[] {
  if (!/\d ?[-/.]/.test(text)) return []
  const found: Candidate[] = []
  const { order } = conventionsOf(locale, 'en')
  for (const match of text.matchAll(yearFirst)) {
    const day = isoDate(Number(match[1]), Number(match[3]), Number(match[4]))
    if (day !== null) found.push(dayEntity({ day, grain: 'day' }, match.index, match.index + match[0].length, 0.98))
  }
  for (const match of text.matchAll(full)) {
    const year = fullYear(match[4] ?? '', today)
    const reading = ordered(Number(match[1]), Number(match[3]), order, (month, day) => isoDate(year, month, day))
    if (reading === null) continue
    const sure = (match[4] ?? '').length === 4 ? 0 : -0.15
    found.push(
      dayEntity({ ...reading, grain: 'day' }, match.index, match.index + match[0].length, reading.confidence + sure),
    )
  }
  for (const match of text.matchAll(short)) {
    // 3.5 is a number where the point is decimal, and a day only with the point behind it: "am 3.5."
    const dotted = match[2] === '.'
    if (dotted && match[4] !== '.') continue
    const reading = ordered(Number(match[1]), Number(match[3]), order, (month, day) => nextDate(today, month, day))
    if (reading === null) continue
    const confidence = Math.min(reading.confidence, dotted ? 0.6 : 0.7)
    found.push(dayEntity({ ...reading, grain: 'day' }, match.index, match.index + match[0].length, confidence))
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
