// What is answered when more comes in than can be taken. Braze leaves a host in peace for a minute when more than 3,000 calls of a
// workspace failed within one, and 429 counts as a failure like 502, 503 and 504. So refusals are given at a pace: those that come
// faster are held for a while, as long as the caller waits anyway (Braze: 90 seconds).
import { RuntimeError } from '@parley/runtime'
import { Refusal } from './refusal.ts'

/** A sixth of what Braze forgives, so that several nodes behind one address stay below it together. */
const refusalsPerMinute = 500
const spacingMs = 60_000 / refusalsPerMinute
/** Well before the caller gives up. */
const longestHoldMs = 30_000
/** Spread, so that those who were refused together do not come back together. */
const shortestRetry = 15
const longestRetry = 75

/** Why something could not be taken, where the same again later can be. */
const pressing: ReadonlySet<string> = new Set(['overloaded', 'database-unavailable', 'closing'])

export interface Pressure {
  /** What to throw for an error, after a while where refusals come too fast. */
  refuse(error: unknown): Promise<unknown>
}

export function createPressure(parts: {
  now(): number
  wait(ms: number): Promise<void>
  /** In [0, 1). */
  random(): number
}): Pressure {
  let nextAt = 0
  return {
    async refuse(error) {
      if (!(error instanceof RuntimeError && pressing.has(error.code))) return error
      const at = parts.now()
      const holdMs = Math.max(0, nextAt - at)
      if (holdMs <= longestHoldMs) {
        nextAt = Math.max(nextAt, at) + spacingMs
        if (holdMs > 0) await parts.wait(holdMs)
      }
      const seconds = Math.round(shortestRetry + parts.random() * (longestRetry - shortestRetry))
      return new Refusal('overloaded', undefined, { headers: { 'retry-after': String(seconds) }, cause: error })
    },
  }
}
