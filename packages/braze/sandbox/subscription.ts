/**
 * Subscriptions: states that belong to an address as much as to a profile.
 *
 * Owns how a state spreads. Leaves the states of addresses to `address-book.ts`, the groups to `subscription-group.ts`.
 *
 * U1 The state of an e-mail subscription is written to every profile with the same e-mail; the state of a group to every profile with
 *    the same address of the group's channel, or with either address while the channel is not known.
 * U2 A profile that gets an address takes over what is known of it: from those who share it, or for 30 days from the address alone.
 */
import type { AddressBook, EmailSubscription, GroupState } from './address-book.ts'
import type { Profile } from './profile.ts'
import type { ProfileStore } from './profile-store.ts'
import type { FieldValue } from './standard-field.ts'
import type { SubscriptionGroups } from './subscription-group.ts'
import { showTime } from './time.ts'

/** What subscriptions are written to. */
export interface Subscribers {
  readonly profiles: ProfileStore
  readonly addresses: AddressBook
  readonly groups: SubscriptionGroups
}

type AddressKind = 'email' | 'phone'

/** How long Braze keeps what it knows of an address that no profile has. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000

/** The profile's own address of this kind. */
export function addressOf({ fields }: Profile, kind: AddressKind): string | undefined {
  const address = fields.get(kind)
  return typeof address === 'string' ? address : undefined
}

/** Writes the state of an address and of all who have it. */
export function setEmailState(to: Subscribers, email: string, state: EmailSubscription, now: number): void {
  to.addresses.write('email', email, { subscription: { state, at: now } })
  for (const profile of to.profiles.sharing('email', email)) put(to, profile, 'email_subscribe', state) // U1
}

/** Writes the e-mail subscription of a profile; `undefined` clears. */
export function writeEmailState(
  to: Subscribers,
  profile: Profile,
  state: EmailSubscription | undefined,
  now: number,
): void {
  const email = addressOf(profile, 'email')
  put(to, profile, 'email_subscribe', state)
  if (email === undefined) return
  if (state !== undefined) setEmailState(to, email, state, now)
  else {
    to.addresses.write('email', email, { subscription: undefined })
    for (const one of to.profiles.sharing('email', email)) put(to, one, 'email_subscribe', undefined) // U1
  }
}

/** Writes the state of an address in a group, and of all who have the address. */
export function setGroupStateOf(
  to: Subscribers,
  kind: AddressKind,
  address: string,
  change: { readonly group: string; readonly state: GroupState; readonly now: number },
): void {
  const { group, state, now } = change
  const groups = { ...to.addresses.read(kind, address)?.groups, [group]: { state, at: now } }
  to.addresses.write(kind, address, { groups })
  for (const profile of to.profiles.sharing(kind, address)) putGroup(to, profile, group, state) // U1
}

/** Writes the state of a profile in a group. */
export function writeGroupState(
  to: Subscribers,
  profile: Profile,
  change: { readonly group: string; readonly state: GroupState; readonly now: number },
): void {
  putGroup(to, profile, change.group, change.state)
  for (const kind of kindsOf(to.groups, change.group)) {
    const address = addressOf(profile, kind)
    if (address !== undefined) setGroupStateOf(to, kind, address, change)
  }
}

/** Writes that the address reported the sender as spam, or takes that back. */
export function setSpam(to: Subscribers, email: string, at: number | undefined): void {
  to.addresses.write('email', email, { spamAt: at })
  for (const profile of to.profiles.sharing('email', email)) {
    put(to, profile, 'marked_email_as_spam_at', at === undefined ? undefined : showTime(at))
  }
}

/** U2, for a profile whose address has just been written. */
export function takeOver(to: Subscribers, profile: Profile, kind: AddressKind, now: number): void {
  const address = addressOf(profile, kind)
  if (address === undefined) return
  const shared = [...to.profiles.sharing(kind, address)].length > 1
  const counts = (at: number) => shared || now - at <= KEPT_MS
  if (kind === 'email') {
    const state = to.addresses.read('email', address)
    if (state?.subscription !== undefined && counts(state.subscription.at)) {
      put(to, profile, 'email_subscribe', state.subscription.state)
    }
    if (state?.spamAt !== undefined) put(to, profile, 'marked_email_as_spam_at', showTime(state.spamAt))
  }
  for (const [group, { state, at }] of Object.entries(to.addresses.read(kind, address)?.groups ?? {})) {
    if (counts(at)) putGroup(to, profile, group, state)
  }
}

/** The profile's states by group. */
export function groupStates({ fields }: Profile): ReadonlyMap<string, GroupState> {
  const states = new Map<string, GroupState>()
  const list = fields.get('subscription_groups')
  if (!Array.isArray(list)) return states
  for (const item of list as readonly { readonly [member: string]: FieldValue }[]) {
    states.set(
      String(item.subscription_group_id),
      item.subscription_state === 'subscribed' ? 'subscribed' : 'unsubscribed',
    )
  }
  return states
}

/** The kinds of address that a group's messages go to. */
function kindsOf(groups: SubscriptionGroups, id: string): readonly AddressKind[] {
  const channel = groups.find(id)?.channel
  if (channel === undefined) return ['email', 'phone']
  return channel === 'email' ? ['email'] : ['phone']
}

function putGroup(to: Subscribers, profile: Profile, group: string, state: GroupState): void {
  const states = new Map(groupStates(profile)).set(group, state)
  const list = [...states].map(([id, one]) => ({ subscription_group_id: id, subscription_state: one }))
  put(to, profile, 'subscription_groups', list)
}

function put(
  { profiles }: Subscribers,
  profile: Profile,
  name: 'email_subscribe' | 'subscription_groups' | 'marked_email_as_spam_at',
  value: FieldValue | undefined,
): void {
  if (value === undefined) profile.fields.delete(name)
  else profile.fields.set(name, value)
  profiles.mark(profile)
}
