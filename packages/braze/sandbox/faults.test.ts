import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFaults, type FaultRequest, faultRequest } from './faults.ts'
import { drive } from './test-driver.ts'

const endpoint = 'POST /users/track'

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
    expect(faults.strike('users.track')).toMatchObject({ latencyMs: 13, slowMs: 0, status: 503 })
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

describe('faults of the wire', () => {
  const endpoint = 'GET /segments/list'

  it('break an answer off in the middle of its JSON', async () => {
    const braze = await drive()
    await braze.fault({ endpoint, malformed: true, times: 1 })
    const heard = await fetch(`${braze.url}/segments/list`, { headers: { Authorization: 'Bearer sandbox-key' } })
    expect(heard.status).toBe(200)
    expect(heard.headers.get('content-type')).toBe('application/json')
    await expect(heard.json()).rejects.toThrow(SyntaxError)
    expect((await braze.get('/segments/list')).body.message).toBe('success')
  })

  it('answer the page of a server in front with any status', async () => {
    const braze = await drive()
    await braze.fault({ endpoint, page: true, status: 403, times: 1 })
    await braze.fault({ endpoint, page: true })
    for (const status of [403, 503]) {
      const heard = await braze.get('/segments/list')
      expect([heard.status, heard.headers.get('content-type')]).toEqual([status, 'text/html'])
    }
  })

  it('let an answer trickle, whole in the end, and cut it when the sandbox closes', async () => {
    const braze = await drive()
    await braze.fault({ endpoint, slow_ms: 20, times: 1 })
    expect((await braze.get('/segments/list')).body).toEqual({ segments: [], message: 'success' })
    await braze.fault({ endpoint, slow_ms: 600_000 })
    const heard = await fetch(`${braze.url}/segments/list`, { headers: { Authorization: 'Bearer sandbox-key' } })
    expect(heard.status).toBe(200)
    const cut = expect(heard.text()).rejects.toThrow('terminated')
    await braze.close()
    await cut
  })

  it('refuse a share of the objects', async () => {
    const rolls = [0.05, 0.5, 0.05, 0.5]
    const braze = await drive({ chance: () => rolls.shift() ?? 0.5 })
    await braze.fault({ endpoint: 'POST /users/track', partial_rate: 0.1 })
    const heard = await braze.track({ attributes: ['a', 'b', 'c', 'd'].map((external_id) => ({ external_id })) })
    expect(heard.body.errors.map(({ index }: { index: number }) => index)).toEqual([0, 2])
    expect(await braze.profiles()).toHaveLength(2)
  })

  it.each([
    [{ endpoint, partial_rate: 0.5 }],
    [{ endpoint: 'POST /users/track', partial_rate: 0 }],
    [{ endpoint, malformed: true, drop: true }],
    [{ endpoint, page: true, malformed: true }],
    [{ endpoint }],
  ])('refuses %j', async (fault) => {
    const braze = await drive()
    expect((await braze.fault(fault)).status).toBe(400)
  })
})
