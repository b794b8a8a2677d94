import { request as httpRequest } from 'node:http'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Driver, drive } from './test-driver.ts'

const good = { attributes: [{ external_id: 'u' }] }

describe('[E1] the order of checks', () => {
  it('answers 404 to a path that it does not know, key or not', async () => {
    const braze = await drive()
    for (const path of ['/users/track/', '/nope', '/users/Track', '//users/track']) {
      expect(await braze.post(path, good, { Authorization: '' })).toMatchObject({
        status: 404,
        body: { message: 'Not Found' },
      })
    }
  })

  it('answers 405 to a wrong method, 204 to OPTIONS, both with what is allowed', async () => {
    const braze = await drive()
    const get = await braze.send('/users/track')
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST, OPTIONS'])
    const options = await braze.send('/users/track', { method: 'OPTIONS' })
    expect([options.status, options.headers.get('access-control-allow-origin')]).toEqual([204, null])
    expect((await braze.send('/users/track', { method: 'HEAD' })).status).toBe(405)
  })

  it.each([
    ['Bearer non-existent', 'Invalid API key: non-existent'],
    ['Bearer SANDBOX-KEY', 'Invalid API key: SANDBOX-KEY'],
    ['sandbox-key', 'Invalid API key: sandbox-key'],
    ['Basic abc', 'Invalid API key: Basic abc'],
    ['', 'Invalid API key: '],
  ])('answers 401 to Authorization %j, with the rate-limit headers empty', async (authorization, message) => {
    const braze = await drive()
    const heard = await braze.post('/users/track', good, { Authorization: authorization })
    expect(heard).toMatchObject({ status: 401, body: { message } })
    expect(Object.keys(heard.body)).toEqual(['message'])
    for (const name of ['limit', 'remaining', 'reset']) expect(heard.headers.get(`x-ratelimit-${name}`)).toBe('')
  })

  it('answers 401 without any Authorization header', async () => {
    const braze = await drive()
    const heard = await braze.send('/users/track', { method: 'POST', body: '{}' })
    expect(heard).toMatchObject({ status: 401, body: { message: 'Invalid API key: ' } })
    expect((await braze.requests())[0]?.key).toBeNull()
  })

  it('takes the scheme in any case', async () => {
    const braze = await drive()
    expect((await braze.post('/users/track', good, { Authorization: 'bEARER  sandbox-key' })).status).toBe(201)
  })

  it('answers 403 to a key without the permission', async () => {
    const keys = [{ key: 'narrow', permissions: ['users.track'] }]
    const braze = await drive({ keys })
    const authorization = { Authorization: 'Bearer narrow' }
    expect((await braze.post('/users/track', good, authorization)).status).toBe(201)
    expect(await braze.post('/users/export/ids', {}, authorization)).toMatchObject({
      status: 403,
      body: { message: 'Access Denied' },
    })
    expect((await braze.track(good)).status).toBe(401)
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/vnd.api+json', ''])(
    'answers 415 to the media type %j',
    async (type) => {
      const braze = await drive()
      expect((await braze.post('/users/track', good, { 'Content-Type': type })).status).toBe(415)
    },
  )

  it('takes application/json with parameters and in any case', async () => {
    const braze = await drive()
    expect((await braze.post('/users/track', good, { 'Content-Type': 'Application/JSON; charset=utf-8' })).status).toBe(
      201,
    )
  })

  it('answers 413 to more than 4 MiB and takes 4 MiB', async () => {
    const braze = await drive()
    const frame = '{"attributes":[{"external_id":"u","x":""}]}'
    const bodyOf = (bytes: number) => frame.replace('""', `"${'x'.repeat(bytes - frame.length)}"`)
    expect((await braze.track(bodyOf(4 * 1024 * 1024))).status).toBe(201)
    expect((await braze.track(bodyOf(4 * 1024 * 1024 + 1))).status).toBe(413)
  })

  it.each(['{', 'attributes=1', '{"a":01}', `${'['.repeat(101)}${']'.repeat(101)}`, `${'['.repeat(1e6)}`])(
    'answers 400 to broken JSON, as Braze words it',
    async (text) => {
      const braze = await drive()
      const heard = await braze.track(text)
      expect(heard.status).toBe(400)
      expect(heard.body.error).toContain('message body does not match declared format')
    },
  )

  it('answers 400 to text that is not UTF-8', async () => {
    const braze = await drive()
    const headers = { 'Content-Type': 'application/json', Authorization: 'Bearer sandbox-key' }
    const body = Buffer.from([0x22, 0xff, 0xfe, 0x22])
    expect((await braze.send('/users/track', { method: 'POST', headers, body })).status).toBe(400)
  })

  it('answers 429 when the bucket is empty, and serves again in the next window', async () => {
    let now = Date.parse('2026-06-01T00:00:01Z')
    const rateLimits = { 'users-track': { requests: 2, windowSeconds: 3 } }
    const braze = await drive({ rateLimits, machineTime: () => now })
    const first = await braze.track(good)
    expect(first.headers.get('x-ratelimit-limit')).toBe('2')
    expect(first.headers.get('x-ratelimit-remaining')).toBe('1')
    expect(first.headers.get('x-ratelimit-reset')).toBe(String(Date.parse('2026-06-01T00:00:03Z') / 1000))
    await braze.track(good)
    const third = await braze.track({ attributes: [{ external_id: 'late' }] })
    expect(third.status).toBe(429)
    expect(third.headers.get('retry-after')).toBe('2')
    expect(third.headers.get('x-ratelimit-retry-after')).toBe('2')
    expect(third.headers.get('x-ratelimit-remaining')).toBe('0')
    expect(await braze.profile('late')).toBeUndefined()
    now += 2000
    expect((await braze.track(good)).status).toBe(201)
  })

  it('never answers 429 with rate limits off', async () => {
    const braze = await drive({ rateLimits: 'off' })
    const statuses = await Promise.all(
      Array.from({ length: 260 }, async () => (await braze.export({ external_ids: ['a'] })).status),
    )
    expect(new Set(statuses)).toEqual(new Set([201]))
  })
})

describe('headers of every answer', () => {
  it('are those of Braze', async () => {
    const braze = await drive()
    const { headers } = await braze.track(good)
    expect(headers.get('content-type')).toBe('application/json')
    expect(headers.get('cache-control')).toBe('max-age=0, private, must-revalidate')
    expect(headers.get('vary')).toBe('Origin,Accept-Encoding')
    expect(headers.get('etag')).toMatch(/^W\/"[0-9a-f]{32}"$/)
    expect(headers.get('x-runtime')).toMatch(/^\d+\.\d{6}$/)
    expect(headers.get('x-request-id')).toBe((await braze.requests())[0]?.id)
    expect(headers.get('x-ratelimit-limit')).toBe('3000')
  })
})

describe('[E3] the request log', () => {
  it('holds every request with what came and what went, newest last', async () => {
    const braze = await drive()
    await braze.track(good)
    await braze.post('/users/track?x=1', '{', { Authorization: 'Bearer other' })
    expect(await braze.requests()).toEqual([
      {
        id: expect.any(String),
        at: expect.any(String),
        method: 'POST',
        path: '/users/track',
        key: 'sandbox-key',
        status: 201,
        body: good,
        response: { attributes_processed: 1, message: 'success' },
      },
      expect.objectContaining({ path: '/users/track?x=1', key: 'other', status: 401, body: '{' }),
    ])
  })

  it('never puts a key or a body into the log lines', async () => {
    const lines: string[] = []
    const braze = await drive({ log: (line) => lines.push(line) })
    await braze.post(
      '/users/track?secret=1',
      { attributes: [{ external_id: 'private' }] },
      { Authorization: 'Bearer hush' },
    )
    expect(lines).toEqual(['POST /users/track 401'])
  })
})

describe('[E4] a client that hangs up', () => {
  it('does not undo its request', async () => {
    const braze = await drive({ delayMs: 0 })
    await braze.fault({ endpoint: 'POST /users/track', latency_ms: 50 })
    await hangUpAfterSending(braze, JSON.stringify(good))
    await expect.poll(() => braze.requests(), { timeout: 5000 }).toMatchObject([{ status: 201 }])
    expect(await braze.profile('u')).toBeDefined()
  })
})

/** Sends the whole request and closes the connection without waiting for the answer. */
function hangUpAfterSending(braze: Driver, body: string): Promise<void> {
  return new Promise((resolve) => {
    const headers = { 'Content-Type': 'application/json', Authorization: 'Bearer sandbox-key' }
    const request = httpRequest(`${braze.url}/users/track`, { method: 'POST', headers })
    request.on('error', () => undefined)
    request.on('close', resolve)
    request.end(body, () => setImmediate(() => request.destroy()))
  })
}

describe('[E5] any JSON at all', () => {
  const value = fc.jsonValue({ maxDepth: 4 })
  const identifier = fc.oneof(
    fc.record({ external_id: fc.oneof(fc.string(), fc.integer(), value) }),
    fc.record({ email: fc.oneof(fc.emailAddress(), value) }),
    fc.record({ user_alias: fc.oneof(value, fc.record({ alias_name: value, alias_label: fc.string() })) }),
    fc.record({ phone: value, braze_id: value }),
  )
  const members = fc.dictionary(
    fc.constantFrom(
      'name',
      'time',
      'properties',
      'price',
      'quantity',
      'currency',
      'product_id',
      'dob',
      'push_tokens',
      'x',
      'subscription_groups',
      'country',
      'language',
      'time_zone',
      '_merge_objects',
      '_update_existing_only',
      '__proto__',
      'current_location',
      'push_token_import',
      'facebook',
      'first_name',
      'external_ids',
      'fields_to_export',
    ),
    value,
  )
  const object = fc.tuple(identifier, members).map(([one, other]) => ({ ...other, ...one }))
  const list = fc.oneof(fc.array(fc.oneof(object, value), { maxLength: 5 }), value)
  const body = fc.oneof(
    value,
    fc.record({ attributes: list, events: list, purchases: list }, { requiredKeys: [] }),
    fc.record({ external_ids: list, user_aliases: list, fields_to_export: list, phone: value }, { requiredKeys: [] }),
  )

  it('is answered by 201 or 400, and profiles can still be shown', async () => {
    const braze = await drive({ rateLimits: 'off' })
    const check = fc.asyncProperty(body, fc.constantFrom('/users/track', '/users/export/ids'), async (sent, path) => {
      const { status } = await braze.post(path, JSON.stringify(sent) ?? '')
      return status === 201 || status === 400
    })
    await fc.assert(check, { numRuns: 300 })
    expect((await braze.send('/__sandbox/profiles')).status).toBe(200)
    expect((await braze.send('/__sandbox/requests')).status).toBe(200)
  })

  it('is no matter what bytes come', async () => {
    const braze = await drive({ rateLimits: 'off' })
    const headers = { 'Content-Type': 'application/json', Authorization: 'Bearer sandbox-key' }
    const check = fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
      const { status } = await braze.send('/users/track', { method: 'POST', headers, body: Buffer.from(bytes) })
      return status === 400
    })
    await fc.assert(check, { numRuns: 50 })
  })
})
