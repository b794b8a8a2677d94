import type { HandlerGroup } from '../handler.ts'
import { listCards, showCard, showCardSeries } from './cards.ts'

export const feedHandlers = {
  'feed.list': listCards,
  'feed.details': showCard,
  'feed.data_series': showCardSeries,
} as const satisfies HandlerGroup
