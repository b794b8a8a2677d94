/** Rate-limit headers as Braze spells them. Compare without case: recordings and HTTP/2 spell them otherwise. */
export const rateLimitHeaders = {
  limit: 'X-RateLimit-Limit',
  remaining: 'X-RateLimit-Remaining',
  /** UTC epoch seconds when the window ends; on newer contracts the seconds left, so below 1e9 means seconds. */
  reset: 'X-RateLimit-Reset',
  /** Seconds, on a 429 of newer contracts. */
  retryAfter: 'X-Ratelimit-Retry-After',
} as const

/** From this value on an `X-RateLimit-Reset` is an epoch, below it a number of seconds. */
export const RESET_EPOCH_FROM = 1e9
