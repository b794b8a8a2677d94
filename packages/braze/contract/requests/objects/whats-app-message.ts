// Made by contract/generate.ts from the rows of the contract: change those.

/** A WhatsApp message. */
export interface WhatsAppMessage {
  /** Variation of the campaign under which the dashboard counts it. */
  readonly message_variation_id?: string
  /** Subscription group that sends it, and whose subscribers get it. */
  readonly subscription_group_id: string
  /** API identifier of the app that sends it. */
  readonly app_id: string
  /** Of which kind `message` is. */
  readonly message_type: string
  /** What is sent, in the form of its kind. */
  readonly message: { readonly [name: string]: unknown }
  readonly [name: string]: unknown
}
