// Made by contract/generate.ts from the rows of the contract: change those.

/** `GET /segments/list`: Lists segments. */
export interface SegmentsListRequest {
  /** Which page, from 0. Default 0. */
  readonly page?: number
  /** Oldest or newest first. */
  readonly sort_direction?: 'asc' | 'desc'
}

/** `GET /segments/details`: Reads a segment. */
export interface SegmentsDetailsRequest {
  /** API identifier of the segment. */
  readonly segment_id: string
}

/** `GET /segments/data_series`: Reads a segment's estimated size by day. */
export interface SegmentsDataSeriesRequest {
  /** API identifier of the segment. */
  readonly segment_id: string
  /** How many days: 1 to 100. */
  readonly length: number
  /** When the series ends, ISO 8601. Default now. */
  readonly ending_at?: string
}

/** `POST /export/segment/cancel`: Cancels the running exports of a segment. */
export interface ExportSegmentCancelRequest {
  /** API identifier of the segment. */
  readonly segment_id: string
}
