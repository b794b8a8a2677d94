import type { Profile } from '../profile.ts'
import type { Pause } from './canvas-step.ts'
import { localInstant } from './schedule.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const MINUTE_MS = 60 * 1000

/** When a delay that began at `at` is over, epoch milliseconds; `undefined` for a date that was past by then. */
export function endOfPause(pause: Pause, at: number, profile: Profile): number | undefined {
  switch (pause.kind) {
    case 'for':
      return at + pause.seconds * 1000
    case 'until':
      return pause.time < at ? undefined : pause.time
    case 'until-clock':
      return nextClockTime(at, pause.minutes, pause.local ? zoneOf(profile) : 'UTC')
  }
}

function nextClockTime(at: number, minutes: number, zone: string): number {
  const today = Math.floor(at / DAY_MS) * DAY_MS + minutes * MINUTE_MS
  // The person's day may have begun a day before that of UTC, or begin after it.
  const days = [-1, 0, 1, 2].map((day) => localInstant(today + day * DAY_MS, zone))
  return days.find((time) => time > at) ?? at + DAY_MS
}

/** Profiles without a zone are at UTC. */
export function zoneOf({ fields }: Profile): string {
  const zone = fields.get('time_zone')
  return typeof zone === 'string' ? zone : 'UTC'
}
