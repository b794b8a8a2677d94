// Made by contract/generate.ts from the rows of the contract: change those.

/** An e-mail. */
export interface EmailMessage {
  /** Variation of the campaign under which the dashboard counts it. */
  readonly message_variation_id?: string
  /** API identifier of the app that sends it. */
  readonly app_id: string
  /** Subject. Default: that of the template. */
  readonly subject?: string
  /** Sender, as `Name <address>`. */
  readonly from: string
  /** Where answers go. Default: that of the workspace; `NO_REPLY_TO`: nowhere. */
  readonly reply_to?: string
  /** Who gets a blind copy: one of the BCC addresses of the workspace. */
  readonly bcc?: string
  /** HTML. Either this or `email_template_id`. */
  readonly body?: string
  /** Body as plain text. Default: made from `body`. */
  readonly plaintext_body?: string
  /** What the inbox shows behind the subject, best 50 to 100 characters. */
  readonly preheader?: string
  /** Template for what is not given here. */
  readonly email_template_id?: string
  /** Keys and values for the sending service. */
  readonly extras?: { readonly [name: string]: unknown }
  /** Further headers of the e-mail. */
  readonly headers?: { readonly [name: string]: unknown }
  /** Whether styles are written into the elements. Default: as the workspace does. */
  readonly should_inline_css?: boolean
  /** Files for an e-mail, at most 2 MB each. */
  readonly attachments?: readonly {
    /** Name of the file. */
    readonly file_name: string
    /** Where the file is. It decides the type. */
    readonly url: string
  }[]
  readonly [name: string]: unknown
}
