/** What the client shows of a request to logs, metrics and error reports: nothing of the people it is about. */
import { inspect } from 'node:util'
import { type Braze, type BrazeOptions, createBraze } from '@parley/braze'
import { afterEach, describe, expect, it } from 'vitest'
import { type Reply, startServer } from './test-server.ts'

const closing: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const apiKey = 'key-that-nobody-may-see'
const secrets = [
  apiKey,
  'Ann.Lee@Example.com',
  'Ann.Lee',
  'ann.lee',
  'Ann%20Lee',
  'Ann+Lee',
  '4915112345678',
  'Main Street',
]

/** Calls that carry a person in the path, in the query, in a header and in the body. */
const calls: readonly (readonly [where: string, call: (braze: Braze) => Promise<unknown>])[] = [
  [
    'the body of a track call',
    ({ users }) => users.track({ attributes: [{ external_id: 'Ann Lee', home: 'Main Street' }] }),
  ],
  [
    'a body',
    ({ users }) =>
      users.delete({ external_ids: ['Ann Lee'], phone_numbers: [{ phone: '+4915112345678', prioritization: [] }] }),
  ],
  ['a query', ({ email }) => email.unsubscribes({ email: 'Ann.Lee@Example.com', end_date: '2026-01-01' })],
  ['a repeated query', ({ subscription }) => subscription.user.status({ external_id: ['Ann Lee', 'Ann.Lee'] })],
  [
    'a path',
    ({ preference_center }) => preference_center.url({ preference_center_external_id: 'main', user_id: 'Ann Lee' }),
  ],
  [
    'a list',
    async ({ email }) => {
      for await (const _ of email.hard_bounces.all({ email: 'Ann.Lee@Example.com', end_date: '2026-01-01' }));
    },
  ],
]

/** An answer that repeats all it was sent, as it came and in lower case. */
function echo(status: number): (request: { readonly url: string | undefined; readonly body: string }) => Reply {
  return ({ url = '', body }) => {
    const words = `${url} ${decodeURIComponent(url)} ${body} Invalid API key: ${apiKey}`
    const errors = [
      { type: words, input_array: 'attributes', index: 0, value: body },
      { id: 'ann', message: words.toLowerCase() },
    ]
    return { status, body: { message: words, errors } }
  }
}

/** Everything that an operator could see of a failed call: hooks, the error, its cause, its stack. */
async function overhear(call: (braze: Braze) => Promise<unknown>, options: Partial<BrazeOptions> & { url: string }) {
  const seen: unknown[] = []
  const log = { warn: (facts: object, message: string) => void seen.push(facts, message) }
  const onRequest: BrazeOptions['onRequest'] = (report) => void seen.push(report)
  const braze = createBraze({ apiKey, patienceMs: 0, log, onRequest, ...options })
  closing.push(() => braze.close())
  const error = await call(braze).then(
    () => undefined,
    (failure: unknown) => failure,
  )
  return { error, text: inspect([seen, error], { depth: 20, showHidden: true }) + JSON.stringify([seen, error]) }
}

describe('[C1] [C2] what is shown of a request that fails', () => {
  const cases = [400, 401, 404, 422, 429, 500].flatMap((status) =>
    calls.map(([where, call]) => [where, status, call] as const),
  )

  it.each(cases)('with a person in %s, answered %i with an echo', async (_, status, call) => {
    const server = await startServer(echo(status))
    closing.push(server.close)
    const { error, text } = await overhear(call, { url: server.url })
    expect(error).toMatchObject({ name: 'BrazeError', status })
    for (const secret of secrets) expect(text).not.toContain(secret)
  })

  it.each(calls)('with a person in %s, where the runtime repeats the address', async (_, call) => {
    // As Deno and Bun put it.
    const refuse: typeof fetch = (input) => {
      const message = `error sending request for url (${input}): client error (Connect): Connection refused (os error 111)`
      return Promise.reject(Object.assign(new TypeError(message), { path: String(input), code: 'ConnectionRefused' }))
    }
    const { error, text } = await overhear(call, { url: 'https://rest.example.com', fetch: refuse })
    expect(error).toMatchObject({ code: 'network', cause: { name: 'TypeError', code: 'ConnectionRefused' } })
    expect(text).toContain('error sending request for url (https://rest.example.com/…')
    for (const secret of secrets) expect(text).not.toContain(secret)
  })

  it('keeps the cause as it is where it says nothing of the request', async () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED', port: 1 })
    const failed = new TypeError('fetch failed', { cause })
    const [, call] = calls[0] ?? []
    if (call === undefined) throw new Error('no call')
    const { error } = await overhear(call, { url: 'https://rest.example.com', fetch: () => Promise.reject(failed) })
    expect(error).toMatchObject({ code: 'network', ambiguous: false })
    expect((error as Error).cause).toBe(failed)
  })
})
