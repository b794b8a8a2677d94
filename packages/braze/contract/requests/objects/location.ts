// Made by contract/generate.ts from the rows of the contract: change those.

/** A place on earth. */
export interface Location {
  /** Degrees, -180 to 180. */
  longitude: number
  /** Degrees, -90 to 90. */
  latitude: number
}
