// Made by contract/generate.ts from the rows of the contract: change those.
import type { Method } from '../method.ts'

export interface SendsMethods {
  readonly sends: {
    readonly id: {
      /**
       * Creates a send id, by which the figures of sends are told apart.
       *
       * `POST /sends/id/create` · permission `sends.id.create` · 100 / day (`sends-id-create`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/messaging/send_messages/post_create_send_ids.md
       */
      readonly create: Method<'sends.id.create'>
    }
    /**
     * Reads the figures of a send id by day. Kept for 14 days.
     *
     * `GET /sends/data_series` · permission `sends.data_series` · 250,000 / h (`default-hourly`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/export/campaigns/get_send_analytics.md
     */
    readonly data_series: Method<'sends.data_series'>
  }
}
