import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import {
  answer,
  done,
  exactly,
  flag,
  int,
  list,
  maybe,
  subscriptionState,
  text,
  textMembers,
  textOrTexts,
  texts,
} from '../piece.ts'

export const subscriptionGroups = defineGroup([
  {
    id: 'subscription.status.set',
    method: 'POST',
    path: '/subscription/status/set',
    permission: 'subscription.status.set',
    rateLimit: buckets.subscriptionSet,
    batchLimits: { arrays: { external_id: 50, email: 50, phone: 50 } },
    successStatus: 201,
    repeatable: true,
    request: z
      .object({
        subscription_group_id: text,
        subscription_state: subscriptionState,
        /** At most 50. */
        external_id: textOrTexts.exactOptional(),
        /** At most 50. For groups of e-mail. */
        email: textOrTexts.exactOptional(),
        /** At most 50, E.164. For groups of SMS, RCS and WhatsApp. */
        phone: textOrTexts.exactOptional(),
        /** SMS only. Default false. */
        use_double_opt_in_logic: flag.exactOptional(),
      })
      .readonly(),
    response: done,
    docs: {
      what: 'Sets the state of profiles in a subscription group.',
      docPath: '_docs/_api/endpoints/subscription_groups/post_update_user_subscription_group_status.md',
      limits:
        '`email` and `phone` together answer 400. An unknown group: 400 `Invalid subscription group ID`. The state of an address without profile is kept for 30 days.',
    },
  },
  {
    id: 'subscription.status.set_v2',
    method: 'POST',
    path: '/v2/subscription/status/set',
    permission: 'subscription.status.set',
    rateLimit: buckets.subscriptionSet,
    batchLimits: {
      arrays: {
        'subscription_groups[].external_ids': 50,
        'subscription_groups[].emails': 50,
        'subscription_groups[].phones': 50,
      },
    },
    successStatus: 201,
    repeatable: true,
    request: z
      .object({
        /** At most 50 ids, addresses and numbers in each. */
        subscription_groups: exactly({
          subscription_group_id: text,
          subscription_state: subscriptionState,
          external_ids: texts.exactOptional(),
          emails: texts.exactOptional(),
          phones: texts.exactOptional(),
          use_double_opt_in_logic: flag.exactOptional(),
        }),
      })
      .readonly(),
    response: done,
    docs: {
      what: 'Sets the states of profiles in several subscription groups.',
      docPath: '_docs/_api/endpoints/subscription_groups/post_update_user_subscription_group_status_v2.md',
      limits: '`emails` and `phones` not together. How many groups fit is not documented; a public client keeps to 25.',
    },
  },
  {
    id: 'subscription.status.get',
    method: 'GET',
    path: '/subscription/status/get',
    permission: 'subscription.status.get',
    rateLimit: buckets.hourly,
    batchLimits: { arrays: { external_id: 50, email: 50, phone: 50 } },
    successStatus: 200,
    repeatable: true,
    request: z
      .object({
        subscription_group_id: text,
        /** At most 50. Wins over `email` and `phone`. */
        external_id: textOrTexts.exactOptional(),
        /** At most 50. */
        email: textOrTexts.exactOptional(),
        /** At most 50. */
        phone: textOrTexts.exactOptional(),
      })
      .readonly(),
    response: answer({ status: z.record(z.string(), z.string()).readonly() }),
    docs: {
      what: 'Reads the state of profiles in a subscription group.',
      docPath: '_docs/_api/endpoints/subscription_groups/get_list_user_subscription_group_status.md',
      limits: 'States by identifier: `Subscribed`, `Unsubscribed`, `Unknown`, the last also in lower case.',
    },
  },
  {
    id: 'subscription.user.status',
    method: 'GET',
    path: '/subscription/user/status',
    permission: 'subscription.groups.get',
    rateLimit: buckets.hourly,
    batchLimits: { arrays: { external_id: 50, email: 50, phone: 50 } },
    successStatus: 200,
    repeatable: true,
    pages: { kind: 'offset', items: 'users', size: 100, most: 100 },
    request: z
      .object({
        /** At most 50. */
        external_id: textOrTexts.exactOptional(),
        /** At most 50. */
        email: textOrTexts.exactOptional(),
        /** At most 50. */
        phone: textOrTexts.exactOptional(),
        /** 1 to 100, default 100. */
        limit: int.exactOptional(),
        offset: int.exactOptional(),
      })
      .readonly(),
    response: answer({
      users: list({
        ...textMembers('email', 'phone', 'external_id'),
        subscription_groups: maybe(list(textMembers('id', 'name', 'channel', 'status'))),
      }),
      total_count: maybe(int),
    }),
    docs: {
      what: 'Lists the subscription groups of profiles.',
      docPath: '_docs/_api/endpoints/subscription_groups/get_list_user_subscription_groups.md',
    },
  },
])
