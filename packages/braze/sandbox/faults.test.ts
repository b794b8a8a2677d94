import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFaults, type FaultRequest, faultRequest } from './faults.ts'

const endpoint = 'POST /users/track'
const noPartial: ReadonlySet<number> = new Set()

function faultsOf(...list: readonly Omit<FaultRequest, 'endpoint'>[]) {
  const faults = createFaults(() => 0.5)
  for (const fault of list) faults.add({ endpoint, ...fault })
  return faults
}

describe('strike', () => {
  it('[F1] is a script when each fault strikes once', () => {
    const faults = faultsOf({ status: 500, times: 1 }, { status: 429, times: 2 }, { drop: true, times: 1 })
    const heard = Array.from({ length: 5 }, () => faults.strike('users.track'))
    expect(heard.map(({ status, drop }) => status ?? drop)).toEqual([500, 429, 429, 'before', undefined])
  })

  it('[F1] adds latencies up and lets the first outcome decide', () => {
    const faults = faultsOf({ latency_ms: 5 }, { status: 503, latency_ms: 7 }, { drop: 'after' }, { latency_ms: 1 })
    expect(faults.strike('users.track')).toEqual({ latencyMs: 13, status: 503, partial: noPartial })
    expect(faults.list().map(({ hits }) => hits)).toEqual([1, 1, 0, 1])
  })

  it('[F2] uses up only what struck', () => {
    const faults = faultsOf({ status: 500, times: 1, rate: 0.4 }, { status: 502, times: 1, rate: 0.6 })
    expect(faults.strike('users.track').status).toBe(502)
    expect(faults.strike('users.track').status).toBeUndefined()
    expect(faults.list()).toMatchObject([{ status: 500, hits: 0 }])
  })

  it('leaves other endpoints alone, and everything once cleared', () => {
    const faults = faultsOf({ status: 500 })
    expect(faults.strike('users.export.ids').status).toBeUndefined()
    faults.clear()
    expect(faults.strike('users.track').status).toBeUndefined()
  })

  it('[F2] strikes exactly as often as asked, for every script', () => {
    const script = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 6 })
    fc.assert(
      fc.property(script, (times) => {
        const faults = faultsOf(...times.map((count, index) => ({ status: 400 + index, times: count })))
        const wanted = times.flatMap((count, index) => Array.from({ length: count }, () => 400 + index))
        const heard = wanted.map(() => faults.strike('users.track').status)
        return faults.list().length === 0 && JSON.stringify(heard) === JSON.stringify(wanted)
      }),
    )
  })
})

describe('faultRequest', () => {
  it.each([
    [{ status: 500 }],
    [{ status: 202 }],
    [{ partial: [0, 3] }],
    [{ status: 201, partial: [0] }],
    [{ latency_ms: 0 }],
    [{ drop: true }],
    [{ drop: 'after', latency_ms: 10, times: 1, rate: 0.5 }],
  ])('takes %j', (fault) => {
    expect(faultRequest.safeParse({ endpoint, ...fault }).success).toBe(true)
  })

  it.each([
    [{}],
    [{ drop: false }],
    [{ times: 3 }],
    [{ status: 200 }],
    [{ status: 600 }],
    [{ status: '500' }],
    [{ partial: [] }],
    [{ partial: [-1] }],
    [{ latency_ms: -1 }],
    [{ latency_ms: 1e9 }],
    [{ drop: 'later' }],
    [{ status: 500, times: 0 }],
    [{ status: 500, rate: 1.1 }],
    [{ status: 500, drop: true }],
    [{ status: 500, partial: [0] }],
    [{ status: 500, stauts: 1 }],
    [{ status: 500, endpoint: '/users/track' }],
    [{ partial: [0], endpoint: 'POST /users/export/ids' }],
  ])('refuses %j', (fault) => {
    expect(faultRequest.safeParse({ endpoint, ...fault }).success).toBe(false)
  })
})
