import type { RateLimit } from '@parley/braze/contract'
import type { Clock } from './clock.ts'

/** Where a request found its bucket. */
export interface Allowance {
  readonly allowed: boolean
  readonly limit: number
  readonly remaining: number
  /** UTC epoch seconds when the window ends. */
  readonly reset: number
  /** Whole seconds until then, at least 1. */
  readonly retryAfter: number
}

/** What to use instead of the contract's figures: other figures by bucket, or no enforcement at all. */
export type RateLimitSettings = 'off' | { readonly [bucket: string]: Pick<RateLimit, 'requests' | 'windowSeconds'> }

/** Counts requests per bucket in windows that begin at multiples of their length, as a clock hour does. */
export interface RateLimits {
  /** Takes one request out of the bucket. A refused request costs nothing. */
  take(rule: RateLimit): Allowance
  /** The same view without taking. */
  look(rule: RateLimit): Allowance
}

export function createRateLimits(clock: Clock, settings: RateLimitSettings = {}): RateLimits {
  const windows = new Map<string, { readonly start: number; readonly used: number }>()

  function measure(rule: RateLimit, cost: 0 | 1): Allowance {
    const own = settings === 'off' ? undefined : settings[rule.bucket]
    const { requests, windowSeconds } = own ?? rule
    const seconds = clock.now() / 1000
    const start = Math.floor(seconds / windowSeconds) * windowSeconds
    const current = windows.get(rule.bucket)
    const used = current?.start === start ? current.used : 0
    const allowed = settings === 'off' || used < requests
    if (allowed && cost === 1) windows.set(rule.bucket, { start, used: used + cost })
    return {
      allowed,
      limit: requests,
      remaining: Math.max(0, requests - used - (allowed ? cost : 0)),
      reset: start + windowSeconds,
      retryAfter: Math.max(1, Math.ceil(start + windowSeconds - seconds)),
    }
  }

  return { take: (rule) => measure(rule, 1), look: (rule) => measure(rule, 0) }
}
