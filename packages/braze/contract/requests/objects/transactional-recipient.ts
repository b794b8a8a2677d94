// Made by contract/generate.ts from the rows of the contract: change those.
import type { ProfileAttributes } from './profile-attributes.ts'
import type { UserAlias } from './user-alias.ts'

/** Names the profile by `external_user_id` or `user_alias`. */
export interface TransactionalRecipient {
  /** External id of the profile. */
  readonly external_user_id?: string
  /** Alias of the profile. */
  readonly user_alias?: UserAlias
  /** Written to the profile before the send. */
  readonly attributes?: ProfileAttributes
}
