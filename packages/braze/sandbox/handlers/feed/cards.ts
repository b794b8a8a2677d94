import { refused, succeeded } from '../../assets/answer.ts'
import type { FeedCard } from '../../assets/feed-card.ts'
import { showTime } from '../../time.ts'
import type { Answer, Call, Handler } from '../handler.ts'
import { readPage, readSeriesSpans } from '../listing.ts'

/** Cards of a page, as for the other lists that count pages. */
const PAGE = 100

export const listCards: Handler = {
  answer({ query, world }) {
    const direction = query.get('sort_direction') || 'asc'
    if (direction !== 'asc' && direction !== 'desc') return refused("'sort_direction' is not valid")
    const isWanted = ({ archived }: FeedCard) => !archived || query.get('include_archived') === 'true'
    const found = world.assets.feedCards.all().filter(isWanted)
    const page = readPage(query, direction === 'desc' ? found.toReversed() : found, PAGE)
    if (typeof page === 'string') return refused(page)
    return succeeded(200, { cards: page.map(({ id, type, title, tags }) => ({ id, type, title, tags })) })
  },
}

export const showCard: Handler = {
  answer: (call) =>
    withCard(call, ({ createdAt, ...card }) =>
      succeeded(200, { ...card, created_at: showTime(createdAt), updated_at: showTime(createdAt) }),
    ),
}

/** Nobody sees a card of the sandbox: every figure is 0. */
export const showCardSeries: Handler = {
  answer: (call) =>
    withCard(call, () => {
      const spans = readSeriesSpans(call.query, call.world, ['day', 'hour'])
      if (typeof spans === 'string') return refused(spans)
      const figures = { clicks: 0, impressions: 0, unique_clicks: 0, unique_impressions: 0 }
      return succeeded(200, { data: spans.map(({ time }) => ({ time, ...figures })) })
    }),
}

function withCard({ query, world }: Call, run: (card: FeedCard) => Answer): Answer {
  const card = world.assets.feedCards.get(query.get('card_id') ?? '')
  return card === undefined ? refused("'card_id' must be the API identifier of a card") : run(card)
}
