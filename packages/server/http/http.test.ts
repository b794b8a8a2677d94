import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { RuntimeError } from '@parley/runtime'
import type { InjectOptions } from 'fastify'
import { describe, expect, test } from 'vitest'
import { openDoor, type TestDoor } from './test-door.ts'

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

const say = (door: TestDoor, payload: InjectOptions['payload'], query = ''): InjectOptions => ({
  method: 'POST',
  url: `/v1/conversations/${door.conversation}/messages${query}`,
  headers: { ...bearer(door.token), 'content-type': 'application/json' },
  ...(payload === undefined ? {} : { payload }),
})

async function refused(door: TestDoor, request: InjectOptions): Promise<[number, string]> {
  const answer = await door.http.app.inject(request)
  expect(answer.headers['content-type']).toBe('application/problem+json')
  const problem = answer.json()
  expect(problem).toMatchObject({
    status: answer.statusCode,
    type: `/problems/${problem.code}`,
    detail: expect.stringMatching(/\.$/),
  })
  return [answer.statusCode, problem.code]
}

describe('a conversation over HTTP', () => {
  test('starts with a token and the first messages', async () => {
    await using door = await openDoor()
    const answer = await door.http.app.inject({
      method: 'POST',
      url: '/v1/conversations',
      payload: { solution: 'echo' },
    })
    expect(answer.statusCode).toBe(201)
    expect(answer.json()).toEqual({
      conversation: { id: 'conv_2', status: 'waiting' },
      token: expect.stringMatching(/^conv_2\./),
      expires_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      messages: [
        {
          id: 'msg_1',
          seq: 1,
          from: 'bot',
          kind: 'text',
          text: 'Say something.',
          input: { type: 'text' },
          at: '2026-01-01T00:00:00.000Z',
        },
      ],
      cursor: '1',
    })
  })

  test('answers what is said, and gives the transcript after a cursor', async () => {
    await using door = await openDoor()
    const answer = await door.http.app.inject(say(door, { text: 'Hé 👋', client_message_id: 'a' }))
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({
      status: 'waiting',
      cursor: '3',
      messages: [{ seq: 3, text: 'You said Hé 👋' }],
    })
    const url = `/v1/conversations/${door.conversation}/messages`
    const all = await door.http.app.inject({ url, headers: bearer(door.token) })
    expect(all.json().messages).toHaveLength(3)
    expect(all.json().messages[1]).toMatchObject({ from: 'user', text: 'Hé 👋', client_message_id: 'a' })
    const rest = await door.http.app.inject({ url: `${url}?after=3`, headers: bearer(door.token) })
    expect(rest.json()).toEqual({ messages: [], status: 'waiting', cursor: '3' })
  })

  test('gives the first answer again to the same client message id', async () => {
    await using door = await openDoor()
    const first = await door.http.app.inject(say(door, { text: 'once', client_message_id: 'same' }))
    const second = await door.http.app.inject(say(door, { text: 'once', client_message_id: 'same' }))
    expect(second.json()).toEqual(first.json())
    expect(await refused(door, say(door, { text: 'twice', client_message_id: 'same' }))).toEqual([
      409,
      'client-message-id-reused',
    ])
  })

  test.each([
    [{ choice: 'ios' }, { kind: 'choice', choice: 'ios' }],
    [{ choices: ['a', 'b'] }, { kind: 'choices', choices: ['a', 'b'] }],
    [{ form: { age: 3 } }, { kind: 'form', form: { age: 3 } }],
    [{ file: 'file_1' }, { kind: 'file', file: 'file_1' }],
  ])('hands on %j as it is', async (payload, said) => {
    await using door = await openDoor()
    const answer = await door.http.app.inject(say(door, payload))
    expect(answer.json().messages[0].text).toBe(`You said ${JSON.stringify(said)}`)
  })

  test('takes control characters out of what people paste', async () => {
    await using door = await openDoor()
    const answer = await door.http.app.inject(say(door, { text: 'a\u0000\u001b[31mb' }))
    expect(answer.json().messages[0].text).toBe('You said a[31mb')
  })

  test('takes page events', async () => {
    await using door = await openDoor()
    const answer = await door.http.app.inject({
      method: 'POST',
      url: `/v1/conversations/${door.conversation}/events`,
      headers: bearer(door.token),
      payload: { events: [{ name: 'viewed', properties: { sku: 'x' } }, { name: 'left' }] },
    })
    expect(answer.statusCode).toBe(204)
    expect(door.conversations.events).toEqual([
      { name: 'viewed', properties: { sku: 'x' } },
      { name: 'left', properties: {} },
    ])
  })
})

describe('a request is refused', () => {
  test('when it is not JSON, not an object, or of another type', async () => {
    await using door = await openDoor()
    expect(await refused(door, say(door, '{"text":'))).toEqual([400, 'invalid-request'])
    expect(await refused(door, say(door, ''))).toEqual([400, 'invalid-request'])
    expect(await refused(door, say(door, '"text"'))).toEqual([400, 'invalid-request'])
    expect(
      await refused(door, {
        ...say(door, 'text=hi'),
        headers: { ...bearer(door.token), 'content-type': 'text/plain' },
      }),
    ).toEqual([415, 'unsupported-media-type'])
    const gzipped = { ...bearer(door.token), 'content-type': 'application/json', 'content-encoding': 'gzip' }
    expect(await refused(door, { ...say(door, '{}'), headers: gzipped })).toEqual([415, 'unsupported-media-type'])
  })

  test('with a JSON pointer to every mistake', async () => {
    await using door = await openDoor()
    const payload = {
      solution: 7,
      environment: 'moon',
      contact: { email: 1 },
      variables: { 'a/b': 'x' },
      identity: 7,
      visitor: 'x',
      link: 7,
    }
    const answer = await door.http.app.inject({ method: 'POST', url: '/v1/conversations', payload })
    expect(answer.statusCode).toBe(400)
    const pointers = answer.json().errors.map((error: { pointer: string }) => error.pointer)
    expect(pointers).toEqual(['/solution', '/environment', '/contact/email', '/identity', '/visitor', '/link'])
  })

  test('when it says nothing, or two things at once', async () => {
    await using door = await openDoor()
    for (const payload of [{}, { text: 'a', choice: 'b' }, { text: '  ' }, { text: '\u0000' }, { text: null }]) {
      expect(await refused(door, say(door, payload))).toEqual([400, 'invalid-request'])
    }
  })

  test('when a text or a body is too long', async () => {
    await using door = await openDoor()
    expect((await door.http.app.inject(say(door, { text: '👋'.repeat(4096) }))).statusCode).toBe(200)
    expect(await refused(door, say(door, { text: '👋'.repeat(4097) }))).toEqual([422, 'message-too-long'])
    expect(await refused(door, say(door, { text: 'a'.repeat(70_000) }))).toEqual([413, 'body-too-large'])
  })

  test('without a token, with a bad one and with one of another conversation', async () => {
    await using door = await openDoor()
    const url = `/v1/conversations/${door.conversation}/messages`
    expect(await refused(door, { url })).toEqual([401, 'unauthorized'])
    expect(await refused(door, { url, headers: bearer('nonsense') })).toEqual([401, 'unauthorized'])
    expect(await refused(door, { url, headers: { authorization: `Basic ${door.token}` } })).toEqual([
      401,
      'unauthorized',
    ])
    expect(await refused(door, { url, headers: bearer(door.tokenFor(door.conversation, 0)) })).toEqual([
      401,
      'unauthorized',
    ])
    expect(await refused(door, { url, headers: bearer(door.tokenFor('conv_other', Date.now())) })).toEqual([
      403,
      'forbidden',
    ])
    const bare = await door.http.app.inject({ url })
    expect(bare.headers['www-authenticate']).toBe('Bearer realm="parley"')
  })

  test('[D2] in the same way whether or not the conversation exists', async () => {
    await using door = await openDoor()
    const ask = (id: string, headers: Record<string, string>) =>
      refused(door, { url: `/v1/conversations/${id}/messages`, headers })
    expect(await ask(door.conversation, {})).toEqual(await ask('conv_none', {}))
    const other = bearer(door.tokenFor('conv_other', Date.now()))
    expect(await ask(door.conversation, other)).toEqual(await ask('conv_none', other))
    expect(await ask('conv_other', other)).toEqual([404, 'unknown-conversation'])
  })

  test('when a cursor or a wait is garbage', async () => {
    await using door = await openDoor()
    const url = `/v1/conversations/${door.conversation}/messages`
    for (const after of ['-1', 'x', '1.5', '99999999999', '1&after=2', '%00']) {
      expect(await refused(door, { url: `${url}?after=${after}`, headers: bearer(door.token) })).toEqual([
        400,
        'invalid-request',
      ])
    }
    for (const wait of ['31', '-1', 'x', 'Infinity', '']) {
      expect(await refused(door, say(door, { text: 'hi' }, `?wait=${wait}`))).toEqual([400, 'invalid-request'])
    }
    expect((await door.http.app.inject(say(door, { text: 'hi' }, '?wait=0.5'))).statusCode).toBe(200)
  })

  test('when the solution, the conversation or the route does not exist', async () => {
    await using door = await openDoor()
    const start = { method: 'POST', url: '/v1/conversations', payload: { solution: 'nix' } } as const
    expect(await refused(door, start)).toEqual([404, 'unknown-solution'])
    for (const url of ['/v1', '/v1/nix', '/studio', '/widget.js', '/assets/../http.ts', '/problems/nix']) {
      expect(await refused(door, { url })).toEqual([404, 'unknown-route'])
    }
    expect(await refused(door, { url: '/v1/conversations/%ZZ/messages' })).toEqual([400, 'invalid-request'])
  })

  test('when the method does not fit, with the ones that do', async () => {
    await using door = await openDoor()
    expect(await refused(door, { method: 'PUT', url: '/v1/conversations' })).toEqual([405, 'method-not-allowed'])
    const answer = await door.http.app.inject({ method: 'DELETE', url: '/v1/conversations/conv_1/messages?x=1' })
    expect(answer.headers.allow).toBe('GET, HEAD, OPTIONS, POST')
    expect(await refused(door, { url: '/v1/conversations/conv_1/stream' })).toEqual([426, 'upgrade-required'])
  })

  test.each([
    ['conversation-over', 409, undefined],
    ['overloaded', 429, '1'],
    ['database-unavailable', 503, '1'],
    ['closing', 503, '1'],
    ['turn-failed', 500, undefined],
    ['not-deployed', 404, undefined],
  ] as const)('as %s when the runtime says so', async (code, status, retryAfter) => {
    await using door = await openDoor()
    door.conversations.failNext(new RuntimeError(code, 'The inside story.'))
    const answer = await door.http.app.inject(say(door, { text: 'hi' }))
    expect([answer.statusCode, answer.json().code, answer.headers['retry-after']]).toEqual([status, code, retryAfter])
    expect(answer.json().detail === 'The inside story.').toBe(status < 500)
  })

  test('with a request id and nothing else of the inside, when we made a mistake', async () => {
    await using door = await openDoor()
    door.conversations.failNext(Object.assign(new Error('column "x" broke'), { detail: 'Key (text)=(my secret)' }))
    const answer = await door.http.app.inject(say(door, { text: 'hi' }))
    expect([answer.statusCode, answer.json().code]).toEqual([500, 'internal-error'])
    expect(answer.body).not.toContain('column')
    const line = door.log.find((entry) => entry.includes(String(answer.headers['x-request-id'])))
    expect(line).toContain('column')
    expect(line).not.toContain('my secret')
  })

  test('in our words when it is not even HTTP', async () => {
    await using door = await openDoor()
    const { hostname, port } = new URL(await door.url())
    const socket = connect(Number(port), hostname)
    socket.write('This is not HTTP\r\n\r\n')
    const answer = await text(socket)
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
    expect(answer).toContain('"code":"invalid-request"')
  })
})

describe('web origins', () => {
  const from = (origin: string) => ({ host: 'chat.example', origin })
  const start = { method: 'POST', url: '/v1/conversations', payload: { solution: 'echo' } } as const

  test('are our own and the listed ones', async () => {
    await using door = await openDoor({ allowedOrigins: ['https://brand.example'] })
    expect((await door.http.app.inject({ ...start, headers: from('https://chat.example') })).statusCode).toBe(201)
    const listed = await door.http.app.inject({ ...start, headers: from('https://brand.example') })
    expect([listed.statusCode, listed.headers['access-control-allow-origin']]).toEqual([201, 'https://brand.example'])
    for (const origin of ['https://evil.example', 'https://brand.example.evil.example', 'null', 'garbage']) {
      expect(await refused(door, { ...start, headers: from(origin) })).toEqual([403, 'origin-not-allowed'])
    }
  })

  test('learn from a preflight what they may send', async () => {
    await using door = await openDoor({ allowedOrigins: ['https://brand.example'] })
    const ask = (origin: string) =>
      door.http.app.inject({ method: 'OPTIONS', url: '/v1/conversations', headers: from(origin) })
    const listed = await ask('https://brand.example')
    expect(listed.statusCode).toBe(204)
    expect(listed.headers).toMatchObject({
      'access-control-allow-origin': 'https://brand.example',
      'access-control-allow-headers': 'authorization, content-type',
    })
    expect((await ask('https://evil.example')).statusCode).toBe(403)
  })
})

describe('health', () => {
  test('lives, is ready when its parts are, and says which is not', async () => {
    let actions = true
    await using door = await openDoor({ checks: { database: async () => undefined, actions: async () => actions } })
    expect((await door.http.app.inject('/healthz')).json()).toEqual({ status: 'alive' })
    expect((await door.http.app.inject('/readyz')).json()).toEqual({
      status: 'ready',
      checks: { database: 'ok', actions: 'ok' },
    })
    actions = false
    const answer = await door.http.app.inject('/readyz')
    expect([answer.statusCode, answer.json().detail]).toEqual([503, 'Not there yet, or not any more: actions.'])
  })

  test('is not ready when a check fails', async () => {
    await using door = await openDoor({ checks: { database: () => Promise.reject(new Error('down')) } })
    expect(await refused(door, { url: '/readyz' })).toEqual([503, 'not-ready'])
  })

  test('counts requests by route, never by conversation', async () => {
    await using door = await openDoor()
    await door.http.app.inject(say(door, { text: 'hi' }))
    const { body } = await door.http.app.inject('/metrics')
    expect(body).toContain(
      'parley_http_requests_total{method="POST",route="/v1/conversations/:id/messages",status="200"} 1',
    )
    expect(body).not.toContain(door.conversation)
  })
})

describe('the page', () => {
  test('is served with everything it asks for, under a strict policy', async () => {
    await using door = await openDoor({
      page: { solution: 'echo', links: [{ label: 'Braze sandbox', href: 'http://127.0.0.1:4010/' }] },
    })
    const page = await door.http.app.inject('/')
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(page.headers['content-security-policy']).not.toContain('unsafe')
    const parts = [...page.body.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '')
    expect(parts.length).toBeGreaterThan(2)
    for (const url of parts) expect((await door.http.app.inject(url)).statusCode, url).toBe(200)
    expect(page.body).toContain('<script src="/widget.js">')
    expect((await door.http.app.inject('/assets/config.json')).json()).toEqual({
      solution: 'echo',
      links: [{ label: 'Braze sandbox', href: 'http://127.0.0.1:4010/' }],
    })
  })

  test('is not sent again to who has it', async () => {
    await using door = await openDoor()
    const { etag } = (await door.http.app.inject('/')).headers
    const again = await door.http.app.inject({ url: '/', headers: { 'if-none-match': String(etag) } })
    expect([again.statusCode, again.body]).toEqual([304, ''])
  })
})

test('every problem type leads to its explanation', async () => {
  await using door = await openDoor()
  const { type } = (await door.http.app.inject('/nix')).json()
  expect((await door.http.app.inject(type)).body).toMatch(/^Nothing here \(unknown-route, HTTP 404\)/)
})

test('[D3] neither texts nor tokens nor conversations are logged', async () => {
  await using door = await openDoor()
  await door.http.app.inject(say(door, { text: 'my secret' }))
  await door.http.app.inject(say(door, '{"text":"my secret"'))
  await door.http.app.inject(say(door, { text: 'my secret', choice: 'my secret' }))
  await door.http.app.inject({ url: `/v1/conversations/${door.conversation}/messages?token=${door.token}` })
  expect(door.log.length).toBeGreaterThan(2)
  for (const hidden of ['my secret', door.token, door.conversation]) expect(door.log.join('')).not.toContain(hidden)
})
