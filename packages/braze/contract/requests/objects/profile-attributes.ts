// Made by contract/generate.ts from the rows of the contract: change those.
import type { FacebookProfile } from './facebook-profile.ts'
import type { Location } from './location.ts'
import type { PushToken } from './push-token.ts'
import type { SubscriptionGroupState } from './subscription-group-state.ts'
import type { TwitterProfile } from './twitter-profile.ts'
import type { UserAlias } from './user-alias.ts'

/**
 * What is written to one profile: standard fields by their names, of which `null` removes one, and custom attributes.
 */
export interface ProfileAttributes {
  /** Country, ISO 3166-1 with two letters. Other text is mapped when recognised, else the field is emptied. */
  readonly country?: string | null
  /** Where they are. */
  readonly current_location?: Location | null
  /** When they first used an app, ISO 8601. */
  readonly date_of_first_session?: string | null
  /** When they last used an app, ISO 8601. */
  readonly date_of_last_session?: string | null
  /** Day of birth, `YYYY-MM-DD`. */
  readonly dob?: string | null
  /** E-mail address, kept in lower case. Names the profile only where no id does. `null` removes it. */
  readonly email?: string | null
  /** State for e-mail, also of other profiles with the same address. */
  readonly email_subscribe?: 'opted_in' | 'unsubscribed' | 'subscribed' | null
  /** True: no pixel that tells of an opened e-mail. */
  readonly email_open_tracking_disabled?: boolean | null
  /** True: links of an e-mail are left as they are. */
  readonly email_click_tracking_disabled?: boolean | null
  /** What is known from Facebook. */
  readonly facebook?: FacebookProfile | null
  /** First name. */
  readonly first_name?: string | null
  /** Male, female, other, not applicable, prefers not to say. */
  readonly gender?: 'M' | 'F' | 'O' | 'N' | 'P' | null
  /** City where they live. */
  readonly home_city?: string | null
  /** Address of a picture. In older documentation only. */
  readonly image_url?: string | null
  /** Language, ISO 639-1 with two letters. */
  readonly language?: string | null
  /** Last name. */
  readonly last_name?: string | null
  /** When they marked an e-mail as spam. Its presence marks them. */
  readonly marked_email_as_spam_at?: string | null
  /** Phone number, best in E.164. Names the profile only where neither an id nor `email` does. `null` removes it. */
  readonly phone?: string | null
  /** State for push. */
  readonly push_subscribe?: 'opted_in' | 'unsubscribed' | 'subscribed' | null
  /** Devices that push reaches. */
  readonly push_tokens?: readonly PushToken[] | null
  /** States in subscription groups. */
  readonly subscription_groups?: readonly SubscriptionGroupState[] | null
  /** Time zone, IANA name such as `Europe/Berlin`. Kept only when it exists. */
  readonly time_zone?: string | null
  /** What is known from X, formerly Twitter. */
  readonly twitter?: TwitterProfile | null
  /** Your own id of the profile: at most 987 bytes, case-sensitive. Numbers are kept as text. */
  readonly external_id?: string | number
  /** An alias instead of `external_id`. Updates only, unless `_update_existing_only` is false. */
  readonly user_alias?: UserAlias
  /** The id that Braze gave the profile, instead of `external_id`. */
  readonly braze_id?: string
  /** True: objects are merged deeply into what is there, as `$update` wants. Default false: they replace it. */
  readonly _merge_objects?: boolean
  /** True: nothing happens where there is no such profile. Default false, and true where an alias names it. */
  readonly _update_existing_only?: boolean
  /** True: imports `push_tokens` without naming a profile; neither `external_id` nor `braze_id` then. */
  readonly push_token_import?: boolean
  /**
   * A custom attribute: a name of at most 255 characters and a text of as many, a number, true or false, a time, a list
   * of at most 500 values, an object or a list of objects of at most 100 KB. `null` removes it; `{ inc }` counts it up;
   * `{ add }` and `{ remove }` change a list, `{ $add }`, `{ $update }` and `{ $remove }` a list of objects.
   */
  readonly [name: string]: unknown
}
