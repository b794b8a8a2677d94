/** Every way in which a call can fail, against a real server: a stable code of its own, and whether a repeat can help. */
import { type Braze, type BrazeOptions, createBraze } from '@parley/braze'
import { afterEach, describe, expect, it } from 'vitest'
import { type Reply, startServer } from './test-server.ts'

const closing: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** What time it is, so that epochs can be told. */
const now = Date.UTC(2026, 0, 31, 12)

async function open(reply: Reply | (() => Reply), options: Partial<BrazeOptions> = {}): Promise<Braze> {
  const server = await startServer(() => (typeof reply === 'function' ? reply() : reply))
  const clock = { now: () => now, after: (ms: number, run: () => void) => stopper(setTimeout(run, ms)) }
  const braze = createBraze({ url: server.url, apiKey: 'key', patienceMs: 0, clock, ...options })
  closing.push(server.close, () => braze.close())
  return braze
}

function stopper(timer: NodeJS.Timeout): () => void {
  return () => clearTimeout(timer)
}

function ask(braze: Braze, signal?: AbortSignal): Promise<unknown> {
  return braze.email.status({ email: 'a@b.cd', subscription_state: 'subscribed' }, { signal })
}

const html = { headers: { 'content-type': 'text/html' }, text: '<html><body>A hotel</body></html>' }
const limited = (headers: { readonly [name: string]: string }): Reply => ({
  status: 429,
  headers: { date: '', ...headers },
})

describe('a failure is told apart', () => {
  it.each<readonly [what: string, reply: Reply, failure: object]>([
    ['400', { status: 400, body: { message: 'No' } }, { code: 'invalid', status: 400, retry: 'no' }],
    [
      '401',
      { status: 401, body: { message: 'Invalid API key: key' } },
      { code: 'unauthorized', status: 401, retry: 'no' },
    ],
    ['403', { status: 403 }, { code: 'forbidden', status: 403, retry: 'no' }],
    ['404', { status: 404 }, { code: 'not-found', status: 404, retry: 'no' }],
    ['408', { status: 408 }, { code: 'timeout', status: 408, retry: 'later', ambiguous: false }],
    ['409', { status: 409 }, { code: 'conflict', status: 409, retry: 'no' }],
    ['413', { status: 413, ...html }, { code: 'too-large', status: 413, retry: 'no' }],
    ['415', { status: 415 }, { code: 'unsupported-media-type', status: 415, retry: 'no' }],
    [
      '422 with ids',
      { status: 422, body: { errors: [{ id: 'invalid-attributes', message: 'total is no number' }] } },
      { code: 'invalid', status: 422, retry: 'no', reasons: ['invalid-attributes'] },
    ],
    ['429 alone', limited({}), { code: 'rate-limited', status: 429, retry: 'later', ambiguous: false }],
    [
      '429 with an epoch',
      limited({ 'X-RateLimit-Reset': String(now / 1000 + 42) }),
      { code: 'rate-limited', retry: { afterMs: 42_000 } },
    ],
    [
      '429 with the seconds left',
      limited({ 'X-RateLimit-Reset': '7' }),
      { code: 'rate-limited', retry: { afterMs: 7000 } },
    ],
    [
      "429 with Braze's wait",
      limited({ 'X-Ratelimit-Retry-After': '3' }),
      { code: 'rate-limited', retry: { afterMs: 3000 } },
    ],
    [
      '429 with Retry-After in seconds',
      limited({ 'Retry-After': '5' }),
      { code: 'rate-limited', retry: { afterMs: 5000 } },
    ],
    [
      '429 with Retry-After as a date',
      limited({ 'Retry-After': new Date(now + 9000).toUTCString() }),
      { code: 'rate-limited', retry: { afterMs: 9000 } },
    ],
    ['500', { status: 500 }, { code: 'unavailable', status: 500, retry: 'later', ambiguous: true }],
    ['502 with HTML', { status: 502, ...html }, { code: 'unavailable', status: 502, retry: 'later', ambiguous: true }],
    [
      '503 with Retry-After',
      { status: 503, headers: { 'Retry-After': '30' } },
      { code: 'unavailable', status: 503, retry: { afterMs: 30_000 } },
    ],
    [
      'a redirect',
      { status: 302, headers: { location: '/' } },
      { code: 'unreadable-answer', status: 302, retry: 'later' },
    ],
    [
      '200 with HTML',
      { status: 200, ...html },
      { code: 'unreadable-answer', status: 200, retry: 'later', ambiguous: true },
    ],
    [
      '200 with half of a JSON',
      { status: 200, text: '{"message":"succ' },
      { code: 'unreadable-answer', status: 200, retry: 'later' },
    ],
    [
      'a fatal message with 201',
      { status: 201, body: { message: 'It broke' } },
      { code: 'invalid', status: 201, retry: 'no' },
    ],
    ['a dropped connection', 'drop', { code: 'network', status: undefined, retry: 'later', ambiguous: true }],
  ])('%s', async (_, reply, failure) => {
    const braze = await open(reply)
    await expect(ask(braze)).rejects.toMatchObject({ name: 'BrazeError', errors: [], ...failure })
  })

  it('no connection, which is never ambiguous', async () => {
    const server = await startServer(() => ({}))
    await server.close()
    const braze = await open({}, { url: server.url })
    await expect(ask(braze)).rejects.toMatchObject({ code: 'network', retry: 'later', ambiguous: false })
  })

  it('no answer in time', async () => {
    const braze = await open('hang', { timeoutMs: 20 })
    await expect(ask(braze)).rejects.toMatchObject({
      code: 'timeout',
      status: undefined,
      retry: 'later',
      ambiguous: true,
    })
  })

  it('cancelled before it was sent, and while it was under way', async () => {
    const stop = new AbortController()
    const braze = await open(() => {
      stop.abort()
      return 'hang'
    })
    await expect(ask(braze, stop.signal)).rejects.toMatchObject({ code: 'cancelled', retry: 'no', ambiguous: true })
    await expect(ask(braze, stop.signal)).rejects.toMatchObject({ code: 'cancelled', retry: 'no', ambiguous: false })
  })

  it('closed', async () => {
    const braze = await open({})
    await braze.close()
    await expect(ask(braze)).rejects.toMatchObject({ code: 'closed', retry: 'no', ambiguous: false })
  })

  it('objects refused one by one, all of them or some', async () => {
    const errors = [{ type: "'quantity' is not valid", input_array: 'purchases', index: 0 }]
    const purchase = { external_id: 'ann', product_id: 'book', currency: 'EUR', price: 1, time: '2026-01-31' }
    const all = await open({ status: 400, body: { message: 'Valid data must be provided.', errors } })
    await expect(all.users.track({ purchases: [purchase] })).rejects.toMatchObject({
      code: 'rejected',
      status: 400,
      retry: 'no',
      errors,
    })
    const some = await open({ status: 201, body: { message: 'success', purchases_processed: 1, errors } })
    expect(await some.users.track({ purchases: [purchase, purchase] })).toMatchObject({ message: 'success', errors })
  })
})
