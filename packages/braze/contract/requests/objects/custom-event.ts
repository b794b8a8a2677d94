// Made by contract/generate.ts from the rows of the contract: change those.
import type { UserAlias } from './user-alias.ts'

/** Something that a person did. Sent twice, it counts twice. Names its profile as attributes do. */
export interface CustomEvent {
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
  /** What happened: 1 to 255 characters. */
  readonly name: string
  /** When, ISO 8601 or `yyyy-MM-dd'T'HH:mm:ss:SSSZ`. A time to come is replaced by now. */
  readonly time: string
  /**
   * Details. Keys of 1 to 255 characters without `$` in front, and not `time`, `event_name`. Texts of at most 255
   * characters. At most 256 of them, 100 KB with lists and objects.
   */
  readonly properties?: { readonly [name: string]: unknown }
  /** True: nothing happens where there is no such profile. Default false, and true where an alias names it. */
  readonly _update_existing_only?: boolean
}
