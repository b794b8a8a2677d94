// Made by contract/generate.ts from the rows of the contract: change those.
import type { UserAlias } from './user-alias.ts'

/** Something that a person bought. Sent twice, it counts twice. Names its profile as attributes do. */
export interface Purchase {
  /** Your own id of the profile: at most 987 bytes, case-sensitive. Numbers are kept as text. */
  readonly external_id?: string | number
  /** An alias instead of `external_id`. Updates only, unless `_update_existing_only` is false. */
  readonly user_alias?: UserAlias
  /** The id that Braze gave the profile, instead of `external_id`. */
  readonly braze_id?: string
  /** E-mail address, kept in lower case. Names the profile only where no id does. `null` removes it. */
  readonly email?: string | null
  /** Phone number, best in E.164. Names the profile only where neither an id nor `email` does. `null` removes it. */
  readonly phone?: string | null
  /** API identifier of the app where it happened. */
  readonly app_id?: string
  /** What was bought: at most 255 characters. The dashboard keeps 5,000 different ones. */
  readonly product_id: string | number
  /** ISO 4217, three letters. */
  readonly currency: string
  /** Of one piece, in the main unit of the currency. Negative for a refund. */
  readonly price: number
  /** How many pieces, 1 to 100; each counts as a purchase of its own. Default 1. */
  readonly quantity?: number
  /** When, ISO 8601. */
  readonly time: string
  /**
   * Details. Keys of 1 to 255 characters without `$` in front, and not `time`, `product_id`, `quantity`, `event_name`,
   * `price`, `currency`. Texts of at most 255 characters. At most 50 KB.
   */
  readonly properties?: { readonly [name: string]: unknown }
  /** True: nothing happens where there is no such profile. Default false, and true where an alias names it. */
  readonly _update_existing_only?: boolean
}
