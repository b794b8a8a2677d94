/**
 * What profiles in a service were last sent, so that what has not changed need not be sent again.
 *
 * Owns fingerprints of values by attribute; keeps neither values nor identifiers. What a profile is, and which values can be
 * compared, is the business of whoever asks.
 *
 * 1. A value is known only after the service took it, until `keepMs` later. R24
 * 2. While a write is under way nothing of the profile is known; two at once leave nothing known, since which came last is not.
 * 3. A write that is begun and never settled (a node that died, an answer that was lost) leaves its attributes unknown.
 */
import type { Value, Values } from '@parley/flow'
import type { Cipher } from './cipher.ts'
import type { Database } from './database.ts'
import { createGatherer } from './gather.ts'
import { beginShadows } from './sql/begin-shadows.ts'
import { forgetShadows } from './sql/drop-shadows.ts'
import { type EndedShadow, endShadows } from './sql/end-shadows.ts'
import { readShadows, type ShadowPlace, type StoredShadow } from './sql/read-shadows.ts'
import { asked } from './versions.ts'

/** A profile of a service. */
export interface ShadowProfile {
  /** The place in which identifiers are unique: environment and address of the service. */
  readonly space: string
  /** Who writes: what one account was sent is not known of another one, though both may turn out to be the same. */
  readonly account: string
  /** How the service names it, `external_id:ada`. */
  readonly profile: string
}

export interface ShadowWrite {
  /** The service has answered: it took these values, none when it refused. Not called as long as nobody knows. */
  settle(taken: Values): Promise<void>
}

export interface Shadow {
  /** Which of these attributes the profile is known to have with this very value. */
  known(profile: ShadowProfile, values: Values): Promise<ReadonlySet<string>>
  /** To be awaited before these attributes are sent. */
  begin(profile: ShadowProfile, attributes: readonly string[], keepMs: number): Promise<ShadowWrite>
  /** Something else changed these profiles: nothing of them is known any more. */
  forget(space: string, profiles: readonly string[]): Promise<void>
}

/** Longer than any request may take, with all its repetitions. */
const busyMs = 60_000

export function createShadow(parts: {
  readonly db: Database['pool']
  readonly workspace: string
  readonly cipher: Cipher
  now(): number
}): Shadow {
  const { db, workspace, now } = parts
  // Keyed, so that nobody can try out who a profile is and what it was sent.
  const nameOf = (profile: string): string => parts.cipher.keyed(['profile', profile]).slice(0, 22)
  const placeOf = ({ space, profile }: ShadowProfile): ShadowPlace => ({ space, profile: nameOf(profile) })
  /** With the profile in it, so that equal values of two people cannot be told to be equal. */
  const markOf = ({ account, profile }: ShadowProfile, value: Value): string =>
    parts.cipher.keyed([account, profile, value]).slice(0, 22)
  const keyOf = ({ space, profile }: ShadowPlace) => `${space} ${profile}`

  const read = createGatherer(async (places: readonly ShadowPlace[]) => {
    const found = new Map((await readShadows(db, workspace, places)).map((row) => [keyOf(row), row]))
    return places.map((place): StoredShadow | null => found.get(keyOf(place)) ?? null)
  })

  const begin = createGatherer(
    async (writes: readonly (ShadowPlace & { attributes: readonly string[] })[]) => {
      const begun = await beginShadows(db, workspace, writes, { busyMs, expiresAt: now() + busyMs })
      const versions = new Map(begun.map((row) => [keyOf(row), row.version]))
      return writes.map((write) => versions.get(keyOf(write)) ?? 0)
    },
    { keyOf },
  )

  const end = createGatherer(
    async (ended: readonly EndedShadow[]) => {
      await endShadows(db, workspace, ended)
      return ended.map(() => undefined)
    },
    { keyOf },
  )

  return {
    async known(profile, values) {
      const stored = await asked(read(placeOf(profile)))
      if (stored === null || stored.busy) return new Set() // 2
      const at = now()
      return new Set(
        Object.entries(values).flatMap(([name, value]) => {
          const mark = Object.hasOwn(stored.marks, name) ? stored.marks[name] : undefined
          return mark !== undefined && mark[1] > at && mark[0] === markOf(profile, value) ? [name] : []
        }),
      )
    },
    async begin(profile, attributes, keepMs) {
      const place = placeOf(profile)
      const version = await asked(begin({ ...place, attributes }))
      return {
        async settle(taken) {
          const until = now() + keepMs
          const marks = Object.fromEntries(
            Object.entries(taken).map(([name, value]) => [name, [markOf(profile, value), until] as const]),
          )
          await asked(end({ ...place, version, marks }))
        },
      }
    },
    forget: (space, profiles) => asked(forgetShadows(db, workspace, space, profiles.map(nameOf))),
  }
}
