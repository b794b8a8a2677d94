// Made by contract/generate.ts from the rows of the contract: change those.
import type { Method, PagedMethod } from '../method.ts'

export interface SmsMethods {
  readonly sms: {
    /**
     * Lists phone numbers found invalid. `phone_numbers` wins over the dates.
     *
     * `GET /sms/invalid_phone_numbers` · permission `sms.invalid_phone_numbers` · 250,000 / h (`default-hourly`)
     *
     * @see https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/sms/get_query_invalid_numbers.md
     */
    readonly invalid_phone_numbers: PagedMethod<'sms.invalid_phone_numbers'> & {
      /**
       * Takes phone numbers off the invalid list.
       *
       * `POST /sms/invalid_phone_numbers/remove` · permission `sms.invalid_phone_numbers.remove` · 250,000 / h
       * (`default-hourly`) · at most 50 `phone_numbers`
       *
       * @see https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/sms/post_remove_invalid_numbers.md
       */
      readonly remove: Method<'sms.invalid_phone_numbers.remove'>
    }
  }
}
