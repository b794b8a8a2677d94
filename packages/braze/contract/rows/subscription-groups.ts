import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { listWindow } from '../member.ts'
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

const groupId = text.describe('Id of the subscription group.')
const doubleOptIn = flag.describe('SMS only: asks for a confirmation first. Default false.')

/** Whose states are read. */
const askedFor = {
  external_id: textOrTexts
    .exactOptional()
    .describe('External id of a profile, or at most 50 of them. Wins over `email` and `phone`.'),
  email: textOrTexts.exactOptional().describe('E-mail address, or at most 50 of them.'),
  phone: textOrTexts.exactOptional().describe('Phone number in E.164, or at most 50 of them.'),
} as const

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
        subscription_group_id: groupId,
        subscription_state: subscriptionState.describe('The state from now on.'),
        external_id: textOrTexts.exactOptional().describe('External id of a profile, or at most 50 of them.'),
        email: textOrTexts
          .exactOptional()
          .describe('E-mail address, or at most 50 of them. For groups of e-mail; not with `phone`.'),
        phone: textOrTexts
          .exactOptional()
          .describe(
            'Phone number in E.164, or at most 50 of them. For groups of SMS, RCS and WhatsApp; not with `email`.',
          ),
        use_double_opt_in_logic: doubleOptIn.exactOptional(),
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
        subscription_groups: exactly({
          subscription_group_id: groupId,
          subscription_state: subscriptionState.describe('The state from now on.'),
          external_ids: texts.exactOptional().describe('External ids of profiles, at most 50.'),
          emails: texts.exactOptional().describe('E-mail addresses, at most 50. Not with `phones`.'),
          phones: texts.exactOptional().describe('Phone numbers in E.164, at most 50. Not with `emails`.'),
          use_double_opt_in_logic: doubleOptIn.exactOptional(),
        }).describe('Groups, and whose state in them is set.'),
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
        subscription_group_id: groupId,
        ...askedFor,
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
    request: z.object({ ...askedFor, ...listWindow(100, 100) }).readonly(),
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
