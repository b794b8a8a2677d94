// Made by contract/generate.ts from the rows of the contract: change those.
import type { Method, PagedMethod } from '../method.ts'

export interface CanvasMethods {
  readonly canvas: {
    readonly trigger: {
      /**
       * Enters profiles into an API-triggered Canvas at once. `recipients`, or `broadcast: true`, never both. A paused,
       * stopped or archived Canvas answers 201 with a `notice` and sends nothing. Broadcasts: 250 a minute, and 10 a
       * minute for one audience.
       *
       * `POST /canvas/trigger/send` · permission `canvas.trigger.send` · 250,000 / h (`default-hourly`) · at most 50
       * `recipients`
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/messaging/send_messages/post_send_triggered_canvases.md
       */
      readonly send: Method<'canvas.trigger.send'>
      readonly schedule: {
        /**
         * Enters profiles into an API-triggered Canvas later.
         *
         * `POST /canvas/trigger/schedule/create` · permission `canvas.trigger.schedule.create` · 250,000 / h
         * (`default-hourly`) · at most 50 `recipients`
         *
         * @see
         * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/messaging/schedule_messages/post_schedule_triggered_canvases.md
         */
        readonly create: Method<'canvas.trigger.schedule.create'>
        /**
         * Changes when a scheduled API-triggered Canvas goes.
         *
         * `POST /canvas/trigger/schedule/update` · permission `canvas.trigger.schedule.update` · 250,000 / h
         * (`default-hourly`)
         *
         * @see
         * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/messaging/schedule_messages/post_update_scheduled_triggered_canvases.md
         */
        readonly update: Method<'canvas.trigger.schedule.update'>
        /**
         * Takes a scheduled API-triggered Canvas back.
         *
         * `POST /canvas/trigger/schedule/delete` · permission `canvas.trigger.schedule.delete` · 250,000 / h
         * (`default-hourly`)
         *
         * @see
         * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/messaging/schedule_messages/post_delete_scheduled_triggered_canvases.md
         */
        readonly delete: Method<'canvas.trigger.schedule.delete'>
      }
    }
    /**
     * Duplicates a Canvas. Asynchronous: 202 without a documented body.
     *
     * `POST /canvas/duplicate` · permission `canvas.duplicate` · 100 / min (`canvas-duplicate`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/messaging/duplicate_messages/post_duplicate_canvases.md
     */
    readonly duplicate: Method<'canvas.duplicate'>
    /**
     * Lists Canvases.
     *
     * `GET /canvas/list` · permission `canvas.list` · 250,000 / h (`default-hourly`)
     *
     * @see https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/export/canvas/get_canvases.md
     */
    readonly list: PagedMethod<'canvas.list'>
    /**
     * Reads a Canvas. 400 `canvas_id must be a string of the Canvas api identifier` for an id that is none.
     *
     * `GET /canvas/details` · permission `canvas.details` · 250,000 / h (`default-hourly`)
     *
     * @see https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/export/canvas/get_canvas_details.md
     */
    readonly details: Method<'canvas.details'>
    /**
     * Reads a Canvas's figures by day. `starting_at` or `length`, at most 14 days.
     *
     * `GET /canvas/data_series` · permission `canvas.data_series` · 250,000 / h (`default-hourly`)
     *
     * @see https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/export/canvas/get_canvas_analytics.md
     */
    readonly data_series: Method<'canvas.data_series'>
    /**
     * Reads a Canvas's figures, added up. `starting_at` or `length`, at most 14 days.
     *
     * `GET /canvas/data_summary` · permission `canvas.data_summary` · 250,000 / h (`default-hourly`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/export/canvas/get_canvas_analytics_summary.md
     */
    readonly data_summary: Method<'canvas.data_summary'>
    readonly url_info: {
      /**
       * Lists the link aliases of a Canvas step. Only for workspaces with link aliasing.
       *
       * `GET /canvas/url_info/details` · permission `canvas.url_info.details` · 250,000 / h (`default-hourly`)
       *
       * @see https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_hidden/private_betas/get_canvas_url_info.md
       */
      readonly details: Method<'canvas.url_info.details'>
    }
  }
}
