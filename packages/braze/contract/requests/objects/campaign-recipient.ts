// Made by contract/generate.ts from the rows of the contract: change those.
import type { Prioritization } from './prioritization.ts'
import type { ProfileAttributes } from './profile-attributes.ts'
import type { UserAlias } from './user-alias.ts'

/** Names the profile by exactly one of `external_user_id`, `user_alias`, `braze_id` and `email`. */
export interface CampaignRecipient {
  /** External id of the profile. Numbers are taken as text. */
  readonly external_user_id?: string | number
  /** Alias of the profile. */
  readonly user_alias?: UserAlias
  /** The id that Braze gave the profile. */
  readonly braze_id?: string
  /** E-mail address of the profile. Needs `prioritization`. */
  readonly email?: string
  /**
   * Which profile is meant where several fit, the first word first. `identified` and `unidentified` exclude each other.
   */
  readonly prioritization?: readonly Prioritization[]
  /** Default true. False creates the profile where there is none, and needs `attributes`; not for an alias. */
  readonly send_to_existing_only?: boolean
  /** Written to the profile before the send. */
  readonly attributes?: ProfileAttributes
  /** Values for this recipient. They win over the request's own, key by key. */
  readonly trigger_properties?: { readonly [name: string]: unknown }
}
