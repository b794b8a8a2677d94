// Made by contract/generate.ts from the rows of the contract: change those.

/** `GET /sessions/data_series`: Reads the number of sessions by day or hour. */
export interface SessionsDataSeriesRequest {
  /** How many days or hours: 1 to 100. */
  readonly length: number
  /** When the series ends, ISO 8601. Default now. */
  readonly ending_at?: string
  /** What an entry stands for. Default `day`. */
  readonly unit?: 'day' | 'hour'
  /** Only of this app, by its API identifier. */
  readonly app_id?: string
  /** Only of users of this segment. Analytics tracking must be on for it. */
  readonly segment_id?: string
}
