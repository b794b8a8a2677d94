/**
 * All profiles of a sandbox, in memory, and the ways to find one.
 *
 * Owns the indexes. Leaves what is inside a profile to `change.ts`.
 *
 * P1 One profile per external id, per alias and per braze_id; e-mail and phone may be shared.
 * P2 A shared e-mail or phone finds the most recently updated profile with an external id, else the most recently updated.
 * P3 E-mail and phone are written through the store alone, so that no index is stale. E-mails compare in lower case.
 */
import type { Identifier, UserAlias } from '@parley/braze/contract'
import { createAddressIndex } from './address-index.ts'
import { createProfile, type Profile } from './profile.ts'

export interface ProfileStore {
  /** Oldest first. */
  all(): Iterable<Profile>
  find(identifier: Identifier): Profile | undefined
  /** Every profile with this e-mail or phone. */
  sharing(kind: 'email' | 'phone', value: string): Iterable<Profile>
  findDevice(deviceId: string): Profile | undefined
  findPushToken(token: string): Profile | undefined
  /** A new profile under this identifier; a braze_id is never created, since Braze alone gives them. */
  create(identifier: Exclude<Identifier, { readonly kind: 'braze_id' }> | undefined, now: number): Profile
  /** Writes e-mail or phone, `undefined` clears. */
  setAddress(profile: Profile, kind: 'email' | 'phone', value: string | undefined): void
  /** Marks the profile as the most recently updated. */
  touch(profile: Profile): void
}

export function createProfileStore(): ProfileStore {
  const byBrazeId = new Map<string, Profile>()
  const byExternalId = new Map<string, Profile>()
  const byAlias = new Map<string, Profile>()
  const byAddress = { email: createAddressIndex('email'), phone: createAddressIndex('phone') }
  let revision = 0

  function find(identifier: Identifier): Profile | undefined {
    switch (identifier.kind) {
      case 'external_id':
        return byExternalId.get(identifier.value)
      case 'braze_id':
        return byBrazeId.get(identifier.value)
      case 'user_alias':
        return byAlias.get(aliasKey(identifier.name, identifier.label))
      default:
        return pick(byAddress[identifier.kind].all(identifier.value)) // P2
    }
  }

  function create(identifier: Parameters<ProfileStore['create']>[0], now: number): Profile {
    const alias: UserAlias | undefined =
      identifier?.kind === 'user_alias' ? { alias_name: identifier.name, alias_label: identifier.label } : undefined
    const externalId = identifier?.kind === 'external_id' ? identifier.value : undefined
    const profile = createProfile(now, externalId, alias)
    byBrazeId.set(profile.brazeId, profile)
    if (externalId !== undefined) byExternalId.set(externalId, profile) // P1
    if (alias !== undefined) byAlias.set(aliasKey(alias.alias_name, alias.alias_label), profile) // P1
    if (identifier?.kind === 'email' || identifier?.kind === 'phone') {
      byAddress[identifier.kind].write(profile, identifier.value)
    }
    return profile
  }

  return {
    all: () => byBrazeId.values(),
    find,
    sharing: (kind, address) => byAddress[kind].all(address),
    findDevice: (deviceId) => findByToken(byBrazeId.values(), 'device_id', deviceId),
    findPushToken: (token) => findByToken(byBrazeId.values(), 'token', token),
    create,
    setAddress: (profile, kind, address) => byAddress[kind].write(profile, address), // P3
    touch: (profile) => {
      revision += 1
      profile.revision = revision
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

function aliasKey(name: string, label: string): string {
  return JSON.stringify([label, name])
}
