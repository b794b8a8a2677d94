import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { archived, page, unitSeries } from '../member.ts'
import { answer, flagMembers, list, maybe, num, record, sortDirection, text, textMembers, texts } from '../piece.ts'

const cardId = text.describe('API identifier of the card.')

export const feed = defineGroup([
  {
    id: 'feed.list',
    method: 'GET',
    path: '/feed/list',
    permission: 'feed.list',
    rateLimit: buckets.hourly,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    pages: { kind: 'page', items: 'cards' },
    deprecated: 'The News Feed is retired.',
    request: z
      .object({
        page: page.exactOptional(),
        include_archived: archived.exactOptional(),
        sort_direction: sortDirection.exactOptional().describe('Oldest or newest first.'),
      })
      .readonly(),
    response: answer({ cards: list({ ...textMembers('id', 'type', 'title'), tags: maybe(texts) }) }),
    docs: { what: 'Lists News Feed cards.', docPath: '_docs/_api/endpoints/export/news_feed/get_news_feed_cards.md' },
  },
  {
    id: 'feed.details',
    method: 'GET',
    path: '/feed/details',
    permission: 'feed.details',
    rateLimit: buckets.hourly,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    deprecated: 'The News Feed is retired.',
    request: z.object({ card_id: cardId }).readonly(),
    response: answer({
      ...textMembers('created_at', 'updated_at', 'name', 'publish_at', 'end_at', 'title', 'image_url', 'description'),
      ...flagMembers('archived', 'draft'),
      tags: maybe(texts),
      extras: maybe(record),
    }),
    docs: {
      what: 'Reads a News Feed card.',
      docPath: '_docs/_api/endpoints/export/news_feed/get_news_feed_card_details.md',
    },
  },
  {
    id: 'feed.data_series',
    method: 'GET',
    path: '/feed/data_series',
    permission: 'feed.data_series',
    rateLimit: buckets.hourly,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    deprecated: 'The News Feed is retired.',
    request: z.object({ card_id: cardId, ...unitSeries }).readonly(),
    response: answer({
      data: list({
        ...textMembers('time'),
        clicks: maybe(num),
        impressions: maybe(num),
        unique_clicks: maybe(num),
        unique_impressions: maybe(num),
      }),
    }),
    docs: {
      what: "Reads a News Feed card's figures.",
      docPath: '_docs/_api/endpoints/export/news_feed/get_news_feed_card_analytics.md',
    },
  },
])
