import { objectErrors } from '@parley/braze/contract'
import { describe, expect, it } from 'vitest'
import { createBatcher, type TrackOptions } from './batch.ts'
import { createBucket } from './bucket.ts'
import { createTestClock } from './test-clock.ts'
import { createTestService, type TestObject } from './test-service.ts'

const settings = { objects: 75, bytes: 4_000_000, inFlight: 4, collectMs: 20, patienceMs: 5000 }

/** A batcher on a clock that stands still, before a service that answers when told. */
function open(more: Partial<typeof settings> = {}) {
  const clock = createTestClock()
  const service = createTestService(clock.now)
  const bucket = createBucket({ requests: 1000, windowSeconds: 3, bucket: 'test' }, clock)
  const batcher = createBatcher({ ...settings, ...more }, { send: service.send, bucket, clock, chance: () => 1 })
  let calls = 0
  return {
    clock,
    service,
    batcher,
    attributes(profile: string, kind: TestObject['kind'] = 'good', options?: TrackOptions) {
      const object = { external_id: profile, name: 'n', time: 't', call: calls++, kind }
      return batcher.track({ attributes: [object] }, options)
    },
    event(profile: string, options?: TrackOptions) {
      const object = { external_id: profile, name: 'n', time: 't', call: calls++, kind: 'good' }
      return batcher.track({ events: [object] }, options)
    },
    /** Profiles of each request under way. */
    underWay: () => service.pending.map((request) => request.objects.map((object) => object.external_id).join(' ')),
    settled: () => new Promise((resolve) => setImmediate(resolve)),
  }
}

describe('the micro-batcher', () => {
  it('[M5] sends what comes in one tick as one request, at once, without a timer to wait for', async () => {
    const { attributes, underWay, service } = open()
    const calls = [attributes('ada'), attributes('bob'), attributes('cyd')]
    await Promise.resolve()
    expect(underWay()).toEqual(['ada bob cyd'])
    service.pending[0]?.answer('fine')
    expect(await Promise.all(calls)).toEqual(Array(3).fill({ message: 'success', attributes_processed: 1, errors: [] }))
  })

  it('[M5] collects behind a request until its answer comes', async () => {
    const { attributes, underWay, service, settled } = open()
    void attributes('ada')
    await settled()
    void attributes('bob')
    await settled()
    void attributes('cyd')
    await settled()
    expect(underWay()).toEqual(['ada'])
    service.pending[0]?.answer('fine')
    await settled()
    expect(underWay()).toEqual(['bob cyd'])
  })

  it('[M5] collects until 20 ms passed', async () => {
    const { attributes, underWay, clock, settled } = open()
    void attributes('ada')
    await settled()
    void attributes('bob')
    clock.advance(12)
    void attributes('cyd')
    clock.advance(7)
    expect(underWay()).toEqual(['ada'])
    clock.advance(1)
    expect(underWay()).toEqual(['ada', 'bob cyd'])
  })

  it('[M5] collects until a request is full', async () => {
    const { attributes, underWay, settled } = open({ objects: 2 })
    void attributes('ada')
    await settled()
    void attributes('bob')
    void attributes('cyd')
    void attributes('dan')
    await settled()
    expect(underWay()).toEqual(['ada', 'bob cyd'])
  })

  it('has no more requests under way than set', async () => {
    const { attributes, underWay, settled, service } = open({ objects: 1, inFlight: 2 })
    for (const profile of ['ada', 'bob', 'cyd', 'dan']) void attributes(profile)
    await settled()
    expect(underWay()).toEqual(['ada', 'bob'])
    service.pending[0]?.answer('fine')
    await settled()
    expect(underWay()).toEqual(['bob', 'cyd'])
  })

  it('[M2] lets a later call pass only where no profile is in common', async () => {
    const { attributes, underWay, clock, settled } = open()
    void attributes('ada')
    await settled()
    void attributes('ada')
    void attributes('bob')
    clock.advance(20)
    expect(underWay()).toEqual(['ada', 'bob'])
  })

  it('[M2] keeps an earlier event out of the request of later attributes, which Braze would apply first', async () => {
    const { attributes, event, underWay, settled, service } = open()
    void event('ada')
    void attributes('ada')
    void event('bob')
    await settled()
    expect(underWay()).toEqual(['ada bob'])
    service.pending[0]?.answer('fine')
    await settled()
    expect(underWay()).toEqual(['ada'])
  })

  it('[M1] [M3] cuts a call only when it is larger than a request, and answers it as one', async () => {
    const { batcher, service, settled } = open()
    const attributes = Array.from({ length: 160 }, (_, n) => ({
      external_id: `u${n}`,
      kind: n === 100 ? 'bad' : 'good',
    }))
    const call = batcher.track({ attributes })
    await settled()
    expect(service.pending.map((request) => request.objects.length)).toEqual([75, 75])
    service.pending[0]?.answer('fine')
    await settled()
    for (const request of [...service.pending]) request.answer('fine')
    expect(await call).toEqual({
      message: 'success',
      attributes_processed: 159,
      errors: [{ type: objectErrors.email, input_array: 'attributes', index: 100 }],
    })
  })

  it('[M4] gives a refusal to the caller of the object, and the others their success', async () => {
    const { attributes, service, settled } = open()
    const calls = [attributes('ada'), attributes('bob', 'bad'), attributes('cyd')]
    await settled()
    service.pending[0]?.answer('fine')
    const [ada, bob, cyd] = await Promise.allSettled(calls)
    expect([ada?.status, cyd?.status]).toEqual(['fulfilled', 'fulfilled'])
    expect(bob).toMatchObject({
      reason: {
        code: 'rejected',
        retry: 'no',
        ambiguous: false,
        errors: [{ type: objectErrors.email, input_array: 'attributes', index: 0 }],
      },
    })
  })

  it('[M6] finds the one call that spoils a request in few further requests', async () => {
    const { attributes, service, settled } = open({ objects: 64 })
    const calls = Array.from({ length: 64 }, (_, n) => attributes(`u${n}`, n === 41 ? 'poison' : 'good'))
    const ends = Promise.allSettled(calls)
    await settled()
    let requests = 0
    while (service.pending.length > 0) {
      for (const request of [...service.pending]) {
        requests += 1
        request.answer('fine')
      }
      await settled()
    }
    const failed = (await ends).flatMap((end, n) => (end.status === 'rejected' ? [[n, end.reason.code]] : []))
    expect(failed).toEqual([[41, 'invalid']])
    expect(requests).toBeLessThanOrEqual(1 + 2 * 6)
  })

  it('[M7] takes back what is not yet sent', async () => {
    const { attributes, service, clock, settled, underWay } = open()
    const abort = new AbortController()
    void attributes('ada')
    await settled()
    const bob = attributes('bob', 'good', { signal: abort.signal })
    const cyd = attributes('cyd')
    abort.abort()
    await expect(bob).rejects.toMatchObject({ code: 'cancelled', retry: 'no', ambiguous: false })
    clock.advance(20)
    expect(underWay()).toEqual(['ada', 'cyd'])
    for (const request of [...service.pending]) request.answer('fine')
    await cyd
    await expect(attributes('eve', 'good', { signal: abort.signal })).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('[M7] leaves no timer behind the last call that was taken back', async () => {
    const { attributes, batcher, service, clock, settled } = open()
    const abort = new AbortController()
    const call = attributes('ada', 'good', { signal: abort.signal })
    await settled()
    service.pending[0]?.answer('limited')
    await settled()
    abort.abort()
    await expect(call).rejects.toMatchObject({ code: 'cancelled', ambiguous: false })
    await batcher.idle()
    expect(clock.timers()).toBe(0)
  })

  it('[M7] answers a cancelled call at once, as ambiguous when it is under way, and leaves its neighbours alone', async () => {
    const { attributes, service, settled } = open()
    const abort = new AbortController()
    const ada = attributes('ada', 'good', { signal: abort.signal })
    const bob = attributes('bob')
    await settled()
    abort.abort()
    await expect(ada).rejects.toMatchObject({ code: 'cancelled', ambiguous: true })
    service.pending[0]?.answer('fine')
    expect(await bob).toMatchObject({ attributes_processed: 1 })
  })

  it('[M7] tells a call that its turn did not come in time', async () => {
    const { attributes, clock, settled } = open()
    void attributes('ada')
    await settled()
    const late = attributes('ada')
    clock.advance(4999)
    clock.advance(1)
    await expect(late).rejects.toMatchObject({ code: 'timeout', retry: 'later', ambiguous: false })
  })

  it('[M8] holds everything after a 429, sends it again in time, and fails nobody', async () => {
    const { attributes, service, clock, settled, underWay } = open()
    const calls = [attributes('ada')]
    await settled()
    service.pending[0]?.answer('limited')
    await settled()
    calls.push(attributes('bob'))
    clock.advance(999)
    await settled()
    expect(underWay()).toEqual([])
    clock.advance(1)
    expect(underWay()).toEqual(['ada bob'])
    service.pending[0]?.answer('fine')
    expect(await Promise.all(calls)).toHaveLength(2)
  })

  it('[M8] tells a call at once when the bucket opens after its deadline', async () => {
    const { attributes, service, settled } = open({ patienceMs: 900 })
    const call = attributes('ada')
    await settled()
    service.pending[0]?.answer('limited')
    await expect(call).rejects.toMatchObject({
      code: 'rate-limited',
      status: 429,
      retry: { afterMs: 1000 },
      ambiguous: false,
    })
    await expect(attributes('bob')).rejects.toMatchObject({
      code: 'rate-limited',
      retry: { afterMs: 1000 },
      ambiguous: false,
    })
  })

  it('after an ambiguous failure sends the attributes again and leaves the events to their caller', async () => {
    const { attributes, event, service, clock, settled, underWay } = open()
    const ada = attributes('ada')
    const bob = event('bob')
    const cyd = event('cyd', { retryAmbiguous: true })
    await settled()
    service.pending[0]?.answer('down')
    await expect(bob).rejects.toMatchObject({ code: 'unavailable', status: 503, retry: 'later', ambiguous: true })
    clock.advance(500)
    expect(underWay()).toEqual(['ada cyd'])
    service.pending[0]?.answer('fine')
    await Promise.all([ada, cyd])
  })

  it('sends an event again when the connection never came about', async () => {
    const { event, service, clock, settled } = open()
    const call = event('ada')
    await settled()
    service.pending[0]?.answer('unreachable')
    await settled()
    clock.advance(500)
    service.pending[0]?.answer('fine')
    expect(await call).toMatchObject({ events_processed: 1 })
  })

  it('stays ambiguous once a try may have been taken, however the last one fails', async () => {
    const { attributes, service, clock, settled } = open()
    const abort = new AbortController()
    const calls = [attributes('ada'), attributes('bob', 'good', { signal: abort.signal })]
    const ends = Promise.allSettled(calls)
    await settled()
    service.pending[0]?.answer('lost-after-taking')
    await settled()
    abort.abort()
    for (let sent = 0; sent < 2; sent += 1) {
      clock.advance(1000)
      service.pending[0]?.answer('unreachable')
      await settled()
    }
    expect(await ends).toMatchObject([
      { reason: { code: 'network', ambiguous: true } },
      { reason: { code: 'cancelled', ambiguous: true } },
    ])
  })

  it('gives up after two repeats', async () => {
    const { attributes, service, clock, settled } = open()
    const call = attributes('ada')
    const failed = expect(call).rejects.toMatchObject({ code: 'network', retry: 'later' })
    for (let sent = 0; sent < 3; sent += 1) {
      await settled()
      expect(service.pending).toHaveLength(1)
      service.pending[0]?.answer('unreachable')
      await settled()
      clock.advance(1000)
    }
    await failed
  })

  it('stopped, ends what waits as closed and what is under way when its answer comes', async () => {
    const { attributes, batcher, service, clock, settled } = open()
    const ada = attributes('ada')
    await settled()
    const bob = attributes('bob')
    batcher.stop()
    await expect(bob).rejects.toMatchObject({ code: 'closed', ambiguous: false })
    await expect(attributes('cyd')).rejects.toMatchObject({ code: 'closed' })
    const idle = batcher.idle()
    service.pending[0]?.answer('unreachable')
    await expect(ada).rejects.toMatchObject({ code: 'closed', ambiguous: true })
    await idle
    expect(clock.timers()).toBe(0)
  })
})
