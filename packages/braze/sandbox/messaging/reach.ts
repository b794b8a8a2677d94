import type { AddressBook } from '../address-book.ts'
import type { Profile } from '../profile.ts'
import { addressOf, groupStates } from '../subscription.ts'
import type { Message } from './message.ts'

/** Who may be messaged as far as subscriptions go: `recipient_subscription_state`. */
export const subscriptionStates = ['opted_in', 'subscribed', 'all'] as const
export type SubscriptionState = (typeof subscriptionStates)[number]

/** Why the message cannot reach the person, or `undefined` when it can. */
export function findObstacle(
  profile: Profile,
  { channel, content }: Message,
  wanted: SubscriptionState,
  addresses: AddressBook,
): string | undefined {
  if (channel === 'webhook' || channel === 'content_cards') return undefined
  if (channel === 'email') return findEmailObstacle(profile, wanted, addresses)
  if (channel === 'sms' || channel === 'whats_app') {
    return findPhoneObstacle(profile, content.subscription_group_id, addresses)
  }
  const tokens = profile.fields.get('push_tokens')
  if (!Array.isArray(tokens) || tokens.length === 0) return 'the profile has no push token'
  return isSubscribed(profile, 'push_subscribe', wanted) ? undefined : 'the profile is not subscribed to push'
}

function findEmailObstacle(profile: Profile, wanted: SubscriptionState, addresses: AddressBook): string | undefined {
  const address = addressOf(profile, 'email')
  if (address === undefined) return 'the profile has no e-mail address'
  if (addresses.read('email', address)?.hardBouncedAt !== undefined) return 'the address bounced'
  if (profile.fields.get('marked_email_as_spam_at') !== undefined) return 'the address marked e-mail as spam'
  return isSubscribed(profile, 'email_subscribe', wanted) ? undefined : 'the profile is not subscribed to e-mail'
}

function findPhoneObstacle(profile: Profile, group: unknown, addresses: AddressBook): string | undefined {
  const address = addressOf(profile, 'phone')
  if (address === undefined) return 'the profile has no phone number'
  if (addresses.read('phone', address)?.invalid !== undefined) return 'the phone number is invalid'
  if (typeof group !== 'string') return undefined
  return groupStates(profile).get(group) === 'subscribed' ? undefined : 'the profile is not subscribed to the group'
}

function isSubscribed(
  { fields }: Profile,
  name: 'email_subscribe' | 'push_subscribe',
  wanted: SubscriptionState,
): boolean {
  const state = fields.get(name) ?? 'subscribed'
  if (wanted === 'all') return true
  return wanted === 'opted_in' ? state === 'opted_in' : state !== 'unsubscribed'
}
