import { Refusal } from '../http/refusal.ts'
import type { Counts, Limit } from './counts.ts'

const minuteMs = 60_000
/** How often one API key may be used in a minute, on all servers together. */
const perMinute = 600
/** A server takes a sixtieth of it at once, so that not every request of a program writes to the database. */
const lots = 60

/** Counts the use of API keys, by their ids. @throws Refusal `rate-limited` with `Retry-After` */
export type UseKey = (id: string) => Promise<void>

interface Held {
  left: number
  readonly endsAt: number
}

/** @param factor multiplies the limit; 0: there is none */
export function createKeyUse(counts: Counts, now: () => number, factor = 1): UseKey {
  const most = Math.max(1, Math.round(perMinute * factor))
  const lot = Math.max(1, Math.floor(most / lots))
  // A lot that goes over the limit is refused whole.
  const limit: Limit = { deed: 'key', most: most - (most % lot), withinMs: minuteMs }
  /** Of keys that there are, so it is as long as their list at most. */
  const held = new Map<string, Held>()

  return async (id) => {
    if (factor === 0) return
    const has = held.get(id)
    if (has !== undefined && has.left > 0 && has.endsAt > now()) {
      has.left -= 1
      return
    }
    const { isOver, endsAt } = await counts.take(limit, id, lot)
    if (isOver) {
      const seconds = Math.max(1, Math.ceil((endsAt - now()) / 1000))
      throw new Refusal('rate-limited', undefined, { headers: { 'retry-after': String(seconds) } })
    }
    // Somebody else may have taken one meanwhile.
    const meanwhile = held.get(id)
    const others = meanwhile?.endsAt === endsAt ? meanwhile.left : 0
    held.set(id, { left: others + lot - 1, endsAt })
  }
}
