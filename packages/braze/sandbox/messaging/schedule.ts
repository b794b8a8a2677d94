import { isObject } from '../attribute-value.ts'
import { readTime } from '../time.ts'
import type { Checked } from './recipient.ts'

/** When something goes. */
export interface Schedule {
  /** Epoch milliseconds; with `local` the wall clock of each person, read as if it were UTC. */
  readonly time: number
  readonly local: boolean
}

const HOUR_MS = 60 * 60 * 1000
/** The zones that come first and last to any hour, hours from UTC. */
export const ZONES = { first: 14 * HOUR_MS, last: -12 * HOUR_MS }

/** Reads the member `schedule`. A time that is past goes at once, unless it is a local one and past everywhere. */
export function readSchedule(value: unknown, now: number): Checked<Schedule> {
  if (!isObject(value)) return { refusal: 'schedule must be an object' }
  const time = typeof value.time === 'string' ? readTime(value.time) : undefined
  if (time === undefined) return { refusal: 'Cannot parse send_at datetime' }
  for (const name of ['in_local_time', 'at_optimal_time']) {
    const flag = value[name]
    if (flag !== undefined && typeof flag !== 'boolean') return { refusal: `${name} must be a boolean` }
  }
  const local = value.in_local_time === true
  if (local && time - ZONES.last < now) return { refusal: 'in_local_time set but time is past' }
  return { value: { time, local } }
}

/** When the wall clock of the zone shows `time`, epoch milliseconds. */
export function localInstant(time: number, zone: string): number {
  const guess = time - zoneOffset(time, zone)
  // The offset may change between the two.
  return time - zoneOffset(guess, zone)
}

function zoneOffset(at: number, timeZone: string): number {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
    const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? ''
    const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name) ?? []
    return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000
  } catch {
    return 0
  }
}
