// Made by contract/generate.ts from the rows of the contract: change those.

/** `GET /sms/invalid_phone_numbers`: Lists phone numbers found invalid. */
export interface SmsInvalidPhoneNumbersRequest {
  /** First day, `YYYY-MM-DD`. */
  readonly start_date?: string
  /** Last day, `YYYY-MM-DD`. */
  readonly end_date?: string
  /** How many entries to answer: 1 to 500, default 100. */
  readonly limit?: number
  /** How many entries to pass over. Default 0. */
  readonly offset?: number
  /** Only these numbers, in E.164. They win over the days. */
  readonly phone_numbers?: readonly string[]
  /** Only numbers found invalid for this reason. */
  readonly reason?: 'provider_error' | 'deactivated'
}

/** `POST /sms/invalid_phone_numbers/remove`: Takes phone numbers off the invalid list. */
export interface SmsInvalidPhoneNumbersRemoveRequest {
  /** Phone numbers in E.164, at most 50. */
  readonly phone_numbers: readonly string[]
}
