/**
 * A bucket of the rate limit, as one client sees it. It decides when the next request may go; who goes is the caller's.
 *
 * B1 In any span of the window's length no more requests go than the limit says, wherever Braze's own windows begin.
 * B2 No more requests go before the window ends than the last answers left, less those still under way: other nodes use the
 *    same allowance.
 * B3 After a 429 nothing goes before the time it named.
 */
import { type RateLimit, rateLimitHeaders } from '@parley/braze/contract'
import type { Clock } from './clock.ts'
import { readReset } from './retry.ts'

export interface Bucket {
  /**
   * Milliseconds until a request may go; 0: now. `asked`: somebody else decides, and `watch` tells when.
   *
   * @param wanted How many requests would go.
   */
  wait(wanted?: number): number | 'asked'
  /** Counts a request that goes now. */
  take(): void
  /** Counts it back as no longer under way, and learns from the answer's headers. */
  done(headers?: { get(name: string): string | null }): void
  /** Nothing goes for so many milliseconds. */
  pause(ms: number): void
  /** Called when requests may go that could not before. A bucket that never says `asked` has none. */
  watch?(opened: () => void): void
}

/** A bucket that knows the whole limit itself. */
export interface WindowBucket extends Bucket {
  wait(): number
}

// The window is counted in this many slices: constant memory for 250,000 an hour, at the price of one slice more to wait.
const SLICES = 50

export function createBucket(limit: RateLimit, clock: Clock): WindowBucket {
  const sliceMs = (limit.windowSeconds * 1000) / SLICES
  /** Requests per slice; the slice with number n is at n % length. One more than the window, since its ends are cut slices. */
  const counts = new Array<number>(SLICES + 1).fill(0)
  let newest = Math.floor(clock.now() / sliceMs)
  let total = 0
  let underWay = 0
  let pausedUntil = 0
  let left = Number.POSITIVE_INFINITY
  let leftUntil = 0

  function turn(now: number): void {
    const slice = Math.floor(now / sliceMs)
    for (let n = Math.max(newest + 1, slice - SLICES); n <= slice; n += 1) {
      total -= counts[n % counts.length] ?? 0
      counts[n % counts.length] = 0
    }
    newest = Math.max(newest, slice)
    if (now >= leftUntil) left = Number.POSITIVE_INFINITY
  }

  /** When the oldest counted slice leaves the window. */
  function nextOpening(now: number): number {
    for (let n = newest - SLICES; n <= newest; n += 1) {
      if (n >= 0 && (counts[n % counts.length] ?? 0) > 0) return (n + SLICES + 1) * sliceMs - now
    }
    return 0
  }

  return {
    wait() {
      const now = clock.now()
      turn(now)
      if (now < pausedUntil) return pausedUntil - now // B3
      if (left <= 0) return leftUntil - now // B2
      return total < limit.requests ? 0 : Math.max(1, Math.ceil(nextOpening(now))) // B1
    },
    take() {
      turn(clock.now())
      counts[newest % counts.length] = (counts[newest % counts.length] ?? 0) + 1
      total += 1
      underWay += 1
      left -= 1
    },
    done(headers) {
      underWay -= 1
      const remaining = headers?.get(rateLimitHeaders.remaining)?.trim()
      if (!headers || !remaining || !/^\d+$/.test(remaining)) return
      const now = clock.now()
      const resetMs = readReset(headers, now)
      if (resetMs === undefined || resetMs === 0) return
      const until = now + resetMs
      // Answers come in any order: within one window the lowest figure counts, a later window replaces it.
      const sameWindow = until < leftUntil + sliceMs * 2
      left = Math.min(sameWindow ? left : Number.POSITIVE_INFINITY, Number(remaining) - underWay) // B2
      leftUntil = sameWindow ? Math.max(until, leftUntil) : until
    },
    pause(ms) {
      pausedUntil = Math.max(pausedUntil, clock.now() + ms)
    },
  }
}
