import { describe, expect, it } from 'vitest'
import { planRetry } from './retry-plan.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Minutes after the first attempt at which further ones happen, when each is answered so. */
function attemptsAt(status: number | undefined): number[] {
  const minutes: number[] = []
  let now = 0
  for (let attempts = 1; attempts < 100; attempts += 1) {
    const next = planRetry({ status, retryAfter: undefined, attempts, firstAt: 0, now })
    if (next === undefined) break
    now = next
    minutes.push(now / MINUTE)
  }
  return minutes
}

describe('a webhook that fails', () => {
  it.each([408, 429, 500, 503, 529])('is tried five times more within 30 minutes after %i', (status) => {
    expect(attemptsAt(status)).toEqual([1, 3, 7, 15, 30])
  })

  it.each([301, 302, 400, 401, 404, 410, 422])('is not tried again after %i', (status) => {
    expect(attemptsAt(status)).toEqual([])
  })

  it('is tried for a day while nothing answers', () => {
    const minutes = attemptsAt(undefined)
    expect(minutes.slice(0, 7)).toEqual([1, 3, 7, 15, 30, 90, 150])
    expect(minutes.at(-1)).toBeLessThanOrEqual(24 * 60)
    expect(minutes.at(-1)).toBeGreaterThan(23 * 60)
  })

  it('is tried when the answer says so, seconds or date', () => {
    const report = { status: 429, attempts: 1, firstAt: 0, now: 0 }
    expect(planRetry({ ...report, retryAfter: '600' })).toBe(10 * MINUTE)
    expect(planRetry({ ...report, retryAfter: new Date(5 * MINUTE).toUTCString() })).toBe(5 * MINUTE)
    expect(planRetry({ ...report, retryAfter: 'soon' })).toBe(MINUTE)
  })

  it('is given up when the answer asks for longer than the thirty minutes', () => {
    expect(planRetry({ status: 503, retryAfter: '7200', attempts: 1, firstAt: 0, now: 0 })).toBeUndefined()
    expect(
      planRetry({ status: undefined, retryAfter: undefined, attempts: 40, firstAt: 0, now: 24 * HOUR }),
    ).toBeUndefined()
  })
})
