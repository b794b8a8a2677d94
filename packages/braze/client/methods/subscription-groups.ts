// Made by contract/generate.ts from the rows of the contract: change those.
import type { Method, PagedMethod } from '../method.ts'

export interface SubscriptionGroupsMethods {
  readonly subscription: {
    readonly status: {
      /**
       * Sets the state of profiles in a subscription group. `email` and `phone` together answer 400. An unknown group:
       * 400 `Invalid subscription group ID`. The state of an address without profile is kept for 30 days.
       *
       * `POST /subscription/status/set` · permission `subscription.status.set` · 5,000 / min (`subscription-set`) · at
       * most 50 `external_id`, `email`, `phone`
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/subscription_groups/post_update_user_subscription_group_status.md
       */
      readonly set: Method<'subscription.status.set'>
      /**
       * Sets the states of profiles in several subscription groups. `emails` and `phones` not together. How many groups
       * fit is not documented; a public client keeps to 25.
       *
       * `POST /v2/subscription/status/set` · permission `subscription.status.set` · 5,000 / min (`subscription-set`) ·
       * at most 50 `subscription_groups[].external_ids`, `subscription_groups[].emails`, `subscription_groups[].phones`
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/subscription_groups/post_update_user_subscription_group_status_v2.md
       */
      readonly set_v2: Method<'subscription.status.set_v2'>
      /**
       * Reads the state of profiles in a subscription group. States by identifier: `Subscribed`, `Unsubscribed`,
       * `Unknown`, the last also in lower case.
       *
       * `GET /subscription/status/get` · permission `subscription.status.get` · 250,000 / h (`default-hourly`) · at
       * most 50 `external_id`, `email`, `phone`
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/subscription_groups/get_list_user_subscription_group_status.md
       */
      readonly get: Method<'subscription.status.get'>
    }
    readonly user: {
      /**
       * Lists the subscription groups of profiles.
       *
       * `GET /subscription/user/status` · permission `subscription.groups.get` · 250,000 / h (`default-hourly`) · at
       * most 50 `external_id`, `email`, `phone`
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/subscription_groups/get_list_user_subscription_groups.md
       */
      readonly status: PagedMethod<'subscription.user.status'>
    }
  }
}
