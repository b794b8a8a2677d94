/**
 * A rate limit that several clients keep together. Where a budget is given, it alone says when a request may go, and the client's own
 * window is not used; what a 429 asks for is kept all the same.
 */
import type { RateLimit } from '@parley/braze/contract'
import type { Bucket } from './bucket.ts'
import type { Clock } from './clock.ts'

/** What is shared: endpoints of the same name count together. */
export interface BudgetBucket {
  readonly name: string
  readonly requests: number
  readonly windowSeconds: number
}

export interface Budget {
  /**
   * Resolves when one more request may go, which it then does, or soon after.
   * Rejects when the signal comes, or when nobody can be asked: then the client asks again for as long as its callers wait.
   */
  take(bucket: BudgetBucket, signal?: AbortSignal): Promise<void>
  /** A 429 came: nobody should send for so many milliseconds. */
  pause?(bucket: BudgetBucket, ms: number): void
}

/** How long after a budget that could not be asked it is asked again. */
const ASK_AGAIN_MS = 500
/** A granted request that did not go by then is given up: whoever wanted it was cancelled. */
const GRANT_MS = 1000

export interface BudgetPorts {
  readonly budget: Budget
  readonly clock: Clock
  /** Ends what is still asked for. */
  readonly signal: AbortSignal
}

export function nameBucket({ bucket, requests, windowSeconds }: RateLimit): BudgetBucket {
  return { name: bucket, requests, windowSeconds }
}

/** A bucket that asks the budget for as many requests as are wanted, ahead of them, and says when they are granted. */
export function createBudgetBucket(limit: RateLimit, { budget, clock, signal }: BudgetPorts): Bucket {
  const shared = nameBucket(limit)
  let granted = 0
  let grantedAt = 0
  let asked = 0
  let pausedUntil = 0
  let cancelRest = (): void => {}
  let resting = false
  let opened = (): void => {}

  function ask(): void {
    asked += 1
    budget.take(shared, signal).then(
      () => {
        asked -= 1
        granted += 1
        grantedAt = clock.now()
        opened()
      },
      () => {
        asked -= 1
        if (!signal.aborted) rest()
      },
    )
  }

  function rest(): void {
    if (resting) return
    resting = true
    cancelRest = clock.after(ASK_AGAIN_MS, () => {
      resting = false
      opened()
    })
  }

  signal.addEventListener('abort', () => cancelRest(), { once: true })

  return {
    wait(wanted = 1) {
      const now = clock.now()
      if (now < pausedUntil) return pausedUntil - now
      if (now - grantedAt > GRANT_MS) granted = 0
      if (granted > 0) return 0
      if (!resting && !signal.aborted) while (asked < wanted) ask()
      return 'asked'
    },
    take() {
      granted -= 1
    },
    done() {},
    pause(ms) {
      pausedUntil = Math.max(pausedUntil, clock.now() + ms)
      budget.pause?.(shared, ms)
    },
    watch(run) {
      opened = run
    },
  }
}
