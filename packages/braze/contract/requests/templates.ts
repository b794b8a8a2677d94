// Made by contract/generate.ts from the rows of the contract: change those.

/** `GET /templates/email/list`: Lists e-mail templates. */
export interface TemplatesEmailListRequest {
  /** Only what was modified after this time, ISO 8601. */
  readonly modified_after?: string
  /** Only what was modified before this time, ISO 8601. */
  readonly modified_before?: string
  /** How many entries to answer: 1 to 1,000, default 100. */
  readonly limit?: number
  /** How many entries to pass over. Default 0. */
  readonly offset?: number
}

/** `GET /templates/email/info`: Reads an e-mail template. */
export interface TemplatesEmailInfoRequest {
  /** Id of the template. */
  readonly email_template_id: string
}

/** `POST /templates/email/create`: Creates an e-mail template. */
export interface TemplatesEmailCreateRequest {
  /** Name of the template. */
  readonly template_name: string
  /** Subject of the e-mail. */
  readonly subject: string
  /** HTML of the e-mail, at most 400 KB. */
  readonly body: string
  /** Body as plain text. */
  readonly plaintext_body?: string
  /** What the inbox shows behind the subject. */
  readonly preheader?: string
  /** Names of tags. Only tags that exist. */
  readonly tags?: readonly string[]
  /** Whether styles are written into the elements. */
  readonly should_inline_css?: boolean
}

/** `POST /templates/email/update`: Updates an e-mail template. */
export interface TemplatesEmailUpdateRequest {
  /** Id of the template. */
  readonly email_template_id: string
  /** Name of the template. */
  readonly template_name?: string
  /** Subject of the e-mail. */
  readonly subject?: string
  /** HTML of the e-mail, at most 400 KB. */
  readonly body?: string
  /** Body as plain text. */
  readonly plaintext_body?: string
  /** What the inbox shows behind the subject. */
  readonly preheader?: string
  /** Names of tags. Only tags that exist. */
  readonly tags?: readonly string[]
  /** Whether styles are written into the elements. */
  readonly should_inline_css?: boolean
}
