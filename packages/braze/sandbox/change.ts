/**
 * What one accepted track object does to a profile.
 *
 * Owns the application of a change. Leaves reading and refusing to `track/`, when it happens to `pending.ts`.
 *
 * C1 Applying never fails: by now everything is accepted, and what cannot be applied is told as a warning.
 * C2 A missing profile is created only when the change says so.
 * C3 An e-mail subscription belongs to the address: it is written to every profile with the same e-mail, and the state of a
 *    subscription group to every profile with the same e-mail or phone.
 */
import type { Identifier, ProfileFieldName } from '@parley/braze/contract'
import { type AttributeWrite, applyWrite } from './attribute.ts'
import type { Profile } from './profile.ts'
import type { ProfileStore } from './profile-store.ts'
import type { FieldValue } from './standard-field.ts'
import { addToTally } from './tally.ts'

/** Tells the request log something about the object that was ignored. */
export type Warn = (text: string) => void

export interface Target {
  readonly identifier: Identifier
  readonly createMissing: boolean
}

export type Change =
  | {
      readonly kind: 'attributes'
      readonly target: Target
      /** `undefined` clears. */
      readonly fields: readonly (readonly [name: ProfileFieldName, value: FieldValue | undefined])[]
      readonly attributes: readonly (readonly [name: string, write: AttributeWrite])[]
    }
  | { readonly kind: 'push-tokens'; readonly tokens: readonly FieldValue[] }
  | { readonly kind: 'event'; readonly target: Target; readonly name: string; readonly at: number }
  | {
      readonly kind: 'purchase'
      readonly target: Target
      readonly product: string
      readonly at: number
      readonly quantity: number
      readonly price: number
    }

export function applyChange(profiles: ProfileStore, change: Change, now: number, warn: Warn): void {
  if (change.kind === 'push-tokens') {
    importPushTokens(profiles, change.tokens, now)
    return
  }
  const profile = resolve(profiles, change.target, now)
  if (profile === undefined) {
    warn('no profile matches and none may be created: ignored')
    return
  }
  profiles.touch(profile)
  if (change.kind === 'attributes') {
    for (const [name, value] of change.fields) writeField(profiles, profile, name, value)
    for (const [name, write] of change.attributes) writeAttribute(profile, name, write, warn)
  } else if (change.kind === 'event') {
    profile.events.set(change.name, addToTally(profile.events.get(change.name), change.at, 1, now))
  } else {
    const { product, at, quantity, price } = change
    profile.purchases.set(product, addToTally(profile.purchases.get(product), at, quantity, now))
    // Sums of decimal fractions drift: four digits keep the smallest unit of any currency exact.
    profile.revenue = Math.round((profile.revenue + price * quantity) * 10_000) / 10_000
  }
}

function resolve(profiles: ProfileStore, { identifier, createMissing }: Target, now: number): Profile | undefined {
  const found = profiles.find(identifier)
  if (found !== undefined || !createMissing || identifier.kind === 'braze_id') return found // C2
  return profiles.create(identifier, now)
}

function writeField(
  profiles: ProfileStore,
  profile: Profile,
  name: ProfileFieldName,
  value: FieldValue | undefined,
): void {
  if (name === 'email' || name === 'phone') {
    profiles.setAddress(profile, name, typeof value === 'string' ? value : undefined)
  } else if (name === 'email_subscribe') {
    for (const one of new Set([profile, ...sharingAddress(profiles, profile, ['email'])])) put(one, name, value) // C3
  } else if (name === 'subscription_groups') {
    for (const one of new Set([profile, ...sharingAddress(profiles, profile, ['email', 'phone'])])) {
      put(one, name, value === undefined ? undefined : joinGroups(one.fields.get(name), value)) // C3
    }
  } else {
    put(profile, name, value)
  }
}

function put(profile: Profile, name: ProfileFieldName, value: FieldValue | undefined): void {
  if (value === undefined) profile.fields.delete(name)
  else profile.fields.set(name, value)
}

function sharingAddress(
  profiles: ProfileStore,
  profile: Profile,
  kinds: readonly ('email' | 'phone')[],
): readonly Profile[] {
  return kinds.flatMap((kind) => {
    const address = profile.fields.get(kind)
    return typeof address === 'string' ? [...profiles.sharing(kind, address)] : []
  })
}

/** Groups not named keep their state. */
function joinGroups(current: FieldValue | undefined, written: FieldValue): FieldValue {
  const byId = new Map<FieldValue | undefined, FieldValue>()
  for (const list of [current, written]) {
    if (!Array.isArray(list)) continue
    for (const group of list as readonly { readonly [member: string]: FieldValue }[]) {
      byId.set(group.subscription_group_id, group)
    }
  }
  return [...byId.values()]
}

function writeAttribute(profile: Profile, name: string, write: AttributeWrite, warn: Warn): void {
  const applied = applyWrite(profile.attributes.get(name), write)
  if (applied.kind === 'ignored')
    warn(`${name}: ${applied.why}: ignored`) // C1
  else if (applied.value === undefined) profile.attributes.delete(name)
  else profile.attributes.set(name, applied.value)
}

/** A token that some profile has already changes nothing; otherwise it gets an anonymous profile of its own. */
function importPushTokens(profiles: ProfileStore, tokens: readonly FieldValue[], now: number): void {
  for (const item of tokens) {
    const token = (item as { readonly token: string }).token
    if (profiles.findPushToken(token) !== undefined) continue
    const profile = profiles.create(undefined, now)
    profile.fields.set('push_tokens', [item])
    profiles.touch(profile)
  }
}
