import { randomUUID } from 'node:crypto'
import { connectedAudience } from '@parley/braze/contract'
import { z } from 'zod'
import { isInAudience } from './audience.ts'
import type { Part } from './part.ts'
import type { Profile } from './profile.ts'
import type { ProfileStore } from './profile-store.ts'

export const segment = z
  .object({
    id: z.string().min(1).max(255),
    name: z.string().min(1).max(255),
    description: z.string().max(4096),
    tags: z.array(z.string().max(255)).max(100).readonly(),
    analytics_tracking_enabled: z.boolean(),
    /** Who is in it; without one, everybody. */
    audience: connectedAudience.exactOptional(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .readonly()
export type Segment = z.output<typeof segment>

/** The segments of the workspace. Who is in one is found out when it is asked for. */
export interface Segments extends Part {
  list(): readonly Segment[]
  find(id: string): Segment | undefined
  /** Creates it, or replaces the one with the same id. */
  add(
    made: Omit<Segment, 'id' | 'created_at' | 'updated_at'> & { readonly id?: string | undefined },
    now: number,
  ): Segment
  /** Who is in it at `now`, oldest profile first. */
  members(segment: Segment, now: number): readonly Profile[]
}

export function createSegments(profiles: ProfileStore): Segments {
  const segments = new Map<string, Segment>()
  let revision = 0
  return {
    get revision() {
      return revision
    },
    list: () => [...segments.values()],
    find: (id) => segments.get(id),
    add({ id = randomUUID(), ...made }, now) {
      const at = new Date(now).toISOString()
      const added: Segment = { ...made, id, created_at: segments.get(id)?.created_at ?? at, updated_at: at }
      segments.set(id, added)
      revision += 1
      return added
    },
    members({ audience }, now) {
      const everybody = [...profiles.all()]
      return audience === undefined ? everybody : everybody.filter((one) => isInAudience(one, audience, now))
    },
    save: () => [...segments.values()],
    load(saved) {
      for (const one of z.array(segment).parse(saved)) segments.set(one.id, one)
    },
    close: () => undefined,
  }
}
