// Made by contract/generate.ts from the rows of the contract: change those.
import type { Method } from '../method.ts'

export interface ExportSessionsMethods {
  readonly sessions: {
    /**
     * Reads the number of sessions by day or hour.
     *
     * `GET /sessions/data_series` · permission `sessions.data_series` · 250,000 / h (`default-hourly`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/export/sessions/get_sessions_analytics.md
     */
    readonly data_series: Method<'sessions.data_series'>
  }
}
