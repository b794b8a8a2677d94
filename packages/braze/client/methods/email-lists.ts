// Made by contract/generate.ts from the rows of the contract: change those.
import type { Method, PagedMethod } from '../method.ts'

export interface EmailListsMethods {
  readonly email: {
    /**
     * Lists e-mail addresses that bounced hard. `end_date` with `start_date` or `email`. Newest first.
     *
     * `GET /email/hard_bounces` · permission `email.hard_bounces` · 250,000 / h (`default-hourly`)
     *
     * @see https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/email/get_list_hard_bounces.md
     */
    readonly hard_bounces: PagedMethod<'email.hard_bounces'>
    /**
     * Lists e-mail addresses that unsubscribed. `end_date` with `start_date` or `email`. Times as `2020-06-17 19:27:44
     * +0000`.
     *
     * `GET /email/unsubscribes` · permission `email.unsubscribe` · 250,000 / h (`default-hourly`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/email/get_query_unsubscribed_email_addresses.md
     */
    readonly unsubscribes: PagedMethod<'email.unsubscribes'>
    /**
     * Sets the e-mail subscription state of addresses. Success also for unknown addresses.
     *
     * `POST /email/status` · permission `email.status` · 250,000 / h (`default-hourly`) · at most 50 `email`
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/email/post_email_subscription_status.md
     */
    readonly status: Method<'email.status'>
    readonly bounce: {
      /**
       * Takes addresses off the hard bounce list.
       *
       * `POST /email/bounce/remove` · permission `email.bounce.remove` · 250,000 / h (`default-hourly`) · at most 50
       * `email`
       *
       * @see https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/email/post_remove_hard_bounces.md
       */
      readonly remove: Method<'email.bounce.remove'>
    }
    readonly spam: {
      /**
       * Takes addresses off the spam list.
       *
       * `POST /email/spam/remove` · permission `email.spam.remove` · 250,000 / h (`default-hourly`) · at most 50
       * `email`
       *
       * @see https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/email/post_remove_spam.md
       */
      readonly remove: Method<'email.spam.remove'>
    }
    /**
     * Blocks addresses: unsubscribed and marked as hard bounced. The permission is listed as `email.blacklist`.
     *
     * `POST /email/blocklist` · permission `email.blacklist` · 250,000 / h (`default-hourly`) · at most 50 `email`
     *
     * @see https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/email/post_blocklist.md
     */
    readonly blocklist: Method<'email.blocklist'>
    /**
     * Blocks addresses, by the older name.
     *
     * `POST /email/blacklist` · permission `email.blacklist` · 250,000 / h (`default-hourly`) · at most 50 `email`
     *
     * @deprecated Use `email.blocklist`.
     * @see https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/email/post_blacklist.md
     */
    readonly blacklist: Method<'email.blacklist'>
  }
  readonly users: {
    readonly subscription: {
      /**
       * Reads subscription states kept for addresses and numbers. A hidden page; its example spells the path
       * `/users/subscriptions`. Not part of the public documentation.
       *
       * `GET /users/subscription` · 250,000 / h (`default-hourly`) · at most 50 `email`, `phone`
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/email/get_query_by_email_or_phone.md
       */
      readonly get: Method<'users.subscription.get'>
      /**
       * Deletes subscription states kept for addresses and numbers. A hidden page. Not part of the public
       * documentation.
       *
       * `DELETE /users/subscription` · 250,000 / h (`default-hourly`) · at most 50 `email`, `phone`
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/email/delete_remove_subscription_state.md
       */
      readonly delete: Method<'users.subscription.delete'>
    }
  }
}
