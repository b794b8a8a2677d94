// Made by contract/generate.ts from the rows of the contract: change those.

/** What is known from Facebook. */
export interface FacebookProfile {
  /** Id there. */
  id?: string
  /** What they like there. */
  likes?: readonly string[]
  /** How many friends they have there. */
  num_friends?: number
}
