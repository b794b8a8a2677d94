// Made by contract/generate.ts from the rows of the contract: change those.

/** A Content Card. */
export interface ContentCard {
  /** Variation of the campaign under which the dashboard counts it. */
  readonly message_variation_id?: string
  /** How it looks. */
  readonly type: 'CLASSIC' | 'CAPTIONED_IMAGE' | 'BANNER' | 'CONTROL'
  /** Title. */
  readonly title?: string
  /** Text. */
  readonly description?: string
  /** Whether it stays on top. Default false. */
  readonly pinned?: boolean
  /** Address of the image. Needed by `CAPTIONED_IMAGE` and `BANNER`. */
  readonly image_url?: string
  /** Seconds until it goes away. This or `expire_at`, at most 30 days. */
  readonly time_to_live?: number
  /** When it goes away, ISO 8601. This or `time_to_live`, at most 30 days. */
  readonly expire_at?: string
  /** Whether `expire_at` is a time of the user's own zone. Default false. */
  readonly expire_in_local_time?: boolean
  /** Where a click leads on iOS. */
  readonly ios_uri?: string
  /** Where a click leads on Android. */
  readonly android_uri?: string
  /** Where a click leads in a browser. */
  readonly web_uri?: string
  /** Text of the link. */
  readonly uri_text?: string
  /** Keys and values that go along. */
  readonly extra?: { readonly [name: string]: unknown }
  readonly [name: string]: unknown
}
