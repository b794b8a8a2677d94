// Made by contract/generate.ts from the rows of the contract: change those.

/** When a message goes. */
export interface Schedule {
  /** ISO 8601, UTC. Without a zone where it is local or optimal time. */
  readonly time: string
  /** At that time of the recipient's own zone; 400 when it is past everywhere. Default false. */
  readonly in_local_time?: boolean
  /** On that day at the hour that suits the recipient best. Default false. */
  readonly at_optimal_time?: boolean
}
