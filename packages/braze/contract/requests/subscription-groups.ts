// Made by contract/generate.ts from the rows of the contract: change those.

/** `POST /subscription/status/set`: Sets the state of profiles in a subscription group. */
export interface SubscriptionStatusSetRequest {
  /** Id of the subscription group. */
  readonly subscription_group_id: string
  /** The state from now on. */
  readonly subscription_state: 'subscribed' | 'unsubscribed'
  /** External id of a profile, or at most 50 of them. */
  readonly external_id?: string | readonly string[]
  /** E-mail address, or at most 50 of them. For groups of e-mail; not with `phone`. */
  readonly email?: string | readonly string[]
  /** Phone number in E.164, or at most 50 of them. For groups of SMS, RCS and WhatsApp; not with `email`. */
  readonly phone?: string | readonly string[]
  /** SMS only: asks for a confirmation first. Default false. */
  readonly use_double_opt_in_logic?: boolean
}

/** `POST /v2/subscription/status/set`: Sets the states of profiles in several subscription groups. */
export interface SubscriptionStatusSetV2Request {
  /** Groups, and whose state in them is set. */
  readonly subscription_groups: readonly {
    /** Id of the subscription group. */
    readonly subscription_group_id: string
    /** The state from now on. */
    readonly subscription_state: 'subscribed' | 'unsubscribed'
    /** External ids of profiles, at most 50. */
    readonly external_ids?: readonly string[]
    /** E-mail addresses, at most 50. Not with `phones`. */
    readonly emails?: readonly string[]
    /** Phone numbers in E.164, at most 50. Not with `emails`. */
    readonly phones?: readonly string[]
    /** SMS only: asks for a confirmation first. Default false. */
    readonly use_double_opt_in_logic?: boolean
  }[]
}

/** `GET /subscription/status/get`: Reads the state of profiles in a subscription group. */
export interface SubscriptionStatusGetRequest {
  /** Id of the subscription group. */
  readonly subscription_group_id: string
  /** External id of a profile, or at most 50 of them. Wins over `email` and `phone`. */
  readonly external_id?: string | readonly string[]
  /** E-mail address, or at most 50 of them. */
  readonly email?: string | readonly string[]
  /** Phone number in E.164, or at most 50 of them. */
  readonly phone?: string | readonly string[]
}

/** `GET /subscription/user/status`: Lists the subscription groups of profiles. */
export interface SubscriptionUserStatusRequest {
  /** External id of a profile, or at most 50 of them. Wins over `email` and `phone`. */
  readonly external_id?: string | readonly string[]
  /** E-mail address, or at most 50 of them. */
  readonly email?: string | readonly string[]
  /** Phone number in E.164, or at most 50 of them. */
  readonly phone?: string | readonly string[]
  /** How many entries to answer: 1 to 100, default 100. */
  readonly limit?: number
  /** How many entries to pass over. Default 0. */
  readonly offset?: number
}
