// Made by contract/generate.ts from the rows of the contract: change those.
import type { Method } from '../method.ts'

export interface LiveActivitiesMethods {
  readonly messages: {
    readonly live_activity: {
      /**
       * Starts a Live Activity on iOS.
       *
       * `POST /messages/live_activity/start` · permission `messages.live_activity.start` · 250,000 / h
       * (`default-hourly`) · at most 50 `external_user_ids`, `user_aliases` (Together 50)
       *
       * @see https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/messaging/live_activity/start.md
       */
      readonly start: Method<'messages.live_activity.start'>
      /**
       * Updates or ends a Live Activity on iOS.
       *
       * `POST /messages/live_activity/update` · permission `messages.live_activity.update` · 250,000 / h
       * (`default-hourly`)
       *
       * @see https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/messaging/live_activity/update.md
       */
      readonly update: Method<'messages.live_activity.update'>
    }
  }
}
