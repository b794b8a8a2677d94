/** Years beyond these are no time to Braze: such a value stays text, or is dropped inside an object. */
const YEARS = { min: 0, max: 3000 }

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.:,](\d{1,9}))?)?(?: ?(Z|UTC|[+-]\d\d(?::?\d\d)?))?)?$/i
const AMERICAN = /^(\d\d)\/(\d\d)\/(\d{4})$/
const WEEKDAY =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\d\d) (\d\d) (\d\d):(\d\d):(\d\d)[. ](Z|UTC|GMT|[+-]\d\d:?\d\d) (\d{4})$/i

interface Parts {
  readonly date: readonly [year: string, month: string, day: string]
  readonly clock?: readonly [hour: string, minute: string, second: string, fraction: string]
  readonly zone?: string | undefined
}

/**
 * Epoch milliseconds of a time as events and purchases carry it: ISO 8601, `yyyy-MM-dd'T'HH:mm:ss:SSSZ`, or with a space before the
 * clock and the zone, as recorded traffic has it. Without a zone it is UTC. `undefined` when it is no such time.
 */
export function readTime(text: string): number | undefined {
  const match = ISO.exec(text)
  if (match === null) return undefined
  const [, year = '', month = '', day = '', hour, minute = '', second = '0', fraction = '0', zone] = match
  if (hour === undefined) return instant({ date: [year, month, day] })
  return instant({ date: [year, month, day], clock: [hour, minute, second, fraction], zone })
}

/** As {@link readTime}, with the further forms that Braze recognises in a custom attribute. */
export function readAttributeTime(text: string): number | undefined {
  // Most values are plain words: the first character rules nearly all of them out.
  if (text.length < 10 || text.length > 40 || !/^[\dMTWFS]/i.test(text)) return undefined
  const american = AMERICAN.exec(text)
  if (american !== null) {
    const [, month = '', day = '', year = ''] = american
    return instant({ date: [year, month, day] })
  }
  const weekday = WEEKDAY.exec(text)
  if (weekday !== null) {
    const [, month = '', day = '', hour = '', minute = '', second = '', zone, year = ''] = weekday
    return instant({ date: [year, month, day], clock: [hour, minute, second, '0'], zone })
  }
  return readTime(text)
}

/** Whether the text is a day of the calendar, `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && readTime(text) !== undefined
}

/** A time as Braze shows it in exports, `2020-06-17T20:01:33.385Z`. */
export function showTime(at: number): string {
  return new Date(at).toISOString()
}

function instant({ date, clock = ['0', '0', '0', '0'], zone }: Parts): number | undefined {
  const [year, month, day] = date.map(Number) as [number, number, number]
  const [hour, minute, second] = clock.slice(0, 3).map(Number) as [number, number, number]
  if (year < YEARS.min || year > YEARS.max || hour > 23 || minute > 59 || second > 59) return undefined
  const at = new Date(0)
  // Not Date.UTC, which takes the years 0 to 99 for 1900 to 1999.
  at.setUTCFullYear(year, month - 1, day)
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return undefined
  const milliseconds = Math.trunc(Number(`0.${clock[3]}`) * 1000)
  at.setUTCHours(hour, minute, second, milliseconds)
  const offset = offsetMinutes(zone)
  return offset === undefined ? undefined : at.getTime() - offset * 60_000
}

function offsetMinutes(zone: string | undefined): number | undefined {
  if (zone === undefined || !/^[+-]/.test(zone)) return 0
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(3).replace(':', '') || '0')
  if (hours > 23 || minutes > 59) return undefined
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}
