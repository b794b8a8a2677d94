// Made by contract/generate.ts from the rows of the contract: change those.
import type { Prioritization } from './prioritization.ts'
import type { UserAlias } from './user-alias.ts'

/** Exactly one of `external_id`, `user_alias`, `email` and `phone`. */
export interface MergeIdentifier {
  /** The external id. */
  readonly external_id?: string
  /** Another id of a profile, which needs no external id for it. */
  readonly user_alias?: UserAlias
  /** The e-mail address. Needs `prioritization`. */
  readonly email?: string
  /** The phone number. Needs `prioritization`. */
  readonly phone?: string
  /**
   * Which profile is meant where several fit, the first word first. `identified` and `unidentified` exclude each other.
   */
  readonly prioritization?: readonly Prioritization[]
}
