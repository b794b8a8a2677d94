// Made by contract/generate.ts from the rows of the contract: change those.

/** A push message. Members of the platform are passed on. */
export interface PushMessage {
  /** Variation of the campaign under which the dashboard counts it. */
  readonly message_variation_id?: string
  /** Text, or an object as the platform knows it. */
  readonly alert?: string | { readonly [name: string]: unknown }
  /** Title. */
  readonly title?: string
  readonly [name: string]: unknown
}
