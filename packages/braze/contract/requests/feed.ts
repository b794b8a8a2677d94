// Made by contract/generate.ts from the rows of the contract: change those.

/** `GET /feed/list`: Lists News Feed cards. */
export interface FeedListRequest {
  /** Which page, from 0. Default 0. */
  readonly page?: number
  /** Whether archived ones are listed too. Default false. */
  readonly include_archived?: boolean
  /** Oldest or newest first. */
  readonly sort_direction?: 'asc' | 'desc'
}

/** `GET /feed/details`: Reads a News Feed card. */
export interface FeedDetailsRequest {
  /** API identifier of the card. */
  readonly card_id: string
}

/** `GET /feed/data_series`: Reads a News Feed card's figures. */
export interface FeedDataSeriesRequest {
  /** API identifier of the card. */
  readonly card_id: string
  /** How many days or hours: 1 to 100. */
  readonly length: number
  /** When the series ends, ISO 8601. Default now. */
  readonly ending_at?: string
  /** What an entry stands for. Default `day`. */
  readonly unit?: 'day' | 'hour'
}
