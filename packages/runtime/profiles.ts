/**
 * Profiles of people in a service, kept for minutes so that they need not be looked up each time.
 *
 * Owns what is kept, for how long, and that nothing is kept that has changed meanwhile. Leaves the looking up, and the choice of
 * fields, to whoever asks, what is erased of a person to `erasures.ts`; nothing of a profile is logged.
 *
 * 1. A look-up that began before a profile was forgotten stores nothing: what it found may be older than the change.
 * 2. Of several at once the one that began last may store.
 */
import { randomUUID } from 'node:crypto'
import type { Values } from '@parley/flow'
import type { Cipher } from './cipher.ts'
import type { Database } from './database.ts'
import type { Shadow, ShadowProfile } from './shadow.ts'
import { dropProfiles, forgetProfiles } from './sql/drop-profiles.ts'
import { beginProfile, putProfile } from './sql/put-profile.ts'
import { type ProfilePlace, readProfile } from './sql/read-profile.ts'
import { asked } from './versions.ts'

/** A profile as one account sees it, and which fields of it are asked for. */
export interface ProfileKey extends ShadowProfile {
  readonly fields: readonly string[]
}

export interface ProfileLookUp {
  /** What was found; `null`: there is no such profile. Kept so long, milliseconds. */
  keep(found: Values | null, keepMs: number): Promise<void>
}

export interface Profiles {
  /** What is kept; `null`: there is no such profile; undefined: it is not known. */
  find(key: ProfileKey): Promise<Values | null | undefined>
  /** To be awaited before the service is asked. */
  begin(key: ProfileKey): Promise<ProfileLookUp>
  /** Something changes these profiles of a space, named as in the shadow. */
  forget(space: string, profiles: readonly string[]): Promise<void>
  /** Removes what has had its time. */
  sweep(): Promise<void>
}

/** Longer than any look-up may take. */
const busyMs = 60_000

export function createProfiles(parts: {
  readonly db: Database['pool']
  readonly workspace: string
  readonly cipher: Cipher
  now(): number
}): Profiles {
  const { db, workspace, cipher, now } = parts
  // Keyed, so that nobody can try out who a profile is.
  const nameOf = (profile: string): string => cipher.keyed(['profile', profile]).slice(0, 22)
  const placeOf = ({ space, profile, account, fields }: ProfileKey): ProfilePlace => ({
    space,
    profile: nameOf(profile),
    account,
    fields: cipher.keyed([...fields].sort()).slice(0, 22),
  })
  const sealedAt = ({ space, profile, fields }: ProfilePlace) => ({ of: `profile ${space} ${profile}`, row: fields })

  return {
    async find(key) {
      const place = placeOf(key)
      const kept = await asked(readProfile(db, workspace, place, now()))
      return kept === undefined ? undefined : (cipher.openJson(sealedAt(place), kept.found) as Values | null)
    },
    async begin(key) {
      const place = placeOf(key)
      const lookUp = randomUUID()
      await asked(beginProfile(db, workspace, place, { lookUp, expiresAt: now() + busyMs }))
      return {
        async keep(found, keepMs) {
          const sealed = cipher.sealJson(sealedAt(place), found)
          await asked(putProfile(db, workspace, place, { lookUp, found: sealed, expiresAt: now() + keepMs }))
        },
      }
    },
    forget: (space, profiles) => asked(forgetProfiles(db, workspace, space, profiles.map(nameOf))),
    sweep: () => dropProfiles(db, workspace, now()),
  }
}

/** A shadow that also has everything forgotten of a profile that changes, before and after. */
export function withProfiles(shadow: Shadow, profiles: Pick<Profiles, 'forget'>): Shadow {
  return {
    known: shadow.known,
    async begin(profile, attributes, keepMs) {
      const [write] = await Promise.all([
        shadow.begin(profile, attributes, keepMs),
        profiles.forget(profile.space, [profile.profile]),
      ])
      return {
        async settle(taken) {
          await Promise.all([write.settle(taken), profiles.forget(profile.space, [profile.profile])])
        },
      }
    },
    async forget(space, named) {
      await Promise.all([shadow.forget(space, named), profiles.forget(space, named)])
    },
  }
}
