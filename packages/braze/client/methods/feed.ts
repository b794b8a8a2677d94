// Made by contract/generate.ts from the rows of the contract: change those.
import type { Method, PagedMethod } from '../method.ts'

export interface FeedMethods {
  readonly feed: {
    /**
     * Lists News Feed cards.
     *
     * `GET /feed/list` · permission `feed.list` · 250,000 / h (`default-hourly`)
     *
     * @deprecated The News Feed is retired.
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/export/news_feed/get_news_feed_cards.md
     */
    readonly list: PagedMethod<'feed.list'>
    /**
     * Reads a News Feed card.
     *
     * `GET /feed/details` · permission `feed.details` · 250,000 / h (`default-hourly`)
     *
     * @deprecated The News Feed is retired.
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/export/news_feed/get_news_feed_card_details.md
     */
    readonly details: Method<'feed.details'>
    /**
     * Reads a News Feed card's figures.
     *
     * `GET /feed/data_series` · permission `feed.data_series` · 250,000 / h (`default-hourly`)
     *
     * @deprecated The News Feed is retired.
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/export/news_feed/get_news_feed_card_analytics.md
     */
    readonly data_series: Method<'feed.data_series'>
  }
}
