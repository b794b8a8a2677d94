import { readFileSync } from 'node:fs'
import { type BrazeOptions, createBraze } from '@parley/braze'
import { afterEach, describe, expect, it } from 'vitest'
import { type Received, type Reply, startServer, type TestServer } from './test-server.ts'
import { VERSION } from './version.ts'

const apiKey = 'key-that-nobody-may-see'
const ada = { external_id: 'ada-1815', email: 'ada@example.com', first_name: 'Ada' }
const closing: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function open(
  answer: (request: Received, number: number) => Reply | Promise<Reply>,
  options: Partial<BrazeOptions> = {},
) {
  const server: TestServer = await startServer(answer)
  // Waits between tries are real here, so they are made short.
  const clock = {
    now: () => Date.now(),
    after: (ms: number, run: () => void) => stopper(setTimeout(run, Math.min(ms, 300))),
  }
  const braze = createBraze({ url: `${server.url}/`, apiKey, clock, ...options })
  closing.push(server.close, () => braze.close())
  return { server, braze }
}

function stopper(timer: NodeJS.Timeout): () => void {
  return () => clearTimeout(timer)
}

describe('a Braze client, against a real server', () => {
  it('sends what the documentation asks for', async () => {
    const { server, braze } = await open(() => ({
      body: { message: 'success', attributes_processed: 1, events_processed: 1 },
    }))
    const event = { external_id: 'ada-1815', name: 'Completed Signup Chat', time: '2026-01-01T00:00:00Z' }
    const result = await braze.users.track({ attributes: [ada], events: [event], purchases: [] })
    expect(result).toEqual({ message: 'success', attributes_processed: 1, events_processed: 1, errors: [] })
    expect(server.received).toHaveLength(1)
    const [request] = server.received
    expect(request).toMatchObject({
      method: 'POST',
      url: '/users/track',
      headers: {
        authorization: `Bearer ${apiKey}`,
        'content-type': 'application/json',
        'user-agent': `partner-Parley-Parley/${VERSION}`,
      },
    })
    expect(JSON.parse(request?.body ?? '')).toEqual({ attributes: [ada], events: [event] })
  })

  it('reads profiles', async () => {
    const user = {
      external_id: 'ada-1815',
      random_bucket: 7,
      custom_attributes: { operating_system: 'iOS' },
      unheard_of: 1,
    }
    const { server, braze } = await open(() => ({
      body: { message: 'success', users: [user], invalid_user_ids: ['x'] },
    }))
    const result = await braze.users.export.ids({
      external_ids: ['ada-1815', 'x'],
      fields_to_export: ['custom_attributes'],
    })
    expect(result).toEqual({ message: 'success', users: [user], invalid_user_ids: ['x'] })
    expect(JSON.parse(server.received[0]?.body ?? '')).toEqual({
      external_ids: ['ada-1815', 'x'],
      fields_to_export: ['custom_attributes'],
    })
  })

  it('shares requests among callers, each with its own answer', async () => {
    const { server, braze } = await open((request) => {
      const { attributes } = JSON.parse(request.body)
      const errors = attributes.flatMap((each: { email?: string }, index: number) =>
        each.email === 'wrong' ? [{ type: 'EMAIL_BAD_FORMAT', input_array: 'attributes', index }] : [],
      )
      return { body: { message: 'success', attributes_processed: attributes.length - errors.length, errors } }
    })
    const calls = Array.from({ length: 500 }, (_, n) =>
      braze.users.track({
        attributes: [{ external_id: `u${n}` }, { external_id: `v${n}`, email: n % 7 === 0 ? 'wrong' : 'a@b.cd' }],
      }),
    )
    for (const [n, result] of (await Promise.all(calls)).entries()) {
      expect(result.errors).toEqual(
        n % 7 === 0 ? [{ type: 'EMAIL_BAD_FORMAT', input_array: 'attributes', index: 1 }] : [],
      )
      expect(result.attributes_processed).toBe(n % 7 === 0 ? 1 : 2)
    }
    expect(server.received.length).toBeLessThan(40)
  })

  it('[C1] [C2] shows neither the key nor the person in errors, reports and log lines', async () => {
    const shown: unknown[] = []
    const echo = (request: Received): Reply => ({
      status: 401,
      body: { message: `Invalid API key: ${apiKey}. Body: ${request.body}` },
    })
    const log = { warn: (...line: unknown[]) => shown.push(line) }
    const { braze } = await open(echo, { log, onRequest: (report) => shown.push(report) })
    const error = await braze.users.track({ attributes: [ada] }).catch((failure: unknown) => failure)
    expect(error).toMatchObject({ code: 'unauthorized', status: 401, retry: 'no', ambiguous: false })
    expect(shown).toHaveLength(2)
    const all = JSON.stringify([shown, error]) + (error as Error).stack
    for (const secret of [apiKey, ada.email, ada.external_id]) expect(all).not.toContain(secret)
    expect(all).toContain('Check the REST API key')
  })

  it('tries again where the service was not there, and then says how it went', async () => {
    const { server, braze } = await open((_, number) => (number < 3 ? { status: 503, text: '<html>' } : {}))
    expect(await braze.users.track({ attributes: [ada] })).toMatchObject({ message: 'success' })
    expect(server.received).toHaveLength(3)
  })

  it('does not send an event twice when the connection broke after sending', async () => {
    const { server, braze } = await open(() => 'drop')
    const event = { external_id: 'ada', name: 'Bought', time: '2026-01-01T00:00:00Z' }
    await expect(braze.users.track({ events: [event] })).rejects.toMatchObject({
      code: 'network',
      retry: 'later',
      ambiguous: true,
    })
    expect(server.received).toHaveLength(1)
  })

  it('waits for a rate limit and goes on', async () => {
    const { server, braze } = await open((_, number) =>
      number === 1 ? { status: 429, headers: { 'Retry-After': '0.1' } } : {},
    )
    const event = { external_id: 'ada', name: 'Bought', time: '2026-01-01T00:00:00Z' }
    expect(await braze.users.track({ events: [event] })).toMatchObject({ events_processed: 1 })
    expect(server.received).toHaveLength(2)
  })

  it('ends a request that hangs', async () => {
    const { braze } = await open(() => 'hang', { timeoutMs: 50, patienceMs: 0 })
    await expect(braze.users.track({ attributes: [ada] })).rejects.toMatchObject({
      code: 'timeout',
      retry: 'later',
      ambiguous: true,
    })
    await expect(braze.users.export.ids({ external_ids: ['a'] })).rejects.toMatchObject({ code: 'timeout' })
  })

  it('does not follow a redirect, which would carry the key elsewhere', async () => {
    const other = await startServer(() => ({}))
    closing.push(other.close)
    const { braze } = await open(() => ({ status: 307, headers: { location: `${other.url}/users/track` } }))
    await expect(braze.users.track({ attributes: [ada] })).rejects.toMatchObject({
      code: 'unreadable-answer',
      status: 307,
    })
    expect(other.received).toHaveLength(0)
  })

  it('tells an unreachable host from a lost answer', async () => {
    const server = await startServer(() => ({}))
    await server.close()
    const braze = createBraze({ url: server.url, apiKey, patienceMs: 0 })
    const error = await braze.users.track({ attributes: [ada] }).catch((failure: unknown) => failure)
    expect(error).toMatchObject({ code: 'network', retry: 'later', ambiguous: false })
    expect((error as Error).message).toContain('ECONNREFUSED')
    await braze.close()
  })

  it('cancels a read under way, and takes back one that waits', async () => {
    const abort = new AbortController()
    const { server, braze } = await open(() => {
      abort.abort()
      return 'hang'
    })
    await expect(braze.users.export.ids({ external_ids: ['a'] }, { signal: abort.signal })).rejects.toMatchObject({
      code: 'cancelled',
    })
    await expect(braze.users.export.ids({ external_ids: ['a'] }, { signal: abort.signal })).rejects.toMatchObject({
      code: 'cancelled',
    })
    expect(server.received).toHaveLength(1)
  })

  it('[C3] finishes what it has when it is closed, and takes nothing more', async () => {
    const { server, braze } = await open(() => ({}))
    const calls = [braze.users.track({ attributes: [ada] }), braze.users.track({ attributes: [ada] })]
    await braze.close()
    expect(server.received.length).toBeGreaterThan(0)
    expect(await Promise.all(calls)).toHaveLength(2)
    await expect(braze.users.track({ attributes: [ada] })).rejects.toMatchObject({ code: 'closed', retry: 'no' })
    await expect(braze.users.export.ids({})).rejects.toMatchObject({ code: 'closed' })
  })

  it('[C3] stops at once on its signal', async () => {
    const stop = new AbortController()
    let waiting = 0
    const { braze } = await open(
      () => {
        waiting += 1
        if (waiting === 2) stop.abort()
        return 'hang'
      },
      { signal: stop.signal },
    )
    const ends = await Promise.allSettled([
      braze.users.track({ attributes: [ada] }),
      braze.users.export.ids({ external_ids: ['a'] }),
    ])
    for (const end of ends)
      expect(end).toMatchObject({ status: 'rejected', reason: { code: 'closed', ambiguous: true } })
    await expect(braze.users.track({ attributes: [ada] })).rejects.toMatchObject({ code: 'closed' })
  })

  it.each([
    [{ url: 'rest.iad-01.braze.com', apiKey: 'k' }, 'url'],
    [{ url: 'ftp://braze.example', apiKey: 'k' }, 'url'],
    [{ url: 'https://me:pass@braze.example', apiKey: 'k' }, 'url'],
    [{ url: 'https://braze.example', apiKey: '' }, 'apiKey'],
    [{ url: 'https://braze.example', apiKey: 'se\ncret' }, 'apiKey'],
    [{ url: 'https://braze.example', apiKey: 'k', batch: { inFlight: 0 } }, 'inFlight'],
  ])('refuses settings that cannot work (%#)', (options, name) => {
    expect(() => createBraze(options)).toThrow(name)
    expect(() => createBraze(options)).not.toThrow('cret')
  })

  it('goes on when an observer throws', async () => {
    const { braze } = await open(() => ({}), {
      onRequest: () => {
        throw new Error('observer')
      },
    })
    expect(await braze.users.track({ attributes: [ada] })).toMatchObject({ message: 'success' })
  })

  it('tells the version of its package', () => {
    const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
    expect(VERSION).toBe(manifest.version)
  })
})
