// Made by contract/generate.ts from the rows of the contract: change those.
import type { Method, PagedMethod } from '../method.ts'

export interface CampaignsMethods {
  readonly campaigns: {
    readonly trigger: {
      /**
       * Sends an API-triggered campaign at once. `recipients`, or `broadcast: true`, never both. Success does not say
       * that anyone was messaged. Broadcasts: 250 a minute, and 10 a minute for one audience.
       *
       * `POST /campaigns/trigger/send` · permission `campaigns.trigger.send` · 250,000 / h (`default-hourly`) · at most
       * 50 `recipients`
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/messaging/send_messages/post_send_triggered_campaigns.md
       */
      readonly send: Method<'campaigns.trigger.send'>
      readonly schedule: {
        /**
         * Sends an API-triggered campaign later.
         *
         * `POST /campaigns/trigger/schedule/create` · permission `campaigns.trigger.schedule.create` · 250,000 / h
         * (`default-hourly`) · at most 50 `recipients`
         *
         * @see
         * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/messaging/schedule_messages/post_schedule_triggered_campaigns.md
         */
        readonly create: Method<'campaigns.trigger.schedule.create'>
        /**
         * Changes when a scheduled API-triggered campaign goes.
         *
         * `POST /campaigns/trigger/schedule/update` · permission `campaigns.trigger.schedule.update` · 250,000 / h
         * (`default-hourly`)
         *
         * @see
         * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/messaging/schedule_messages/post_update_scheduled_triggered_campaigns.md
         */
        readonly update: Method<'campaigns.trigger.schedule.update'>
        /**
         * Takes a scheduled API-triggered campaign back.
         *
         * `POST /campaigns/trigger/schedule/delete` · permission `campaigns.trigger.schedule.delete` · 250,000 / h
         * (`default-hourly`)
         *
         * @see
         * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/messaging/schedule_messages/post_delete_scheduled_triggered_messages.md
         */
        readonly delete: Method<'campaigns.trigger.schedule.delete'>
      }
    }
    /**
     * Duplicates a campaign. Asynchronous: 202 without a documented body.
     *
     * `POST /campaigns/duplicate` · permission `campaigns.duplicate` · 100 / min (`campaign-duplicate`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/messaging/duplicate_messages/post_duplicate_campaigns.md
     */
    readonly duplicate: Method<'campaigns.duplicate'>
    /**
     * Lists campaigns.
     *
     * `GET /campaigns/list` · permission `campaigns.list` · 250,000 / h (`default-hourly`)
     *
     * @see https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/export/campaigns/get_campaigns.md
     */
    readonly list: PagedMethod<'campaigns.list'>
    /**
     * Reads a campaign.
     *
     * `GET /campaigns/details` · permission `campaigns.details` · 250,000 / h (`default-hourly`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/export/campaigns/get_campaign_details.md
     */
    readonly details: Method<'campaigns.details'>
    /**
     * Reads a campaign's figures by day.
     *
     * `GET /campaigns/data_series` · permission `campaigns.data_series` · 50,000 / min (`campaigns-data-series`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/export/campaigns/get_campaign_analytics.md
     */
    readonly data_series: Method<'campaigns.data_series'>
    readonly url_info: {
      /**
       * Lists the link aliases of a campaign's message variation. Only for workspaces with link aliasing.
       *
       * `GET /campaigns/url_info/details` · permission `campaigns.url_info.details` · 250,000 / h (`default-hourly`)
       *
       * @see https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_hidden/private_betas/get_campaign_url_info.md
       */
      readonly details: Method<'campaigns.url_info.details'>
    }
  }
}
