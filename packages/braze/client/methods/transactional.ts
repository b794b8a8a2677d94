// Made by contract/generate.ts from the rows of the contract: change those.
import type { Method } from '../method.ts'

export interface TransactionalMethods {
  readonly transactional: {
    readonly campaigns: {
      /**
       * Sends a transactional e-mail to one recipient. `external_send_id`, Base64-compatible, keeps a repeat within 24
       * hours from being sent twice. Statuses: sent, processed, aborted, delivered, bounced; later ones are posted to
       * an address set in the dashboard. Counts toward the default limit.
       *
       * `POST /transactional/v1/campaigns/{campaign_id}/send` · permission `transactional.send` · 250,000 / h
       * (`default-hourly`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/messaging/send_messages/post_send_transactional_message.md
       */
      readonly send: Method<'transactional.campaigns.send'>
    }
  }
}
