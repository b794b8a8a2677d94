/** What came of an attempt to call a webhook, and of those before it. Times in epoch milliseconds. */
export interface AttemptReport {
  /** `undefined` when nothing answered. */
  readonly status: number | undefined
  readonly retryAfter: string | undefined
  /** Attempts so far, this one included. */
  readonly attempts: number
  readonly firstAt: number
  readonly now: number
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
/** Doubling, and thirty minutes together. */
const waits = [1, 2, 4, 8, 15].map((minutes) => minutes * MINUTE)
const WINDOW = { answered: 30 * MINUTE, unreachable: 24 * HOUR }

/** Whether a webhook answered so is tried again: 408, 429 and 5XX, and one that nobody answered. */
export function isRetriable(status: number | undefined): boolean {
  return status === undefined || status === 408 || status === 429 || status >= 500
}

/** When to try again; `undefined` when not. Five times within thirty minutes, unreachable hosts hourly up to a day. */
export function planRetry({ status, retryAfter, attempts, firstAt, now }: AttemptReport): number | undefined {
  if (!isRetriable(status)) return undefined
  const planned = waits[attempts - 1]
  const wait = planned ?? (status === undefined ? HOUR : undefined)
  if (wait === undefined) return undefined
  const at = readRetryAfter(retryAfter, now) ?? now + wait
  const end = firstAt + (status === undefined ? WINDOW.unreachable : WINDOW.answered)
  return at > end ? undefined : at
}

/** Seconds or a date. */
function readRetryAfter(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined
  if (/^\d{1,9}$/.test(text.trim())) return now + Number(text) * SECOND
  const date = Date.parse(text)
  return Number.isNaN(date) ? undefined : Math.max(now, date)
}
