import { type Budget, type BudgetBucket, createBraze } from '@parley/braze'
import { afterEach, describe, expect, it } from 'vitest'
import { startServer } from './test-server.ts'

const closing: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** A budget whose grants the test gives. */
function createHeldBudget() {
  const asked: { readonly bucket: BudgetBucket; readonly grant: () => void; readonly fail: () => void }[] = []
  const pauses: [string, number][] = []
  let ended = 0
  const budget: Budget = {
    take: (bucket, signal) =>
      new Promise((resolve, reject) => {
        const fail = (): void => reject(new Error('nobody there'))
        asked.push({ bucket, grant: resolve, fail })
        signal?.addEventListener('abort', () => {
          ended += 1
          fail()
        })
      }),
    pause: (bucket, ms) => void pauses.push([bucket.name, ms]),
  }
  return { budget, asked, pauses, ended: () => ended }
}

async function open(
  status: (number: number) => { status?: number; headers?: { [name: string]: string } } = () => ({}),
) {
  const held = createHeldBudget()
  const server = await startServer((_, number) => ({ ...status(number), body: { message: 'success', users: [] } }))
  const braze = createBraze({ url: server.url, apiKey: 'key', patienceMs: 400, budget: held.budget })
  closing.push(server.close, () => braze.close())
  return { ...held, server, braze }
}

const user = (n: number) => ({ attributes: [{ external_id: `u${n}` }] })

describe('a client with a budget', () => {
  it('asks before every request, by the bucket of the endpoint', async () => {
    const { braze, asked, server } = await open()
    const call = braze.users.export.ids({ external_ids: ['a'] })
    const track = braze.users.track(user(1))
    await Promise.resolve()
    expect(asked.map(({ bucket }) => bucket)).toEqual([
      { name: 'users-export-ids', requests: 250, windowSeconds: 60 },
      { name: 'users-track', requests: 3000, windowSeconds: 3 },
    ])
    expect(server.received).toHaveLength(0)
    for (const { grant } of asked) grant()
    await Promise.all([call, track])
    expect(server.received).toHaveLength(2)
  })

  it('lets callers of users.track gather until the request is granted', async () => {
    const { braze, asked, server } = await open()
    const calls = [braze.users.track(user(1))]
    await Promise.resolve()
    calls.push(...Array.from({ length: 50 }, (_, n) => braze.users.track(user(n + 2))))
    await Promise.resolve()
    expect(asked).toHaveLength(1)
    asked[0]?.grant()
    await Promise.all(calls)
    expect(server.received).toHaveLength(1)
  })

  it('fails a call as rate-limited when its patience ends first, and leaves nothing asked for', async () => {
    const { braze, ended, server } = await open()
    const limited = { code: 'rate-limited', retry: 'later', ambiguous: false }
    const calls = await Promise.allSettled([
      braze.users.track(user(1)),
      braze.users.export.ids({ external_ids: ['a'] }),
    ])
    for (const call of calls) expect(call).toMatchObject({ status: 'rejected', reason: limited })
    await braze.close()
    expect(ended()).toBe(2)
    expect(server.received).toHaveLength(0)
  })

  it('tells the budget how long a 429 wants everybody to wait', async () => {
    const { braze, asked, pauses } = await open((number) =>
      number === 1 ? { status: 429, headers: { 'Retry-After': '0.05' } } : {},
    )
    const call = braze.users.export.ids({ external_ids: ['a'] })
    asked[0]?.grant()
    await expect.poll(() => asked.length).toBe(2)
    expect(pauses).toEqual([['users-export-ids', 50]])
    asked[1]?.grant()
    await expect(call).resolves.toMatchObject({ message: 'success' })
  })

  it('cancels what it asked for with the call', async () => {
    const { braze, ended } = await open()
    const stop = new AbortController()
    const call = braze.users.export.ids({ external_ids: ['a'] }, { signal: stop.signal })
    stop.abort()
    await expect(call).rejects.toMatchObject({ code: 'cancelled', ambiguous: false })
    expect(ended()).toBe(1)
  })

  it('asks again, for as long as callers wait, where nobody could be asked', async () => {
    const held = createHeldBudget()
    const server = await startServer(() => ({}))
    // Half a second passes at once.
    const clock = {
      now: () => Date.now(),
      after: (ms: number, run: () => void) => {
        const timer = setTimeout(run, ms === 500 ? 0 : ms)
        return () => clearTimeout(timer)
      },
    }
    const braze = createBraze({ url: server.url, apiKey: 'key', budget: held.budget, clock })
    closing.push(server.close, () => braze.close())
    const call = braze.users.track(user(1))
    await Promise.resolve()
    held.asked[0]?.fail()
    await expect.poll(() => held.asked.length).toBe(2)
    held.asked[1]?.grant()
    await expect(call).resolves.toMatchObject({ message: 'success' })
  })
})
