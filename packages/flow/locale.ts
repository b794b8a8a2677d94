/** Whether `locale` is a BCP 47 tag that the platform knows, `en-GB`. */
export function isLocale(locale: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale).length > 0
  } catch {
    return false
  }
}

/** How a locale writes a date in digits. */
export type DateOrder = 'day-first' | 'month-first' | 'year-first'

export function dateOrder(locale: string): DateOrder {
  const parts = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    calendar: 'gregory',
    timeZone: 'UTC',
  })
    .formatToParts(new Date(0))
    .map((part) => part.type)
    .filter((type) => type === 'day' || type === 'month' || type === 'year')
  return parts[0] === 'day' ? 'day-first' : parts[0] === 'month' ? 'month-first' : 'year-first'
}

/** How a locale writes 1,234.5. */
export interface NumberMarks {
  readonly decimal: string
  readonly group: string
  /** Digits between two group marks: 3, and 2 where people count in lakhs. */
  readonly size: number
}

export function numberMarks(locale: string): NumberMarks {
  const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn', useGrouping: true }).formatToParts(
    123_456_789.5,
  )
  const of = (type: string, otherwise: string) => parts.find((part) => part.type === type)?.value ?? otherwise
  const integers = parts.filter((part) => part.type === 'integer').map((part) => part.value)
  // Typed answers never hold the no-break spaces that locales print.
  const group = of('group', ',')
  return {
    decimal: of('decimal', '.'),
    group: group.trim() === '' ? ' ' : group,
    size: integers.length > 2 ? (integers[1]?.length ?? 3) : 3,
  }
}
