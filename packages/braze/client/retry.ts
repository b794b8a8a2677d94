import { RESET_EPOCH_FROM, rateLimitHeaders } from '@parley/braze/contract'
import type { BrazeErrorCode, Retry } from './error.ts'

/** What is known of a request that did not succeed. */
export interface Failure {
  readonly code: BrazeErrorCode
  /** `undefined`: no answer came. */
  readonly status?: number | undefined
  /** It may have been taken all the same. */
  readonly ambiguous: boolean
  /** Taken twice does no more harm than once. */
  readonly repeatable: boolean
  /** Of the answer. */
  readonly headers?: { get(name: string): string | null } | undefined
}

export type Decision = { readonly retry: false } | { readonly retry: true; readonly afterMs: number }

/** Tries after the first within one call: conversations wait for it, and the queue behind the caller tries again later anyway. */
const MOST_RETRIES = 2
const BASE_MS = 500
const LONGEST_MS = 10_000
/** Clocks this close are taken as equal; beyond it the answer's own `Date` counts, which is only exact to the second. */
const CLOCK_TOLERANCE_MS = 2000

/**
 * Whether to send a request again, and when.
 *
 * @param attempt How often it was sent, from 1.
 * @param now Milliseconds since 1970.
 * @param chance From 0 to 1, spreads the tries of many clients.
 */
export function decideRetry(failure: Failure, attempt: number, now: number, chance: number): Decision {
  const advice = adviseRetry(failure, now)
  // 400, 401, 403, 404, 413, 415, a refused object, a cancelled call: the same request gets the same answer.
  if (advice === 'no') return { retry: false }
  // A proxy or a wrong URL answered; it does so again at once.
  if (failure.code === 'unreadable-answer') return { retry: false }
  // Sent, and then nobody knows: an event may be there already, and no request id would keep it from counting twice.
  if (failure.ambiguous && !failure.repeatable) return { retry: false }
  // A rate limit says "not now", not "failed": its tries are bounded by the caller's deadline alone.
  if (attempt > MOST_RETRIES && failure.code !== 'rate-limited') return { retry: false }
  // The service names the time. One that is over already says no more than "later".
  if (advice !== 'later' && advice.afterMs > 0) return { retry: true, afterMs: advice.afterMs }
  // Doubling, and half of it by chance, so that clients that failed together do not come back together.
  const ceiling = Math.min(BASE_MS * 2 ** (attempt - 1), LONGEST_MS)
  return { retry: true, afterMs: Math.round(ceiling * (0.5 + chance / 2)) }
}

/** Whether a later repeat of the same request can succeed, whoever makes it. Says nothing about counting twice. */
export function adviseRetry(failure: Omit<Failure, 'repeatable'>, now: number): Retry {
  switch (failure.code) {
    case 'network':
    case 'timeout':
    case 'rate-limited':
    case 'unavailable':
    case 'unreadable-answer': {
      const afterMs = readWait(failure, now)
      return afterMs === undefined ? 'later' : { afterMs }
    }
    default:
      return 'no'
  }
}

/** The wait that the answer asks for, in milliseconds: `Retry-After`, then Braze's own header, then the end of the window. */
function readWait({ code, headers }: Omit<Failure, 'repeatable'>, now: number): number | undefined {
  if (!headers) return undefined
  const retryAfter = headers.get('retry-after')
  const wait = readSeconds(retryAfter) ?? readDate(retryAfter, serverTime(headers, now))
  if (wait !== undefined) return wait
  const brazeWait = readSeconds(headers.get(rateLimitHeaders.retryAfter))
  if (brazeWait !== undefined) return brazeWait
  // Every answer carries the end of the window; only after a 429 does it say when to come back.
  return code === 'rate-limited' ? readReset(headers, now) : undefined
}

/** Milliseconds until the rate-limit window ends, by `X-RateLimit-Reset`: an epoch, or small and then the seconds left. */
export function readReset(headers: { get(name: string): string | null }, now: number): number | undefined {
  const ms = readSeconds(headers.get(rateLimitHeaders.reset))
  if (ms === undefined || ms < RESET_EPOCH_FROM * 1000) return ms
  return Math.max(0, ms - serverTime(headers, now))
}

/** The time over there: ours, unless the answer's `Date` shows that the clocks disagree. */
function serverTime(headers: { get(name: string): string | null }, now: number): number {
  const date = Date.parse(headers.get('date') ?? '')
  return Math.abs(date - now) > CLOCK_TOLERANCE_MS ? date : now
}

function readSeconds(text: string | null): number | undefined {
  return text !== null && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Math.ceil(Number(text) * 1000) : undefined
}

function readDate(text: string | null, now: number): number | undefined {
  const date = Date.parse(text ?? '')
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
