import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { answer, answerless, done, int, list, maybe, sortDirection, text, textMembers, textOrTexts } from '../piece.ts'

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
    request: z
      .object({
        /** `YYYY-MM-DD`. */
        start_date: text.exactOptional(),
        /** `YYYY-MM-DD`. */
        end_date: text.exactOptional(),
        /** 1 to 500, default 100. */
        limit: int.exactOptional(),
        offset: int.exactOptional(),
        email: text.exactOptional(),
      })
      .readonly(),
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
        /** `YYYY-MM-DD`. */
        start_date: text.exactOptional(),
        /** `YYYY-MM-DD`. */
        end_date: text.exactOptional(),
        /** 1 to 500, default 100. */
        limit: int.exactOptional(),
        offset: int.exactOptional(),
        email: text.exactOptional(),
        /** Default `desc`. */
        sort_direction: sortDirection.exactOptional(),
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
        /** At most 50. */
        email: textOrTexts,
        subscription_state: z.enum(['subscribed', 'unsubscribed', 'opted_in']),
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
    rateLimit: buckets.hourly,
    batchLimits: { arrays: { email: 50 } },
    successStatus: 201,
    statusInferred: true,
    repeatable: true,
    request: z
      .object({
        /** At most 50. */
        email: textOrTexts,
      })
      .readonly(),
    response: done,
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
    rateLimit: buckets.hourly,
    batchLimits: { arrays: { email: 50 } },
    successStatus: 201,
    repeatable: true,
    request: z
      .object({
        /** At most 50. */
        email: textOrTexts,
      })
      .readonly(),
    response: done,
    docs: { what: 'Takes addresses off the spam list.', docPath: '_docs/_api/endpoints/email/post_remove_spam.md' },
  },
  {
    id: 'email.blocklist',
    method: 'POST',
    path: '/email/blocklist',
    permission: 'email.blacklist',
    rateLimit: buckets.hourly,
    batchLimits: { arrays: { email: 50 } },
    successStatus: 201,
    statusInferred: true,
    repeatable: true,
    request: z
      .object({
        /** At most 50. */
        email: textOrTexts,
      })
      .readonly(),
    response: done,
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
    rateLimit: buckets.hourly,
    batchLimits: { arrays: { email: 50 } },
    successStatus: 201,
    statusInferred: true,
    repeatable: true,
    deprecated: 'Use `email.blocklist`.',
    request: z
      .object({
        /** At most 50. */
        email: textOrTexts,
      })
      .readonly(),
    response: done,
    docs: { what: 'Blocks addresses, by the older name.', docPath: '_docs/_api/endpoints/email/post_blacklist.md' },
  },
  {
    id: 'users.subscription.get',
    method: 'GET',
    path: '/users/subscription',
    permission: undefined,
    rateLimit: buckets.hourly,
    batchLimits: { arrays: { email: 50, phone: 50 } },
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    stability: 'hidden',
    request: z
      .object({
        /** At most 50. */
        email: textOrTexts.exactOptional(),
        /** At most 50, E.164. */
        phone: textOrTexts.exactOptional(),
      })
      .readonly(),
    response: answerless({
      message: maybe(text),
      emails: maybe(z.array(z.unknown()).readonly()),
      phone: maybe(z.array(z.unknown()).readonly()),
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
    permission: undefined,
    rateLimit: buckets.hourly,
    batchLimits: { arrays: { email: 50, phone: 50 } },
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    stability: 'hidden',
    request: z
      .object({
        /** At most 50. */
        email: textOrTexts.exactOptional(),
        /** At most 50. */
        phone: textOrTexts.exactOptional(),
      })
      .readonly(),
    response: answerless({ ...textMembers('status', 'message') }),
    docs: {
      what: 'Deletes subscription states kept for addresses and numbers.',
      docPath: '_docs/_api/endpoints/email/delete_remove_subscription_state.md',
      limits: 'A hidden page.',
    },
  },
])
