// Made by contract/generate.ts from the rows of the contract: change those.

/** An SMS. */
export interface SmsMessage {
  /** Variation of the campaign under which the dashboard counts it. */
  readonly message_variation_id?: string
  /** Subscription group that sends it, and whose subscribers get it. */
  readonly subscription_group_id: string
  /** Text. */
  readonly body: string
  /** API identifier of the app that sends it. */
  readonly app_id: string
  /** Images that go along, as MMS. */
  readonly media_items?: readonly unknown[]
  readonly [name: string]: unknown
}
