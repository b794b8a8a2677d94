import { z } from 'zod'
import { createShelf, type Shelf } from './shelf.ts'

const text = z.string()

/** A card of the retired News Feed. Only the dashboard makes them: see the controls. */
export const feedCard = z
  .object({
    id: text,
    type: text,
    name: text,
    title: text,
    description: text,
    image_url: text,
    tags: z.array(text).readonly(),
    extras: z.record(text, z.unknown()).readonly(),
    archived: z.boolean(),
    draft: z.boolean(),
    publish_at: text.nullable(),
    end_at: text.nullable(),
    /** Epoch milliseconds. */
    createdAt: z.number(),
  })
  .readonly()
export type FeedCard = z.output<typeof feedCard>

/** Cards by their ids. */
export type FeedCards = Shelf<FeedCard>

export function createFeedCards(changed: () => void): FeedCards {
  return createShelf(feedCard, changed)
}
