// Made by contract/generate.ts from the rows of the contract: change those.

/** `GET /events/list`: Lists the names of custom events. */
export interface EventsListRequest {
  /** Which page, from 0. Default 0. */
  readonly page?: number
}

/** `GET /events`: Lists custom events with what is known of them. */
export interface EventsGetRequest {
  /** Where to go on: the `cursor` of the `Link` header. Left out: from the start. */
  readonly cursor?: string
}

/** `GET /events/data_series`: Reads how often a custom event happened, by day or hour. */
export interface EventsDataSeriesRequest {
  /** Name of the event. */
  readonly event: string
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
