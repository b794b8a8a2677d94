/**
 * What one accepted track object does to a profile.
 *
 * Owns the application of a change. Leaves reading and refusing to `track/`, when it happens to `pending.ts`.
 *
 * C1 Applying never fails: by now everything is accepted, and what cannot be applied is told as a warning.
 * C2 A missing profile is created only when the change says so.
 * C3 Subscriptions spread over the profiles that share an address, as `subscription.ts` has it.
 */
import type { Identifier, ProfileFieldName } from '@parley/braze/contract'
import type { Activity } from './activity.ts'
import type { EmailSubscription, GroupState } from './address-book.ts'
import { type AttributeWrite, applyWrite } from './attribute.ts'
import type { Deeds } from './deed.ts'
import { note, type Profile } from './profile.ts'
import type { FieldValue } from './standard-field.ts'
import { addressOf, type Subscribers, setSpam, takeOver, writeEmailState, writeGroupState } from './subscription.ts'
import { addToTally } from './tally.ts'
import { readTime } from './time.ts'

/** What changes are applied to. */
export interface Writable extends Subscribers {
  readonly activity: Activity
  readonly deeds: Deeds
}

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
  | {
      readonly kind: 'event'
      readonly target: Target
      readonly name: string
      readonly app: string
      readonly at: number
      readonly properties: { readonly [name: string]: unknown }
    }
  | {
      readonly kind: 'purchase'
      readonly target: Target
      readonly product: string
      readonly app: string
      readonly at: number
      readonly quantity: number
      readonly price: number
      readonly properties: { readonly [name: string]: unknown }
    }

/** Applies the change and returns the profile that it was applied to, if it was. */
export function applyChange(to: Writable, change: Change, now: number, warn: Warn): Profile | undefined {
  const { profiles } = to
  if (change.kind === 'push-tokens') {
    importPushTokens(to, change.tokens, now)
    return undefined
  }
  const profile = resolve(to, change.target, now)
  if (profile === undefined) {
    warn('no profile matches and none may be created: ignored')
    return undefined
  }
  profiles.touch(profile)
  if (change.kind === 'attributes') {
    for (const [name, value] of change.fields) writeField(to, profile, { name, value, now })
    for (const [name, write] of change.attributes) writeAttribute(profile, name, write, warn)
    note(profile, now, `attributes ${[...change.fields, ...change.attributes].map(([name]) => name).join(', ')}`)
  } else if (change.kind === 'event') {
    addEvent(to, profile, change, now)
  } else {
    addPurchase(to, profile, change, now)
  }
  return profile
}

function addEvent(to: Writable, profile: Profile, change: Change & { readonly kind: 'event' }, now: number): void {
  const { name, app, at, properties } = change
  profile.events.set(name, addToTally(profile.events.get(name), at, 1, now))
  to.activity.count({ kind: 'event', name, app, at })
  to.activity.markActive(profile.brazeId, at)
  note(profile, now, `event ${name}`)
  to.deeds.tell(profile, { kind: 'event', name, properties })
}

function addPurchase(
  to: Writable,
  profile: Profile,
  change: Change & { readonly kind: 'purchase' },
  now: number,
): void {
  const { product, app, at, quantity, price, properties } = change
  profile.purchases.set(product, addToTally(profile.purchases.get(product), at, quantity, now))
  profile.revenue = roundMoney(profile.revenue + price * quantity)
  to.activity.count({ kind: 'purchase', name: product, app, at, amount: quantity })
  to.activity.count({ kind: 'revenue', name: product, app, at, amount: price * quantity })
  to.activity.markActive(profile.brazeId, at)
  note(profile, now, `purchase ${product}`)
  to.deeds.tell(profile, { kind: 'purchase', name: product, properties })
}

/** Sums of decimal fractions drift: four digits keep the smallest unit of any currency exact. */
export function roundMoney(sum: number): number {
  return Math.round(sum * 10_000) / 10_000
}

function resolve(to: Writable, { identifier, createMissing }: Target, now: number): Profile | undefined {
  const found = to.profiles.find(identifier)
  if (found !== undefined || !createMissing || identifier.kind === 'braze_id') return found // C2
  const profile = to.profiles.create(identifier, now)
  to.activity.count({ kind: 'new-user', at: now })
  note(profile, now, 'created')
  if (identifier.kind === 'email' || identifier.kind === 'phone') takeOver(to, profile, identifier.kind, now)
  return profile
}

interface FieldWrite {
  readonly name: ProfileFieldName
  /** `undefined` clears. */
  readonly value: FieldValue | undefined
  readonly now: number
}

function writeField(to: Writable, profile: Profile, { name, value, now }: FieldWrite): void {
  const email = addressOf(profile, 'email')
  if (name === 'email' || name === 'phone') {
    if (profile.fields.get(name) === value) return
    to.profiles.setAddress(profile, name, typeof value === 'string' ? value : undefined)
    takeOver(to, profile, name, now) // C3
  } else if (name === 'email_subscribe') {
    writeEmailState(to, profile, value as EmailSubscription | undefined, now) // C3
  } else if (name === 'subscription_groups') {
    writeGroups(to, profile, value, now) // C3
  } else if (name === 'marked_email_as_spam_at' && email !== undefined) {
    setSpam(to, email, typeof value === 'string' ? readTime(value) : undefined) // C3
  } else if (value === undefined) profile.fields.delete(name)
  else profile.fields.set(name, value)
}

/** Groups not named keep their state. */
function writeGroups(to: Writable, profile: Profile, value: FieldValue | undefined, now: number): void {
  if (!Array.isArray(value)) {
    profile.fields.delete('subscription_groups')
    return
  }
  for (const item of value as readonly {
    readonly subscription_group_id: string
    readonly subscription_state: GroupState
  }[]) {
    writeGroupState(to, profile, { group: item.subscription_group_id, state: item.subscription_state, now })
  }
}

function writeAttribute(profile: Profile, name: string, write: AttributeWrite, warn: Warn): void {
  const applied = applyWrite(profile.attributes.get(name), write)
  if (applied.kind === 'ignored')
    warn(`${name}: ${applied.why}: ignored`) // C1
  else if (applied.value === undefined) profile.attributes.delete(name)
  else profile.attributes.set(name, applied.value)
}

/** A token that some profile has already changes nothing; otherwise it gets an anonymous profile of its own. */
function importPushTokens({ profiles, activity }: Writable, tokens: readonly FieldValue[], now: number): void {
  for (const item of tokens) {
    const token = (item as { readonly token: string }).token
    if (profiles.findPushToken(token) !== undefined) continue
    const profile = profiles.create(undefined, now)
    profile.fields.set('push_tokens', [item])
    profiles.touch(profile)
    activity.count({ kind: 'new-user', at: now })
    note(profile, now, 'push token imported')
  }
}
