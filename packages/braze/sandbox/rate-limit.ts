import type { RateLimit } from '@parley/braze/contract'
import { z } from 'zod'
import type { Clock } from './clock.ts'
import type { Part } from './part.ts'

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
export interface RateLimits extends Part {
  /** Takes one request out of each bucket, or out of none when one is empty; a refused request costs nothing. */
  take(rule: RateLimit, ...further: readonly RateLimit[]): Allowance
  /** The same view without taking. */
  look(rule: RateLimit): Allowance
  /** The buckets that requests counted against in windows that still run. */
  list(): readonly (Allowance & { readonly bucket: string })[]
}

interface Window {
  readonly start: number
  readonly used: number
  readonly rule: RateLimit
}

const savedWindows = z.array(
  z.object({
    start: z.number(),
    used: z.number(),
    rule: z.object({ bucket: z.string(), requests: z.number(), windowSeconds: z.number() }).readonly(),
  }),
)

/** Buckets are named by requests (one per audience, say): beyond so many, those of past windows are forgotten. */
const WINDOWS = 1000

export function createRateLimits(clock: Clock, ownLimits: () => RateLimitSettings = () => ({})): RateLimits {
  const windows = new Map<string, Window>()
  let revision = 0

  function measure(rule: RateLimit, cost: 0 | 1): Allowance {
    const settings = ownLimits()
    const { requests, windowSeconds } = figures(rule, settings)
    const seconds = clock.now() / 1000
    const start = Math.floor(seconds / windowSeconds) * windowSeconds
    const current = windows.get(rule.bucket)
    const used = current?.start === start ? current.used : 0
    const allowed = settings === 'off' || used < requests
    if (allowed && cost === 1) {
      if (current === undefined && windows.size >= WINDOWS) forgetPast(seconds)
      windows.set(rule.bucket, { start, used: used + cost, rule })
      revision += 1
    }
    return {
      allowed,
      limit: requests,
      remaining: Math.max(0, requests - used - (allowed ? cost : 0)),
      reset: start + windowSeconds,
      retryAfter: Math.max(1, Math.ceil(start + windowSeconds - seconds)),
    }
  }

  function forgetPast(seconds: number): void {
    for (const [bucket, { start, rule }] of windows) {
      if (start + figures(rule, ownLimits()).windowSeconds <= seconds) windows.delete(bucket)
    }
  }

  return {
    get revision() {
      return revision
    },
    take(rule, ...further) {
      if (further.length === 0) return measure(rule, 1)
      const rules = [rule, ...further]
      const refused = rules.map((one) => measure(one, 0)).find(({ allowed }) => !allowed)
      if (refused !== undefined) return refused
      const taken = rules.map((one) => measure(one, 1))
      return taken.reduce((least, one) => (one.remaining < least.remaining ? one : least))
    },
    look: (rule) => measure(rule, 0),
    list() {
      forgetPast(clock.now() / 1000)
      return [...windows].map(([bucket, { rule }]) => ({ bucket, ...measure(rule, 0) }))
    },
    save: () =>
      [...windows.values()].map(({ start, used, rule: { bucket, requests, windowSeconds } }) => ({
        start,
        used,
        rule: { bucket, requests, windowSeconds },
      })),
    load(saved) {
      for (const one of savedWindows.parse(saved)) windows.set(one.rule.bucket, one)
    },
    close: () => undefined,
  }
}

function figures(rule: RateLimit, settings: RateLimitSettings): Pick<RateLimit, 'requests' | 'windowSeconds'> {
  if (settings === 'off' || !Object.hasOwn(settings, rule.bucket)) return rule
  return settings[rule.bucket] ?? rule
}
