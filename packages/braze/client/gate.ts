import type { RateLimit } from '@parley/braze/contract'
import type { Bucket, WindowBucket } from './bucket.ts'
import { type Budget, nameBucket } from './budget.ts'
import { type Clock, rest } from './clock.ts'

/** `late`: it opens only after the deadline, in so many milliseconds where that is known. */
export type Entry = 'open' | 'cancelled' | { readonly kind: 'late'; readonly afterMs: number | undefined }

/** Lets requests that share with no other through, one by one, as the rate limit allows. */
export interface Gate extends Pick<Bucket, 'done' | 'pause'> {
  /** Waits until a request may go, and counts it. */
  enter(deadline: number, signal: AbortSignal): Promise<Entry>
}

export function createGate(bucket: WindowBucket, clock: Clock): Gate {
  return {
    done: (headers) => bucket.done(headers),
    pause: (ms) => bucket.pause(ms),
    async enter(deadline, signal) {
      for (let wait = bucket.wait(); wait > 0; wait = bucket.wait()) {
        if (clock.now() + wait > deadline) return { kind: 'late', afterMs: wait }
        await rest(wait, clock, signal)
        if (signal.aborted) return 'cancelled'
      }
      bucket.take()
      return 'open'
    },
  }
}

/** A gate that asks the budget for each request. */
export function createBudgetGate(limit: RateLimit, budget: Budget, clock: Clock): Gate {
  const shared = nameBucket(limit)
  let pausedUntil = 0

  return {
    done() {},
    pause(ms) {
      pausedUntil = Math.max(pausedUntil, clock.now() + ms)
      budget.pause?.(shared, ms)
    },
    async enter(deadline, signal) {
      for (let wait = pausedUntil - clock.now(); wait > 0; wait = pausedUntil - clock.now()) {
        if (clock.now() + wait > deadline) return { kind: 'late', afterMs: wait }
        await rest(wait, clock, signal)
        if (signal.aborted) return 'cancelled'
      }
      const asking = new AbortController()
      const stop = (): void => asking.abort()
      const cancelTimer = clock.after(Math.max(0, deadline - clock.now()), stop)
      signal.addEventListener('abort', stop)
      try {
        await budget.take(shared, asking.signal)
        return signal.aborted ? 'cancelled' : 'open'
      } catch {
        // Its own failure is as good as a limit that does not open: the caller may come again.
        return signal.aborted ? 'cancelled' : { kind: 'late', afterMs: undefined }
      } finally {
        cancelTimer()
        signal.removeEventListener('abort', stop)
      }
    },
  }
}
