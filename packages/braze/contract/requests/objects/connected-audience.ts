// Made by contract/generate.ts from the rows of the contract: change those.
import type { AudienceFilter } from './audience-filter.ts'

/** A tree of filters. */
export type ConnectedAudience =
  | AudienceFilter
  | {
      /** Those who pass all of them. */
      readonly AND: readonly ConnectedAudience[]
    }
  | {
      /** Those who pass one of them. */
      readonly OR: readonly ConnectedAudience[]
    }
