import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBucket } from './bucket.ts'
import { createTestClock } from './test-clock.ts'

const limit = { requests: 5, windowSeconds: 3, bucket: 'test' }

function headers(remaining: number, resetSeconds: number): Headers {
  return new Headers({ 'x-ratelimit-remaining': String(remaining), 'x-ratelimit-reset': String(resetSeconds) })
}

describe('a rate-limit bucket', () => {
  it('[B1] lets no span of the window carry more than the limit, whenever requests come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1500 }), { maxLength: 60 }), (gaps) => {
        const clock = createTestClock()
        const bucket = createBucket(limit, clock)
        const sent: number[] = []
        for (const gap of gaps) {
          clock.advance(gap)
          if (bucket.wait() > 0) continue
          bucket.take()
          bucket.done()
          sent.push(clock.now())
        }
        for (const from of sent)
          expect(sent.filter((at) => at >= from && at < from + 3000).length).toBeLessThanOrEqual(5)
      }),
    )
  })

  it('[B1] opens again after the wait that it names', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 30, maxLength: 30 }), (gaps) => {
        const clock = createTestClock()
        const bucket = createBucket(limit, clock)
        for (const gap of gaps) {
          clock.advance(gap)
          const wait = bucket.wait()
          expect(wait).toBeLessThanOrEqual(3100)
          clock.advance(wait)
          expect(bucket.wait()).toBe(0)
          bucket.take()
          bucket.done()
        }
      }),
    )
  })

  it('[B2] keeps to what an answer leaves, less what is under way, until the window ends', () => {
    const clock = createTestClock()
    const bucket = createBucket({ ...limit, requests: 100 }, clock)
    bucket.take()
    bucket.take()
    bucket.done(headers(2, clock.now() / 1000 + 2))
    expect(bucket.wait()).toBe(0)
    bucket.take()
    expect(bucket.wait()).toBe(2000)
    clock.advance(2000)
    expect(bucket.wait()).toBe(0)
  })

  it('[B2] believes the lowest figure of a window, and forgets it in the next', () => {
    const clock = createTestClock()
    const bucket = createBucket({ ...limit, requests: 100 }, clock)
    const end = clock.now() / 1000 + 2
    for (const remaining of [0, 50]) {
      bucket.take()
      bucket.done(headers(remaining, end))
    }
    expect(bucket.wait()).toBe(2000)
    bucket.take()
    bucket.done(headers(50, end + 3))
    expect(bucket.wait()).toBe(0)
  })

  it('[B2] does not mind empty or foreign headers', () => {
    const clock = createTestClock()
    const bucket = createBucket(limit, clock)
    for (const value of ['', 'many', '-1']) {
      bucket.take()
      bucket.done(new Headers({ 'x-ratelimit-remaining': value, 'x-ratelimit-reset': '60' }))
    }
    expect(bucket.wait()).toBe(0)
  })

  it('[B3] lets nothing go before a pause is over, and the longest of several counts', () => {
    const clock = createTestClock()
    const bucket = createBucket(limit, clock)
    bucket.pause(2000)
    bucket.pause(500)
    expect(bucket.wait()).toBe(2000)
    clock.advance(1999)
    expect(bucket.wait()).toBe(1)
    clock.advance(1)
    expect(bucket.wait()).toBe(0)
  })

  it('counts an hourly limit of 250,000 without holding a number per request', () => {
    const clock = createTestClock()
    const bucket = createBucket({ requests: 250_000, windowSeconds: 3600, bucket: 'hour' }, clock)
    for (let n = 0; n < 250_000; n += 1) bucket.take()
    expect(bucket.wait()).toBeGreaterThan(3_500_000)
    clock.advance(bucket.wait())
    expect(bucket.wait()).toBe(0)
  })
})
