import { isIsoTime } from './clock.ts'

const isoForm = /^(\d{4})-(\d{2})-(\d{2})$/

/** `YYYY-MM-DD` of a day that exists in the Gregorian calendar, year 1 on; `null` for 31 February and the like. */
export function isoDate(year: number, month: number, day: number): string | null {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return null
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const last = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
  if (day > last) return null
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** Whether `text` is `YYYY-MM-DD` and names a day that exists. */
export function isIsoDate(text: string): boolean {
  const parts = isoForm.exec(text)
  return parts !== null && isoDate(Number(parts[1]), Number(parts[2]), Number(parts[3])) !== null
}

/** Whether `text` is `YYYY-MM-DDTHH:MM` and names a day that exists. */
export function isIsoDateTime(text: string): boolean {
  return text.length === 16 && text[10] === 'T' && isIsoDate(text.slice(0, 10)) && isIsoTime(text.slice(11))
}

/** The UTC day of a moment given in epoch milliseconds. */
export function dayOf(at: number): string {
  const date = new Date(at)
  // A moment beyond what a Date holds has no day; the epoch keeps callers total.
  return Number.isNaN(date.getTime()) ? '1970-01-01' : (date.toISOString().split('T')[0] ?? '1970-01-01')
}
