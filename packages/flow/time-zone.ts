/** Wall clocks of the world, as the platform's time zone data has them. */

/** What a wall clock shows. */
export interface WallTime {
  /** `YYYY-MM-DD` */
  readonly day: string
  /** Since midnight by the clock, 0 to 1439. */
  readonly minute: number
}

export interface TimeZone {
  /** `null` for a moment that no calendar holds. */
  wallTime(at: number): WallTime | null
  /**
   * The moments at which the clock shows this minute of this day: two where it is set back over it. Where it is set forward
   * over it, the moment of the jump.
   */
  moments(wall: WallTime): readonly number[]
  /** The moment within the day at which the clock is set forward or back, if there is one. */
  shift(day: string): number | null
}

const minuteMs = 60_000
const dayMs = 86_400_000
/** No clock is further from UTC than this. */
const furthestMs = 15 * 3_600_000

/** `null` when the platform knows no time zone of this name, `Europe/London`. */
export function createTimeZone(name: string): TimeZone | null {
  let format: Intl.DateTimeFormat
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    return null
  }

  /** What the clock shows, written as if it were UTC: the difference to `at` is how far it is from UTC. */
  function shown(at: number): number {
    const parts: { [type: string]: string } = {}
    for (const { type, value } of format.formatToParts(at)) parts[type] = value
    const { year, month, day, hour, minute, second } = parts
    return (
      Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) +
      (((at % 1000) + 1000) % 1000)
    )
  }

  /** The first moment from `from` to `to` at which the clock is as far from UTC as it is at `to`. */
  function jump(from: number, to: number): number {
    const offset = shown(to) - to
    let before = from
    let after = to
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2)
      if (shown(middle) - middle === offset) after = middle
      else before = middle
    }
    return after
  }

  function moments({ day, minute }: WallTime): readonly number[] {
    const wanted = utcOf(day) + minute * minuteMs
    const offsets = new Set([wanted - furthestMs, wanted + furthestMs].map((at) => shown(at) - at))
    const found = [...offsets].map((offset) => wanted - offset).filter((at) => shown(at) === wanted)
    if (found.length > 0) return found.sort((a, b) => a - b)
    return [jump(wanted - furthestMs, wanted + furthestMs)]
  }

  return {
    wallTime(at) {
      if (!isDated(at)) return null
      const clock = shown(at)
      return {
        day: new Date(clock).toISOString().slice(0, 10),
        minute: Math.floor((((clock % dayMs) + dayMs) % dayMs) / minuteMs),
      }
    },
    moments,
    shift(day) {
      const from = Math.min(...moments({ day, minute: 0 }))
      const to = from + dayMs
      return shown(from) - from === shown(to) - to ? null : jump(from, to)
    },
  }
}

function utcOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`)
}

/** Whether the moment, and the year after it, have dates with a year of four digits. */
function isDated(at: number): boolean {
  return at >= Date.UTC(1000, 0, 3) && at <= Date.UTC(9997, 0, 1)
}

/** The day so many days after `day`, `YYYY-MM-DD`. */
export function dayAfter(day: string, days: number): string {
  return new Date(utcOf(day) + days * dayMs).toISOString().slice(0, 10)
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(day: string): number {
  return new Date(utcOf(day)).getUTCDay()
}
