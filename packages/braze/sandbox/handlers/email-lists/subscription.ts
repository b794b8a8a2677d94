import { endpoints, requestErrors, successMessage } from '@parley/braze/contract'
import type { EmailState, GroupState, PhoneState } from '../../address-book.ts'
import { readMany } from '../../query.ts'
import type { World } from '../../world.ts'
import { badRequest, MAX_IDS, membersOf, mistakes } from '../bad-request.ts'
import type { Handler } from '../handler.ts'
import { showListTime } from '../listing.ts'
import { readAddresses } from './change.ts'

/** `GET /users/subscription`: what is known of addresses and numbers themselves. */
export const usersSubscriptionGet: Handler = {
  answer({ query, world }) {
    const [emails, phones] = [readMany(query, 'email'), readMany(query, 'phone')]
    if (emails.length + phones.length === 0) return badRequest(mistakes.oneOf(['email', 'phone']))
    if (emails.length > MAX_IDS || phones.length > MAX_IDS) return badRequest(requestErrors.tooManyIds)
    return {
      status: endpoints['users.subscription.get'].successStatus,
      body: {
        emails: emails.flatMap((email) => showEmail(world, email)),
        phone: phones.flatMap((phone) => showPhone(world, phone)),
        message: successMessage,
      },
    }
  },
}

/** `DELETE /users/subscription`: forgets it; profiles keep what they have. */
export const usersSubscriptionDelete: Handler = {
  answer({ body, world: { addresses } }) {
    const [emails, phones] = [readAddresses(membersOf(body), 'email'), readAddresses(membersOf(body), 'phone')]
    if (typeof emails === 'string') return badRequest(emails)
    if (typeof phones === 'string') return badRequest(phones)
    if (emails.length + phones.length === 0) return badRequest(mistakes.oneOf(['email', 'phone']))
    return {
      status: endpoints['users.subscription.delete'].successStatus,
      body: { status: 'queued', message: successMessage },
      apply: () => {
        for (const email of emails) addresses.write('email', email, forgotten)
        for (const phone of phones) addresses.write('phone', phone, { groups: undefined })
      },
    }
  },
}

const forgotten = { subscription: undefined, groups: undefined, hardBouncedAt: undefined, spamAt: undefined }

function showEmail({ addresses, groups }: World, email: string): readonly object[] {
  const state: EmailState | undefined = addresses.read('email', email)
  if (state === undefined) return []
  const { subscription, hardBouncedAt, spamAt } = state
  return [
    {
      email,
      ...(subscription !== undefined && {
        email_subscribe: {
          email_subscription_event_date: showListTime(subscription.at),
          email_subscription_state: subscription.state,
        },
      }),
      subscription_group: showGroups({ groups }, state),
      hard_bounced_at: hardBouncedAt === undefined ? null : showListTime(hardBouncedAt),
      spam_at: spamAt === undefined ? null : showListTime(spamAt),
    },
  ]
}

function showPhone({ addresses, groups }: World, phone: string): readonly object[] {
  const state: PhoneState | undefined = addresses.read('phone', phone)
  return state === undefined ? [] : [{ phone, subscription_group: showGroups({ groups }, state) }]
}

function showGroups(
  { groups }: Pick<World, 'groups'>,
  { groups: states = {} }: EmailState | PhoneState,
): readonly object[] {
  return Object.entries(states).map(
    ([id, one]: readonly [string, { readonly state: GroupState; readonly at: number }]) => ({
      subscription_group_id: id,
      subscription_group_name: groups.find(id)?.name ?? id,
      subscription_group_state: one.state,
      subscription_group_event_date: showListTime(one.at),
    }),
  )
}
