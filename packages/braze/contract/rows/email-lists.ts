import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { addresses, days, listWindow } from '../member.ts'
import {
  answer,
  answerless,
  done,
  list,
  many,
  maybe,
  record,
  sortDirection,
  text,
  textMembers,
  textOrTexts,
} from '../piece.ts'

/** Which addresses are listed. */
const listed = {
  start_date: days.start_date.describe('First day, `YYYY-MM-DD`. This or `email`.'),
  end_date: days.end_date.describe(
    'Last day, `YYYY-MM-DD`. Needed with `start_date`, and documented as needed always.',
  ),
  ...listWindow(100, 500),
  email: text.exactOptional().describe('Only this address. This or `start_date`.'),
} as const

/** One of them is needed. */
const contacts = {
  email: textOrTexts.exactOptional().describe('E-mail address, or at most 50 of them.'),
  phone: textOrTexts.exactOptional().describe('Phone number in E.164, or at most 50 of them.'),
} as const

/** What the changes of lists have in common. */
const changing = {
  rateLimit: buckets.hourly,
  batchLimits: { arrays: { email: 50 } },
  successStatus: 201,
  repeatable: true,
  request: z.object(addresses).readonly(),
  response: done,
} as const

/** What the two endpoints on hidden pages have in common. */
const hidden = {
  permission: undefined,
  rateLimit: buckets.hourly,
  batchLimits: { arrays: { email: 50, phone: 50 } },
  successStatus: 200,
  statusInferred: true,
  repeatable: true,
  stability: 'hidden',
  request: z.object(contacts).readonly(),
} as const

export const emailLists = defineGroup([
  {
    id: 'email.hard_bounces',
    method: 'GET',
    path: '/email/hard_bounces',
    permission: 'email.hard_bounces',
    rateLimit: buckets.hourly,
    successStatus: 200,
    repeatable: true,
    pages: { kind: 'offset', items: 'emails', size: 100, most: 500 },
    request: z.object(listed).readonly(),
    response: answer({ emails: list(textMembers('email', 'hard_bounced_at')) }),
    docs: {
      what: 'Lists e-mail addresses that bounced hard.',
      docPath: '_docs/_api/endpoints/email/get_list_hard_bounces.md',
      limits: '`end_date` with `start_date` or `email`. Newest first.',
    },
  },
  {
    id: 'email.unsubscribes',
    method: 'GET',
    path: '/email/unsubscribes',
    permission: 'email.unsubscribe',
    rateLimit: buckets.hourly,
    successStatus: 200,
    repeatable: true,
    pages: { kind: 'offset', items: 'emails', size: 100, most: 500 },
    request: z
      .object({
        ...listed,
        sort_direction: sortDirection.exactOptional().describe('Oldest or newest first. Default `desc`.'),
      })
      .readonly(),
    response: answer({ emails: list(textMembers('email', 'unsubscribed_at')) }),
    docs: {
      what: 'Lists e-mail addresses that unsubscribed.',
      docPath: '_docs/_api/endpoints/email/get_query_unsubscribed_email_addresses.md',
      limits: '`end_date` with `start_date` or `email`. Times as `2020-06-17 19:27:44 +0000`.',
    },
  },
  {
    id: 'email.status',
    method: 'POST',
    path: '/email/status',
    permission: 'email.status',
    rateLimit: buckets.hourly,
    batchLimits: { arrays: { email: 50 } },
    successStatus: 201,
    repeatable: true,
    request: z
      .object({
        ...addresses,
        subscription_state: z
          .enum(['subscribed', 'unsubscribed', 'opted_in'])
          .describe('The state from now on, of every profile with one of the addresses.'),
      })
      .readonly(),
    response: done,
    docs: {
      what: 'Sets the e-mail subscription state of addresses.',
      docPath: '_docs/_api/endpoints/email/post_email_subscription_status.md',
      limits: 'Success also for unknown addresses.',
    },
  },
  {
    id: 'email.bounce.remove',
    method: 'POST',
    path: '/email/bounce/remove',
    permission: 'email.bounce.remove',
    ...changing,
    statusInferred: true,
    docs: {
      what: 'Takes addresses off the hard bounce list.',
      docPath: '_docs/_api/endpoints/email/post_remove_hard_bounces.md',
    },
  },
  {
    id: 'email.spam.remove',
    method: 'POST',
    path: '/email/spam/remove',
    permission: 'email.spam.remove',
    ...changing,
    docs: { what: 'Takes addresses off the spam list.', docPath: '_docs/_api/endpoints/email/post_remove_spam.md' },
  },
  {
    id: 'email.blocklist',
    method: 'POST',
    path: '/email/blocklist',
    permission: 'email.blacklist',
    ...changing,
    statusInferred: true,
    docs: {
      what: 'Blocks addresses: unsubscribed and marked as hard bounced.',
      docPath: '_docs/_api/endpoints/email/post_blocklist.md',
      limits: 'The permission is listed as `email.blacklist`.',
    },
  },
  {
    id: 'email.blacklist',
    method: 'POST',
    path: '/email/blacklist',
    permission: 'email.blacklist',
    ...changing,
    statusInferred: true,
    deprecated: 'Use `email.blocklist`.',
    docs: { what: 'Blocks addresses, by the older name.', docPath: '_docs/_api/endpoints/email/post_blacklist.md' },
  },
  {
    id: 'users.subscription.get',
    method: 'GET',
    path: '/users/subscription',
    ...hidden,
    response: answerless({
      message: maybe(text),
      emails: maybe(
        list({
          ...textMembers('email', 'hard_bounced_at', 'spam_at'),
          email_subscribe: maybe(record),
          subscription_group: maybe(many(record)),
        }),
      ),
      phone: maybe(list({ ...textMembers('phone'), subscription_group: maybe(many(record)) })),
    }),
    docs: {
      what: 'Reads subscription states kept for addresses and numbers.',
      docPath: '_docs/_api/endpoints/email/get_query_by_email_or_phone.md',
      limits: 'A hidden page; its example spells the path `/users/subscriptions`.',
    },
  },
  {
    id: 'users.subscription.delete',
    method: 'DELETE',
    path: '/users/subscription',
    ...hidden,
    response: answerless({ ...textMembers('status', 'message') }),
    docs: {
      what: 'Deletes subscription states kept for addresses and numbers.',
      docPath: '_docs/_api/endpoints/email/delete_remove_subscription_state.md',
      limits: 'A hidden page.',
    },
  },
])
