/**
 * Sends that were scheduled by request.
 *
 * Owns their times and what is to be sent. A request is kept as it came and read again when its time comes, so that it meets the
 * campaign as it is then.
 */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Keepable } from '../assets/shelf.ts'
import type { Clock } from '../clock.ts'
import type { Profile } from '../profile.ts'
import type { ProfileStore } from '../profile-store.ts'
import type { Agenda } from './agenda.ts'
import { localInstant, type Schedule, ZONES } from './schedule.ts'

const scheduled = z
  .object({
    id: z.string(),
    dispatchId: z.string(),
    kind: z.enum(['campaign', 'canvas', 'message']),
    /** Of the campaign or Canvas. */
    sourceId: z.string().exactOptional(),
    sendId: z.string().exactOptional(),
    schedule: z.object({ time: z.number(), local: z.boolean() }).readonly(),
    body: z.record(z.string(), z.unknown()).readonly(),
  })
  .readonly()
export type Scheduled = z.output<typeof scheduled>

export interface Schedules extends Keepable {
  list(): readonly Scheduled[]
  find(id: string): Scheduled | undefined
  add(made: Omit<Scheduled, 'id'>): Scheduled
  /** Writes another time or another request. */
  update(id: string, change: { readonly schedule?: Schedule; readonly body?: Scheduled['body'] }): void
  remove(id: string): void
}

export interface ScheduleNeeds {
  readonly clock: Clock
  readonly profiles: ProfileStore
  readonly agenda: Agenda
  /** Sends; `only` says for whom the time has come. */
  readonly fire: (one: Scheduled, only?: (profile: Profile) => boolean) => void
  readonly changed: () => void
}

export function createSchedules({ clock, profiles, agenda, fire, changed }: ScheduleNeeds): Schedules {
  const entries = new Map<string, { readonly one: Scheduled; readonly cancel: () => void }>()

  function arm(one: Scheduled): void {
    entries.get(one.id)?.cancel()
    // Before it may fire at once: then it is gone again.
    entries.set(one.id, { one, cancel: () => undefined })
    const { time, local } = one.schedule
    const cancel = agenda.at(local ? time - ZONES.first : time, () => {
      if (local) return fireByZone(one)
      entries.delete(one.id)
      changed()
      fire(one)
    })
    if (entries.has(one.id)) entries.set(one.id, { one, cancel })
    changed()
  }

  /** Each zone at its own hour; the last one takes the schedule with it. */
  function fireByZone(one: Scheduled): void {
    const zones = new Set([...profiles.all()].map(zoneOf))
    const cancels = [...zones].map((zone) =>
      agenda.at(localInstant(one.schedule.time, zone), () => fire(one, (profile) => zoneOf(profile) === zone)),
    )
    const cancelEnd = agenda.at(Math.max(clock.now(), one.schedule.time - ZONES.last), () => {
      entries.delete(one.id)
      changed()
    })
    const cancel = () => {
      for (const each of [...cancels, cancelEnd]) each()
    }
    if (entries.has(one.id)) entries.set(one.id, { one, cancel })
  }

  return {
    list: () => [...entries.values()].map(({ one }) => one),
    find: (id) => entries.get(id)?.one,
    add(made) {
      const one = { ...made, id: randomUUID() }
      arm(one)
      return one
    },
    update(id, change) {
      const entry = entries.get(id)
      if (entry !== undefined) arm({ ...entry.one, ...change })
    },
    remove(id) {
      entries.get(id)?.cancel()
      entries.delete(id)
      changed()
    },
    save: () => [...entries.values()].map(({ one }) => one),
    load(saved) {
      for (const one of z.array(scheduled).parse(saved)) arm(one)
    },
  }
}

function zoneOf({ fields }: Profile): string {
  const zone = fields.get('time_zone')
  return typeof zone === 'string' ? zone : 'UTC'
}
