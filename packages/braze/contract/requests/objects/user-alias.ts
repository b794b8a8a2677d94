// Made by contract/generate.ts from the rows of the contract: change those.

/** Another id of a profile, which needs no external id for it. */
export interface UserAlias {
  /** The id itself. Case-sensitive, unique within its label. */
  readonly alias_name: string
  /** What kind of id it is. */
  readonly alias_label: string
}
