/** What the clock on the wall shows in a time zone that is known by its name only while a conversation runs. */
import { dayOf } from './calendar.ts'
import { createTimeZone, type TimeZone, type WallTime } from './time-zone.ts'

const zones = new Map<string, TimeZone | null>()
/** More than there are; what a profile calls its time zone may be anything. */
const mostZones = 1000

function zoneNamed(name: string): TimeZone | null {
  const known = zones.get(name)
  if (known !== undefined) return known
  const made = createTimeZone(name)
  if (zones.size < mostZones) zones.set(name, made)
  return made
}

export function isTimeZone(name: string): boolean {
  return zoneNamed(name) !== null
}

/** `zone`: IANA; `null`, and a name that is none: UTC. `null` for a moment that no calendar holds. */
export function wallTimeIn(zone: string | null, at: number): WallTime | null {
  return (zoneNamed(zone ?? 'UTC') ?? zoneNamed('UTC'))?.wallTime(at) ?? null
}

/** The day, `YYYY-MM-DD`, that it is there at the moment. Total. */
export function dayIn(zone: string | null, at: number): string {
  return wallTimeIn(zone, at)?.day ?? dayOf(at)
}
