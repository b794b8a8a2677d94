// Made by contract/generate.ts from the rows of the contract: change those.
import type { Method } from '../method.ts'

export interface MessagesMethods {
  readonly messages: {
    /**
     * Sends a message that the request carries, at once. Recipients must already exist. At least one of `segment_id`,
     * `external_user_ids`, `user_aliases`, `audience`. Broadcasts: 250 a minute, and 10 a minute for one audience.
     *
     * `POST /messages/send` · permission `messages.send` · 250,000 / h (`default-hourly`) · at most 50
     * `external_user_ids`, `user_aliases` (Together 50)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/messaging/send_messages/post_send_messages.md
     */
    readonly send: Method<'messages.send'>
    readonly schedule: {
      /**
       * Sends a message that the request carries, later.
       *
       * `POST /messages/schedule/create` · permission `messages.schedule.create` · 250,000 / h (`default-hourly`) · at
       * most 50 `external_user_ids`, `user_aliases` (Together 50)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/messaging/schedule_messages/post_schedule_messages.md
       */
      readonly create: Method<'messages.schedule.create'>
      /**
       * Changes when a scheduled message goes, or what it says. At least one of `schedule` and `messages`.
       *
       * `POST /messages/schedule/update` · permission `messages.schedule.update` · 250,000 / h (`default-hourly`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/messaging/schedule_messages/post_update_scheduled_messages.md
       */
      readonly update: Method<'messages.schedule.update'>
      /**
       * Takes a scheduled message back.
       *
       * `POST /messages/schedule/delete` · permission `messages.schedule.delete` · 250,000 / h (`default-hourly`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/messaging/schedule_messages/post_delete_scheduled_messages.md
       */
      readonly delete: Method<'messages.schedule.delete'>
    }
    /**
     * Lists the campaigns and Canvases that are scheduled until a time.
     *
     * `GET /messages/scheduled_broadcasts` · permission `messages.schedule_broadcasts` · 250,000 / h (`default-hourly`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/messaging/schedule_messages/get_messages_scheduled.md
     */
    readonly scheduled_broadcasts: Method<'messages.scheduled_broadcasts'>
  }
}
