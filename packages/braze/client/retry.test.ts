import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BrazeErrorCode } from './error.ts'
import { adviseRetry, decideRetry, type Failure } from './retry.ts'

const now = Date.UTC(2026, 0, 1)

function fail(code: BrazeErrorCode, more: Partial<Failure> & { headersOf?: Record<string, string> } = {}): Failure {
  const { headersOf, ...rest } = more
  return {
    code,
    ambiguous: false,
    repeatable: false,
    ...(headersOf ? { headers: new Headers(headersOf) } : {}),
    ...rest,
  }
}

describe('decideRetry', () => {
  it.each([
    'invalid',
    'unauthorized',
    'forbidden',
    'not-found',
    'too-large',
    'unsupported-media-type',
    'rejected',
    'cancelled',
    'closed',
  ] as const)('never repeats %s, whatever else is true', (code) => {
    const failure = fail(code, { repeatable: true, headersOf: { 'retry-after': '1' } })
    expect(decideRetry(failure, 1, now, 0.5)).toEqual({ retry: false })
    expect(adviseRetry(failure, now)).toBe('no')
  })

  it.each(['network', 'timeout', 'unavailable', 'rate-limited'] as const)(
    'repeats %s with doubling waits, half of each by chance',
    (code) => {
      expect(decideRetry(fail(code), 1, now, 0)).toEqual({ retry: true, afterMs: 250 })
      expect(decideRetry(fail(code), 1, now, 1)).toEqual({ retry: true, afterMs: 500 })
      expect(decideRetry(fail(code), 2, now, 1)).toEqual({ retry: true, afterMs: 1000 })
    },
  )

  it('gives up after two repeats, except for a rate limit', () => {
    expect(decideRetry(fail('unavailable'), 3, now, 0)).toEqual({ retry: false })
    expect(decideRetry(fail('rate-limited'), 30, now, 1)).toEqual({ retry: true, afterMs: 10_000 })
  })

  it('repeats what may have been taken only when a repeat does no harm', () => {
    expect(decideRetry(fail('unavailable', { ambiguous: true }), 1, now, 0)).toEqual({ retry: false })
    expect(decideRetry(fail('unavailable', { ambiguous: true, repeatable: true }), 1, now, 0)).toEqual({
      retry: true,
      afterMs: 250,
    })
    expect(adviseRetry(fail('unavailable', { ambiguous: true }), now)).toBe('later')
  })

  it('does not repeat an unreadable answer at once, but says that later may help', () => {
    expect(decideRetry(fail('unreadable-answer', { repeatable: true }), 1, now, 0)).toEqual({ retry: false })
    expect(adviseRetry(fail('unreadable-answer'), now)).toBe('later')
  })

  it.each([
    ['Retry-After in seconds', { 'retry-after': '2', 'x-ratelimit-retry-after': '9', 'x-ratelimit-reset': '8' }, 2000],
    ['Retry-After as a date', { 'retry-after': new Date(now + 3000).toUTCString() }, 3000],
    ["Braze's own header", { 'x-ratelimit-retry-after': '4', 'x-ratelimit-reset': '8' }, 4000],
    ['the end of the window as an epoch', { 'X-RateLimit-Reset': String(now / 1000 + 5) }, 5000],
    ['the end of the window in seconds', { 'X-Ratelimit-Reset': '6' }, 6000],
    [
      'an epoch of a clock an hour ahead',
      { 'x-ratelimit-reset': String(now / 1000 + 3607), date: new Date(now + 3_600_000).toUTCString() },
      7000,
    ],
  ])('waits as long as the answer asks: %s', (_, headersOf, afterMs) => {
    expect(decideRetry(fail('rate-limited', { headersOf }), 1, now, 0.5)).toEqual({ retry: true, afterMs })
  })

  it('takes the end of the window for a wait only after a 429, since every answer carries it', () => {
    const headersOf = { 'x-ratelimit-reset': '3000' }
    expect(decideRetry(fail('unavailable', { headersOf }), 1, now, 1)).toEqual({ retry: true, afterMs: 500 })
  })

  it('backs off when the time asked for is already over', () => {
    const headersOf = { 'x-ratelimit-reset': String(now / 1000 - 5) }
    expect(decideRetry(fail('rate-limited', { headersOf }), 1, now, 1)).toEqual({ retry: true, afterMs: 500 })
  })

  it('makes a finite wait of any header', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.integer({ min: 1, max: 99 }), (retryAfter, reset, attempt) => {
        const texts: Record<string, string> = { 'retry-after': retryAfter, 'x-ratelimit-reset': reset }
        const headers = { get: (name: string) => texts[name.toLowerCase()] ?? null }
        const decision = decideRetry(fail('rate-limited', { headers }), attempt, now, 0.5)
        expect(decision.retry).toBe(true)
        if (decision.retry) expect(decision.afterMs).toSatisfy((ms: number) => Number.isFinite(ms) && ms > 0)
      }),
    )
  })
})
