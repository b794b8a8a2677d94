/**
 * What happened in the workspace over time: the source of the analytics endpoints.
 *
 * Owns counts by hour and who was active by day. Leaves what happened to one profile to `profile.ts`.
 */
import { z } from 'zod'
import type { Part } from './part.ts'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS

const kinds = ['event', 'purchase', 'revenue', 'session', 'uninstall', 'new-user'] as const
export type ActivityKind = (typeof kinds)[number]

export interface Happening {
  readonly kind: ActivityKind
  /** Of an event or product; blank for the others. */
  readonly name?: string
  /** App identifier; blank where none was given. */
  readonly app?: string
  /** Epoch milliseconds. */
  readonly at: number
  /** Default 1. */
  readonly amount?: number
}

/** Which counts are asked for; without name or app, all of them. */
export interface SeriesQuery {
  readonly kind: ActivityKind
  readonly name?: string | undefined
  readonly app?: string | undefined
  /** From here, to before there: epoch milliseconds. */
  readonly from: number
  readonly to: number
}

export interface Activity extends Part {
  count(happening: Happening): void
  /** Notes that the profile did something on that day. */
  markActive(brazeId: string, at: number): void
  sum(query: SeriesQuery): number
  /** Distinct profiles that were active. */
  activeProfiles(from: number, to: number): number
  /** Names of events or products in the order in which they first came. */
  names(kind: 'event' | 'purchase'): readonly string[]
}

type Hours = Map<number, number>

const savedActivity = z.object({
  counts: z.array(z.tuple([z.enum(kinds), z.string(), z.string(), z.array(z.tuple([z.number(), z.number()]))])),
  active: z.array(z.tuple([z.number(), z.array(z.string())])),
})

export function createActivity(): Activity {
  const counts = new Map<ActivityKind, Map<string, Map<string, Hours>>>()
  const active = new Map<number, Set<string>>()
  let revision = 0

  function hoursOf(kind: ActivityKind, name: string, app: string): Hours {
    const byName = within(counts, kind, () => new Map<string, Map<string, Hours>>())
    const byApp = within(byName, name, () => new Map<string, Hours>())
    return within(byApp, app, () => new Map<number, number>())
  }

  return {
    get revision() {
      return revision
    },
    count({ kind, name = '', app = '', at, amount = 1 }) {
      const hours = hoursOf(kind, name, app)
      const hour = Math.floor(at / HOUR_MS)
      hours.set(hour, (hours.get(hour) ?? 0) + amount)
      revision += 1
    },
    markActive(brazeId, at) {
      within(active, Math.floor(at / DAY_MS), () => new Set<string>()).add(brazeId)
      revision += 1
    },
    sum({ kind, name, app, from, to }) {
      let total = 0
      for (const [oneName, byApp] of counts.get(kind) ?? []) {
        if (name !== undefined && name !== oneName) continue
        for (const [oneApp, hours] of byApp) {
          if (app !== undefined && app !== oneApp) continue
          for (let hour = Math.floor(from / HOUR_MS); hour * HOUR_MS < to; hour += 1) total += hours.get(hour) ?? 0
        }
      }
      return total
    },
    activeProfiles(from, to) {
      const found = new Set<string>()
      for (let day = Math.floor(from / DAY_MS); day * DAY_MS < to; day += 1) {
        for (const id of active.get(day) ?? []) found.add(id)
      }
      return found.size
    },
    names: (kind) => [...(counts.get(kind)?.keys() ?? [])],
    save: () => ({
      counts: [...counts].flatMap(([kind, byName]) =>
        [...byName].flatMap(([name, byApp]) => [...byApp].map(([app, hours]) => [kind, name, app, [...hours]])),
      ),
      active: [...active].map(([day, ids]) => [day, [...ids]]),
    }),
    load(saved) {
      const read = savedActivity.parse(saved)
      for (const [kind, name, app, hours] of read.counts) {
        const into = hoursOf(kind, name, app)
        for (const [hour, amount] of hours) into.set(hour, amount)
      }
      for (const [day, ids] of read.active) active.set(day, new Set(ids))
    },
    close: () => undefined,
  }
}

function within<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key)
  if (found !== undefined) return found
  const made = make()
  map.set(key, made)
  return made
}
