import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createClock } from './clock.ts'
import { createRateLimits } from './rate-limit.ts'

const rule = { requests: 3, windowSeconds: 10, bucket: 'b' }

function limitsAt(start: number) {
  const clock = createClock(() => start)
  return { clock, limits: createRateLimits(clock) }
}

describe('createRateLimits', () => {
  it('counts down to the end of the window, then begins anew', () => {
    const { clock, limits } = limitsAt(1_000_004_000)
    const remaining = [1, 2, 3].map(() => limits.take(rule).remaining)
    expect(remaining).toEqual([2, 1, 0])
    expect(limits.take(rule)).toEqual({ allowed: false, limit: 3, remaining: 0, reset: 1_000_010, retryAfter: 6 })
    clock.advance(6000)
    expect(limits.take(rule)).toMatchObject({ allowed: true, remaining: 2, reset: 1_000_020 })
  })

  it('shares a bucket between endpoints that name it, and keeps others apart', () => {
    const { limits } = limitsAt(0)
    limits.take(rule)
    expect(limits.look({ ...rule }).remaining).toBe(2)
    expect(limits.look({ ...rule, bucket: 'other' }).remaining).toBe(3)
  })

  it('never allows more than the limit in one window, for every rhythm of requests', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4000 }), { maxLength: 60 }), (pauses) => {
        const { clock, limits } = limitsAt(0)
        const perWindow = new Map<number, number>()
        for (const pause of pauses) {
          clock.advance(pause)
          const window = Math.floor(clock.now() / 10_000)
          if (limits.take(rule).allowed) perWindow.set(window, (perWindow.get(window) ?? 0) + 1)
        }
        return [...perWindow.values()].every((count) => count <= rule.requests)
      }),
    )
  })
})
