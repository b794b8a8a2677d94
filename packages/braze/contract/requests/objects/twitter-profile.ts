// Made by contract/generate.ts from the rows of the contract: change those.

/** What is known from X, formerly Twitter. */
export interface TwitterProfile {
  /** Id there. */
  id?: number
  /** Name there. */
  screen_name?: string
  /** How many follow them. */
  followers_count?: number
  /** How many they follow. */
  friends_count?: number
  /** How many posts they wrote. */
  statuses_count?: number
}
