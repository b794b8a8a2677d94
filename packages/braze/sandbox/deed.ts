import { z } from 'zod'
import type { Profile } from './profile.ts'

/** Something that a profile did, as it was applied. */
export interface Deed {
  readonly kind: 'event' | 'purchase'
  /** Of the event, or the product. */
  readonly name: string
  readonly properties: { readonly [name: string]: unknown }
}

const scalar = z.union([z.string(), z.number(), z.boolean()])

/** Which deeds are meant. */
export const deedPattern = z
  .object({
    kind: z.enum(['event', 'purchase']),
    /** Without it, any. */
    name: z.string().exactOptional(),
    /** All of them must be the same. */
    properties: z.record(z.string(), scalar).readonly().exactOptional(),
  })
  .readonly()
export type DeedPattern = z.output<typeof deedPattern>

export function isMeant({ kind, name, properties = {} }: DeedPattern, deed: Deed): boolean {
  if (kind !== deed.kind || (name !== undefined && name !== deed.name)) return false
  return Object.entries(properties).every(
    ([key, value]) => Object.hasOwn(deed.properties, key) && deed.properties[key] === value,
  )
}

type Listener = (profile: Profile, deed: Deed) => void

/** Tells whoever waits for it what profiles do. */
export interface Deeds {
  tell: Listener
  onDeed(listener: Listener): void
}

export function createDeeds(): Deeds {
  const listeners: Listener[] = []
  return {
    tell(profile, deed) {
      for (const listener of listeners) listener(profile, deed)
    },
    onDeed(listener) {
      listeners.push(listener)
    },
  }
}
