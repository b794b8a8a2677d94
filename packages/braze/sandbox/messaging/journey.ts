import { z } from 'zod'
import { subscriptionStates } from './reach.ts'
import { sentProperties } from './sending.ts'

/** One person on the way through a Canvas, with all that is needed to go on, also after a restart. */
export const journey = z
  .object({
    id: z.string(),
    canvasId: z.string(),
    brazeId: z.string(),
    variant: z.object({ id: z.string(), name: z.string() }).readonly(),
    /** The send that let the person in, and the place among its recipients. */
    recordId: z.string(),
    place: z.number(),
    sent: sentProperties,
    subscriptionState: z.enum(subscriptionStates),
    sendId: z.string().exactOptional(),
    /** The step to take next, or with `wait` the one in which the person waits. */
    stepId: z.string(),
    /** When the person came to the step, epoch milliseconds: a delay counts from here, however late it is noticed. */
    at: z.number(),
    wait: z
      .object({
        until: z.number(),
        /** Of messages that are delayed: their dispatch, and the records made for them beforehand. */
        dispatchId: z.string(),
        messageIds: z.array(z.string()).readonly(),
        /** The path that a deed has opened, where the window has to end first. */
        path: z.number().exactOptional(),
      })
      .readonly()
      .exactOptional(),
    /** Steps taken so far. */
    taken: z.number(),
    /** Whether something happened that ends the journey after this step. */
    leaving: z.boolean(),
  })
  .readonly()
export type Journey = z.output<typeof journey>

/** The journeys under way, found by their id and by person. */
export interface JourneyBook {
  readonly size: number
  get(id: string): Journey | undefined
  /** Earliest entry first. */
  of(brazeId: string): readonly Journey[]
  all(): Iterable<Journey>
  /** How many people are in each step of the Canvas, by the step's id. */
  count(canvasId: string): ReadonlyMap<string, number>
  put(one: Journey): void
  remove(one: Journey): void
}

/** @param changed called with the id of each journey that was put or removed */
export function createJourneyBook(changed: (id: string) => void): JourneyBook {
  const byId = new Map<string, Journey>()
  const byPerson = new Map<string, Set<string>>()
  return {
    get size() {
      return byId.size
    },
    get: (id) => byId.get(id),
    of: (brazeId) => [...(byPerson.get(brazeId) ?? [])].flatMap((id) => byId.get(id) ?? []),
    all: () => byId.values(),
    count(canvasId) {
      const counts = new Map<string, number>()
      for (const one of byId.values()) {
        if (one.canvasId === canvasId) counts.set(one.stepId, (counts.get(one.stepId) ?? 0) + 1)
      }
      return counts
    },
    put(one) {
      byId.set(one.id, one)
      const ids = byPerson.get(one.brazeId) ?? new Set()
      byPerson.set(one.brazeId, ids.add(one.id))
      changed(one.id)
    },
    remove(one) {
      byId.delete(one.id)
      const ids = byPerson.get(one.brazeId)
      ids?.delete(one.id)
      if (ids?.size === 0) byPerson.delete(one.brazeId)
      changed(one.id)
    },
  }
}
