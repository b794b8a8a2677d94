// Made by contract/generate.ts from the rows of the contract: change those.
import type { Method, PagedMethod } from '../method.ts'

export interface ExportSegmentsMethods {
  readonly segments: {
    /**
     * Lists segments.
     *
     * `GET /segments/list` · permission `segments.list` · 250,000 / h (`default-hourly`)
     *
     * @see https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/export/segments/get_segment.md
     */
    readonly list: PagedMethod<'segments.list'>
    /**
     * Reads a segment.
     *
     * `GET /segments/details` · permission `segments.details` · 250,000 / h (`default-hourly`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/export/segments/get_segment_details.md
     */
    readonly details: Method<'segments.details'>
    /**
     * Reads a segment's estimated size by day.
     *
     * `GET /segments/data_series` · permission `segments.data_series` · 250,000 / h (`default-hourly`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/export/segments/get_segment_analytics.md
     */
    readonly data_series: Method<'segments.data_series'>
  }
  readonly export: {
    readonly segment: {
      /**
       * Cancels the running exports of a segment. The permission really is documented as `segments.list`.
       *
       * `POST /export/segment/cancel` · permission `segments.list` · 250,000 / h (`default-hourly`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/export/segments/post_cancel_export.md
       */
      readonly cancel: Method<'export.segment.cancel'>
    }
  }
}
