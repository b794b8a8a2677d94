// Made by contract/generate.ts from the rows of the contract: change those.

/** `POST /sends/id/create`: Creates a send id, by which the figures of sends are told apart. */
export interface SendsIdCreateRequest {
  /** API identifier of the campaign. */
  readonly campaign_id: string
  /** At most 64 letters, digits, `-` and `_`. Default: one is made. */
  readonly send_id?: string
}

/** `GET /sends/data_series`: Reads the figures of a send id by day. */
export interface SendsDataSeriesRequest {
  /** API identifier of the campaign. */
  readonly campaign_id: string
  /** The send id whose figures are asked for. */
  readonly send_id: string
  /** How many days: 1 to 100. */
  readonly length: number
  /** When the series ends, ISO 8601. Default now. */
  readonly ending_at?: string
}
