// Made by contract/generate.ts from the rows of the contract: change those.

/** A request to a server of your own, one per user. */
export interface WebhookMessage {
  /** Variation of the campaign under which the dashboard counts it. */
  readonly message_variation_id?: string
  /** Where it goes. */
  readonly url: string
  /** How it goes there. */
  readonly request_method: 'POST' | 'PUT' | 'DELETE' | 'GET'
  /** Headers of the request. */
  readonly request_headers?: { readonly [name: string]: string }
  /** Any text; JSON is written as text. */
  readonly body?: string
  readonly [name: string]: unknown
}
