/**
 * Sends that were scheduled by request.
 *
 * Owns their times and what is to be sent. A request is kept as it came and read again when its time comes, so that it meets the
 * campaign as it is then.
 *
 * H1 A schedule fires once, in local time once for each zone, also when the sandbox is restarted in between.
 */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Keepable } from '../assets/shelf.ts'
import type { Clock } from '../clock.ts'
import type { Profile } from '../profile.ts'
import type { ProfileStore } from '../profile-store.ts'
import type { Agenda } from './agenda.ts'
import { zoneOf } from './pause.ts'
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
    /** In local time: the zones whose turn it was. */
    zonesDone: z.array(z.string()).readonly().exactOptional(),
  })
  .readonly()
export type Scheduled = z.output<typeof scheduled>

export interface Schedules extends Keepable {
  /** Goes on with what was scheduled before a restart. */
  resume(): void
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
    entries.set(one.id, { one, cancel: () => undefined })
    changed()
    const { time, local } = one.schedule
    const due = local ? time - ZONES.first : time
    if (due <= clock.now()) run(one.id)
    else entries.set(one.id, { one, cancel: agenda.at(due, () => run(one.id)) })
  }

  function run(id: string): void {
    const one = entries.get(id)?.one
    if (one === undefined) return
    if (one.schedule.local) {
      fireByZone(one)
      return
    }
    entries.delete(id) // H1
    changed()
    fire(one)
  }

  /** Each zone at its own hour; the last one takes the schedule with it. */
  function fireByZone(one: Scheduled): void {
    const zones = new Set([...profiles.all()].map(zoneOf))
    const cancels = [...zones].map((zone) =>
      agenda.at(localInstant(one.schedule.time, zone), () => fireZone(one, zone)),
    )
    const cancelEnd = agenda.at(Math.max(clock.now(), one.schedule.time - ZONES.last), () => {
      entries.delete(one.id)
      changed()
    })
    const cancel = () => {
      for (const each of [...cancels, cancelEnd]) each()
    }
    const entry = entries.get(one.id)
    if (entry !== undefined) entries.set(one.id, { ...entry, cancel })
  }

  function fireZone({ id }: Scheduled, zone: string): void {
    const entry = entries.get(id)
    const done = entry?.one.zonesDone ?? []
    if (entry === undefined || done.includes(zone)) return // H1
    entries.set(id, { ...entry, one: { ...entry.one, zonesDone: [...done, zone] } })
    changed()
    fire(entry.one, (profile) => zoneOf(profile) === zone)
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
      if (entry === undefined) return
      const { zonesDone, ...one } = entry.one
      // At another time, every zone has its turn again.
      arm({ ...one, ...change, ...(change.schedule === undefined && zonesDone !== undefined && { zonesDone }) })
    },
    remove(id) {
      entries.get(id)?.cancel()
      entries.delete(id)
      changed()
    },
    save: () => [...entries.values()].map(({ one }) => one),
    load(saved) {
      for (const one of z.array(scheduled).parse(saved)) entries.set(one.id, { one, cancel: () => undefined })
    },
    resume() {
      for (const { one } of [...entries.values()]) arm(one)
    },
  }
}
