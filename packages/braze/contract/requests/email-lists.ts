// Made by contract/generate.ts from the rows of the contract: change those.

/** `GET /email/hard_bounces`: Lists e-mail addresses that bounced hard. */
export interface EmailHardBouncesRequest {
  /** First day, `YYYY-MM-DD`. This or `email`. */
  readonly start_date?: string
  /** Last day, `YYYY-MM-DD`. Needed with `start_date`, and documented as needed always. */
  readonly end_date?: string
  /** How many entries to answer: 1 to 500, default 100. */
  readonly limit?: number
  /** How many entries to pass over. Default 0. */
  readonly offset?: number
  /** Only this address. This or `start_date`. */
  readonly email?: string
}

/** `GET /email/unsubscribes`: Lists e-mail addresses that unsubscribed. */
export interface EmailUnsubscribesRequest {
  /** First day, `YYYY-MM-DD`. This or `email`. */
  readonly start_date?: string
  /** Last day, `YYYY-MM-DD`. Needed with `start_date`, and documented as needed always. */
  readonly end_date?: string
  /** How many entries to answer: 1 to 500, default 100. */
  readonly limit?: number
  /** How many entries to pass over. Default 0. */
  readonly offset?: number
  /** Only this address. This or `start_date`. */
  readonly email?: string
  /** Oldest or newest first. Default `desc`. */
  readonly sort_direction?: 'asc' | 'desc'
}

/** `POST /email/status`: Sets the e-mail subscription state of addresses. */
export interface EmailStatusRequest {
  /** An e-mail address, or at most 50 of them. */
  readonly email: string | readonly string[]
  /** The state from now on, of every profile with one of the addresses. */
  readonly subscription_state: 'subscribed' | 'unsubscribed' | 'opted_in'
}

/** `POST /email/bounce/remove`: Takes addresses off the hard bounce list. */
export interface EmailBounceRemoveRequest {
  /** An e-mail address, or at most 50 of them. */
  readonly email: string | readonly string[]
}

/** `POST /email/spam/remove`: Takes addresses off the spam list. */
export interface EmailSpamRemoveRequest {
  /** An e-mail address, or at most 50 of them. */
  readonly email: string | readonly string[]
}

/** `POST /email/blocklist`: Blocks addresses: unsubscribed and marked as hard bounced. */
export interface EmailBlocklistRequest {
  /** An e-mail address, or at most 50 of them. */
  readonly email: string | readonly string[]
}

/** `POST /email/blacklist`: Blocks addresses, by the older name. */
export interface EmailBlacklistRequest {
  /** An e-mail address, or at most 50 of them. */
  readonly email: string | readonly string[]
}

/** `GET /users/subscription`: Reads subscription states kept for addresses and numbers. */
export interface UsersSubscriptionGetRequest {
  /** E-mail address, or at most 50 of them. */
  readonly email?: string | readonly string[]
  /** Phone number in E.164, or at most 50 of them. */
  readonly phone?: string | readonly string[]
}

/** `DELETE /users/subscription`: Deletes subscription states kept for addresses and numbers. */
export interface UsersSubscriptionDeleteRequest {
  /** E-mail address, or at most 50 of them. */
  readonly email?: string | readonly string[]
  /** Phone number in E.164, or at most 50 of them. */
  readonly phone?: string | readonly string[]
}
