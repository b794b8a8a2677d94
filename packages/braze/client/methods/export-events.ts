// Made by contract/generate.ts from the rows of the contract: change those.
import type { Method, PagedMethod } from '../method.ts'

export interface ExportEventsMethods {
  readonly events: {
    /**
     * Lists the names of custom events.
     *
     * `GET /events/list` · permission `events.list` · 1,000 / h (`custom-data-lists`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/export/custom_events/get_custom_events.md
     */
    readonly list: PagedMethod<'events.list'>
    /**
     * Lists custom events with what is known of them.
     *
     * `GET /events` · permission `events.get` · 1,000 / h (`custom-data-lists`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/export/custom_events/get_custom_events_data.md
     */
    readonly get: PagedMethod<'events.get'>
    /**
     * Reads how often a custom event happened, by day or hour.
     *
     * `GET /events/data_series` · permission `events.data_series` · 250,000 / h (`default-hourly`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/export/custom_events/get_custom_events_analytics.md
     */
    readonly data_series: Method<'events.data_series'>
  }
}
