// Made by contract/generate.ts from the rows of the contract: change those.

/** What decides among several profiles. */
export type Prioritization = 'identified' | 'unidentified' | 'most_recently_updated' | 'least_recently_updated'
