// Made by contract/generate.ts from the rows of the contract: change those.
import type { TransactionalRecipient } from './objects/transactional-recipient.ts'

/** `POST /transactional/v1/campaigns/{campaign_id}/send`: Sends a transactional e-mail to one recipient. */
export interface TransactionalCampaignsSendRequest {
  /** API identifier of the campaign. */
  readonly campaign_id: string
  /** Your own id of the send, of letters that Base64 has. Keeps a repeat within 24 hours from going out. */
  readonly external_send_id?: string
  /** Values for the e-mail. */
  readonly trigger_properties?: { readonly [name: string]: unknown }
  /** Who gets it. */
  readonly recipient: TransactionalRecipient
}
