/**
 * All profiles of a sandbox, in memory, and the ways to find one.
 *
 * Owns the indexes. Leaves what is inside a profile to `change.ts`, joining two to `merge.ts`, keeping them on disk to `keeper.ts`.
 *
 * P1 One profile per external id, per alias and per braze_id; e-mail and phone may be shared.
 * P2 A shared e-mail or phone finds the most recently updated profile with an external id, else the most recently updated.
 * P3 External ids, aliases, e-mail and phone are written through the store alone, so that no index is stale. E-mails compare in
 *    lower case.
 * P4 Whatever changes a profile says so by `touch` or `mark`: otherwise the change is not kept beyond the process.
 */
import type { Identifier, UserAlias } from '@parley/braze/contract'
import { createAddressIndex } from './address-index.ts'
import { createProfile, type Profile } from './profile.ts'
import { readProfile, writeProfile } from './profile-record.ts'
import { createChanges, type Rows } from './rows.ts'

export interface ProfileStore {
  readonly size: number
  /** Oldest first. */
  all(): Iterable<Profile>
  find(identifier: Identifier): Profile | undefined
  /** Every profile with this e-mail or phone. */
  sharing(kind: 'email' | 'phone', value: string): Iterable<Profile>
  findDevice(deviceId: string): Profile | undefined
  findPushToken(token: string): Profile | undefined
  /** A new profile under this identifier; a braze_id is never created, since Braze alone gives them. */
  create(identifier: Exclude<Identifier, { readonly kind: 'braze_id' }> | undefined, now: number): Profile
  remove(profile: Profile): void
  /** Whether the profile has the alias now: not when another profile has it, or when this one has another under the label. */
  addAlias(profile: Profile, alias: UserAlias): boolean
  removeAlias(profile: Profile, alias: UserAlias): void
  /** Gives the profile an id that nobody has, `undefined` none; the earlier one goes on finding it with `keepOld`. */
  setExternalId(profile: Profile, externalId: string | undefined, keepOld?: boolean): void
  /** Whether the id was an earlier one of some profile; it finds nothing from now on. */
  dropDeprecatedId(externalId: string): boolean
  /** Writes e-mail or phone, `undefined` clears. */
  setAddress(profile: Profile, kind: 'email' | 'phone', value: string | undefined): void
  /** Marks the profile as the most recently updated. */
  touch(profile: Profile): void
  /** Marks the profile as changed, without making it the most recently updated. */
  mark(profile: Profile): void
  /** The profiles as what outlives the process. */
  readonly rows: Rows
}

/** @param remembers whether there is a database that keeps the profiles */
export function createProfileStore(remembers = false): ProfileStore {
  const byBrazeId = new Map<string, Profile>()
  const byExternalId = new Map<string, Profile>()
  const byAlias = new Map<string, Profile>()
  const byAddress = { email: createAddressIndex('email'), phone: createAddressIndex('phone') }
  const changes = createChanges(remembers)
  let revision = 0
  let created = 0

  function mark(profile: Profile): void {
    changes.mark(profile.brazeId)
  }

  function find(identifier: Identifier): Profile | undefined {
    switch (identifier.kind) {
      case 'external_id':
        return byExternalId.get(identifier.value)
      case 'braze_id':
        return byBrazeId.get(identifier.value)
      case 'user_alias':
        return byAlias.get(aliasKey({ alias_name: identifier.name, alias_label: identifier.label }))
      default:
        return pick(byAddress[identifier.kind].all(identifier.value)) // P2
    }
  }

  function addAlias(profile: Profile, alias: UserAlias): boolean {
    const owner = byAlias.get(aliasKey(alias))
    if (owner !== undefined) return owner === profile // P1
    if (profile.aliases.some(({ alias_label }) => alias_label === alias.alias_label)) return false
    profile.aliases.push(alias)
    byAlias.set(aliasKey(alias), profile)
    mark(profile)
    return true
  }

  function create(identifier: Parameters<ProfileStore['create']>[0], now: number): Profile {
    created += 1
    const profile = createProfile(now, created)
    byBrazeId.set(profile.brazeId, profile)
    mark(profile)
    if (identifier?.kind === 'external_id') setExternalId(profile, identifier.value)
    else if (identifier?.kind === 'user_alias') {
      addAlias(profile, { alias_name: identifier.name, alias_label: identifier.label })
    } else if (identifier?.kind === 'email' || identifier?.kind === 'phone') {
      byAddress[identifier.kind].write(profile, identifier.value)
    }
    return profile
  }

  function setExternalId(profile: Profile, externalId: string | undefined, keepOld = false): void {
    const { externalId: old } = profile
    if (old !== undefined && keepOld) profile.deprecatedIds.add(old)
    else if (old !== undefined) byExternalId.delete(old)
    profile.externalId = externalId
    if (externalId !== undefined) byExternalId.set(externalId, profile) // P1
    mark(profile)
  }

  /** Takes up a profile from elsewhere with all its identifiers. */
  function adopt(profile: Profile): void {
    byBrazeId.set(profile.brazeId, profile)
    revision = Math.max(revision, profile.revision)
    created = Math.max(created, profile.order)
    for (const id of profile.deprecatedIds) byExternalId.set(id, profile)
    if (profile.externalId !== undefined) byExternalId.set(profile.externalId, profile)
    for (const alias of profile.aliases) byAlias.set(aliasKey(alias), profile)
    for (const kind of ['email', 'phone'] as const) {
      const address = profile.fields.get(kind)
      if (typeof address === 'string') byAddress[kind].write(profile, address)
    }
  }

  return {
    get size() {
      return byBrazeId.size
    },
    all: () => byBrazeId.values(),
    find,
    sharing: (kind, address) => byAddress[kind].all(address),
    findDevice: (deviceId) => findByToken(byBrazeId.values(), 'device_id', deviceId),
    findPushToken: (token) => findByToken(byBrazeId.values(), 'token', token),
    create,
    remove(profile) {
      byBrazeId.delete(profile.brazeId)
      for (const id of [...profile.deprecatedIds, profile.externalId]) if (id !== undefined) byExternalId.delete(id)
      for (const alias of profile.aliases) byAlias.delete(aliasKey(alias))
      for (const kind of ['email', 'phone'] as const) byAddress[kind].write(profile, undefined)
      mark(profile)
    },
    addAlias,
    removeAlias(profile, alias) {
      const at = profile.aliases.findIndex((one) => aliasKey(one) === aliasKey(alias))
      if (at === -1) return
      profile.aliases.splice(at, 1)
      byAlias.delete(aliasKey(alias))
      mark(profile)
    },
    setExternalId,
    dropDeprecatedId(externalId) {
      const profile = byExternalId.get(externalId)
      if (profile === undefined || !profile.deprecatedIds.delete(externalId)) return false
      byExternalId.delete(externalId)
      mark(profile)
      return true
    },
    setAddress(profile, kind, address) {
      byAddress[kind].write(profile, address) // P3
      mark(profile)
    },
    touch(profile) {
      revision += 1
      profile.revision = revision
      mark(profile)
    },
    mark,
    rows: {
      changes,
      read(id) {
        const profile = byBrazeId.get(id)
        return profile && writeProfile(profile)
      },
      load(saved) {
        const read = saved.map(([, data]) => readProfile(data))
        // Oldest first, as they came.
        const ordered = read.sort((one, other) => one.order - other.order || one.createdAt - other.createdAt)
        for (const profile of ordered) adopt(profile)
      },
    },
  }
}

function pick(profiles: Iterable<Profile>): Profile | undefined {
  let best: Profile | undefined
  for (const profile of profiles) {
    if (best === undefined || precedes(profile, best)) best = profile
  }
  return best
}

function precedes(one: Profile, other: Profile): boolean {
  const [oneKnown, otherKnown] = [one.externalId !== undefined, other.externalId !== undefined]
  return oneKnown === otherKnown ? one.revision > other.revision : oneKnown
}

function findByToken(profiles: Iterable<Profile>, member: 'token' | 'device_id', value: string): Profile | undefined {
  for (const profile of profiles) {
    const tokens = profile.fields.get('push_tokens')
    if (!Array.isArray(tokens)) continue
    if (tokens.some((token) => typeof token === 'object' && member in token && token[member] === value)) return profile
  }
  return undefined
}

function aliasKey({ alias_name, alias_label }: UserAlias): string {
  return JSON.stringify([alias_label, alias_name])
}
