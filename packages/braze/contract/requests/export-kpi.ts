// Made by contract/generate.ts from the rows of the contract: change those.

/** `GET /kpi/new_users/data_series`: Reads new users by day. */
export interface KpiNewUsersDataSeriesRequest {
  /** How many days: 1 to 100. */
  readonly length: number
  /** When the series ends, ISO 8601. Default now. */
  readonly ending_at?: string
  /** Only of this app, by its API identifier. */
  readonly app_id?: string
}

/** `GET /kpi/dau/data_series`: Reads active users by day. */
export interface KpiDauDataSeriesRequest {
  /** How many days: 1 to 100. */
  readonly length: number
  /** When the series ends, ISO 8601. Default now. */
  readonly ending_at?: string
  /** Only of this app, by its API identifier. */
  readonly app_id?: string
}

/** `GET /kpi/mau/data_series`: Reads users active within 30 days, by day. */
export interface KpiMauDataSeriesRequest {
  /** How many days: 1 to 100. */
  readonly length: number
  /** When the series ends, ISO 8601. Default now. */
  readonly ending_at?: string
  /** Only of this app, by its API identifier. */
  readonly app_id?: string
}

/** `GET /kpi/uninstalls/data_series`: Reads uninstalls by day. */
export interface KpiUninstallsDataSeriesRequest {
  /** How many days: 1 to 100. */
  readonly length: number
  /** When the series ends, ISO 8601. Default now. */
  readonly ending_at?: string
  /** Only of this app, by its API identifier. */
  readonly app_id?: string
}
