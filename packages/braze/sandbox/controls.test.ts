import { request as httpRequest } from 'node:http'
import { describe, expect, it } from 'vitest'
import { type Driver, drive } from './test-driver.ts'

const endpoint = 'POST /users/track'
const time = '2026-01-02T03:04:05Z'

describe('faults', () => {
  it.each([
    [400, "Valid data must be provided in the 'attributes', 'events', or 'purchases' fields."],
    [401, 'Invalid API key: sandbox-key'],
    [403, 'Access Denied'],
    [404, 'Not Found'],
    [429, 'Rate limit exceeded'],
    [500, 'Internal Server Error'],
    [418, 'Fault injected by the sandbox'],
  ])('answer %d without applying anything', async (status, message) => {
    const braze = await drive()
    expect((await braze.fault({ endpoint, status, times: 1 })).status).toBe(201)
    const heard = await braze.track({ attributes: [{ external_id: 'u' }] })
    expect(heard).toMatchObject({ status, body: { message } })
    expect(await braze.profile('u')).toBeUndefined()
    expect((await braze.track({ attributes: [{ external_id: 'u' }] })).status).toBe(201)
  })

  it('answer 429 with the time to wait', async () => {
    const braze = await drive()
    await braze.fault({ endpoint, status: 429 })
    const { headers } = await braze.track({ attributes: [{ external_id: 'u' }] })
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    expect(headers.get('x-ratelimit-remaining')).toBe('0')
    expect(Number(headers.get('x-ratelimit-reset'))).toBeGreaterThan(1e9)
  })

  it.each([502, 503, 504])('answer %d with the page of a server in front', async (status) => {
    const braze = await drive()
    await braze.fault({ endpoint, status })
    const heard = await braze.track({ attributes: [{ external_id: 'u' }] })
    expect(heard.status).toBe(status)
    expect(heard.headers.get('content-type')).toBe('text/html')
    expect(heard.body).toContain('<html>')
  })

  it('answer 202 queued and apply', async () => {
    const braze = await drive()
    await braze.fault({ endpoint, status: 202 })
    const heard = await braze.track({ attributes: [{ external_id: 'u' }] })
    expect(heard).toMatchObject({ status: 202, body: { message: 'queued' } })
    expect(await braze.profile('u')).toBeDefined()
    expect((await braze.track({})).status).toBe(400)
  })

  it('refuse single objects, counted over all arrays, and let the rest through', async () => {
    const braze = await drive()
    await braze.fault({ endpoint, partial: [1, 2] })
    const heard = await braze.track({
      attributes: [{ external_id: 'a' }, { external_id: 'b' }],
      events: [
        { external_id: 'c', name: 'x', time },
        { external_id: 'd', name: 'x', time },
      ],
    })
    expect(heard).toMatchObject({
      status: 201,
      body: {
        attributes_processed: 1,
        events_processed: 1,
        message: 'success',
        errors: [
          { type: 'FAULT_INJECTED', input_array: 'attributes', index: 1 },
          { type: 'FAULT_INJECTED', input_array: 'events', index: 0 },
        ],
      },
    })
    expect((await braze.profiles()).map((user) => user.external_id)).toEqual(['a', 'd'])
  })

  it.each([
    [true, false],
    ['before', false],
    ['after', true],
  ])('drop the connection (%j), applied: %j', async (drop, applied) => {
    const braze = await drive()
    await braze.fault({ endpoint, drop, times: 1 })
    await expect(braze.track({ attributes: [{ external_id: 'u' }] })).rejects.toThrow('fetch failed')
    expect((await braze.profile('u')) !== undefined).toBe(applied)
    expect(await braze.requests()).toMatchObject([{ status: null, response: null, body: { attributes: [{}] } }])
  })

  it('let many requests wait at once, and none after the sandbox closes', async () => {
    const braze = await drive()
    await braze.fault({ endpoint, latency_ms: 600_000 })
    const waiting = Array.from({ length: 20 }, () =>
      braze.track({ attributes: [{ external_id: 'u' }] }).catch(() => 'cut'),
    )
    await expect.poll(() => listFaults(braze)).toMatchObject([{ hits: 20 }])
    await braze.close()
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['cut']))
  })

  it('are listed and cleared', async () => {
    const braze = await drive()
    await braze.fault({ endpoint, status: 500, times: 2 })
    await braze.track({ attributes: [] })
    expect(await listFaults(braze)).toEqual([{ endpoint, status: 500, times: 2, id: 1, hits: 1 }])
    expect((await braze.send('/__sandbox/faults', { method: 'DELETE' })).status).toBe(204)
    expect(await listFaults(braze)).toEqual([])
  })

  it('say what is wrong with a fault', async () => {
    const braze = await drive()
    const heard = await braze.fault({ endpoint: 'POST /nope', status: 99 })
    expect(heard.status).toBe(400)
    expect(heard.headers.get('content-type')).toBe('application/problem+json')
    expect(heard.body).toMatchObject({ code: 'invalid-body', status: 400 })
    expect(heard.body.errors).toEqual([
      { pointer: '/endpoint', detail: expect.stringContaining('must be method and path of a known endpoint') },
      { pointer: '/status', detail: 'must be 400 to 599, 202 (queued), or 201 (answer as usual)' },
    ])
  })
})

async function listFaults(braze: Driver): Promise<unknown> {
  return (await braze.send('/__sandbox/faults')).body.faults
}

describe('the clock', () => {
  it('is set, runs on, and is put forward', async () => {
    let machine = Date.parse('2026-06-01T00:00:00Z')
    const braze = await drive({ machineTime: () => machine })
    const clock = async (body: object) => (await braze.post('/__sandbox/clock', body)).body.now
    expect(await clock({ now: '2030-01-01T02:00:00+02:00' })).toBe('2030-01-01T00:00:00.000Z')
    machine += 1500
    expect(await clock({ advance_seconds: 60 })).toBe('2030-01-01T00:01:01.500Z')
    await braze.track({ attributes: [{ external_id: 'u' }] })
    expect((await braze.profile('u')).created_at).toBe('2030-01-01T00:01:01.500Z')
  })

  it.each([
    [{}],
    [{ now: 'soon' }],
    [{ now: '2030-01-01' }],
    [{ advance_seconds: '1' }],
    [[]],
    ['{'],
    [{ now: 1, x: 2 }],
  ])('refuses %j', async (body) => {
    const braze = await drive()
    expect((await braze.post('/__sandbox/clock', body)).status).toBe(400)
  })
})

describe('profiles', () => {
  it('are found one by one, whatever their id, or are 404', async () => {
    const braze = await drive()
    const id = 'a/b ü?#%'
    await braze.track({ attributes: [{ external_id: id, first_name: 'Odd' }] })
    expect(await braze.profile(id)).toMatchObject({ external_id: id, first_name: 'Odd' })
    const missing = await braze.send('/__sandbox/profiles/none')
    expect(missing).toMatchObject({ status: 404, body: { code: 'unknown-profile' } })
  })

  it('look as in an export', async () => {
    const braze = await drive()
    await braze.track({ attributes: [{ external_id: 'u', email: 'a@x.com', x: [1] }] })
    const { users } = (await braze.export({ external_ids: ['u'] })).body
    expect(await braze.profiles()).toEqual(users)
    expect(await braze.profile('u')).toEqual(users[0])
  })

  it('can be searched and cut to the newest', async () => {
    const braze = await drive()
    await braze.track({ attributes: ['ann', 'bob', 'bobby'].map((id) => ({ external_id: id })) })
    const heard = await braze.send('/__sandbox/profiles?search=BOB&limit=1')
    expect(heard.body.users).toMatchObject([{ external_id: 'bobby' }])
    expect(heard.headers.get('x-total-count')).toBe('2')
    expect((await braze.send('/__sandbox/requests?limit=x')).status).toBe(400)
  })
})

describe('requests', () => {
  it('are searched in path, body, answer, status and key', async () => {
    const braze = await drive()
    await braze.track({ attributes: [{ external_id: 'Ann' }] })
    await braze.get('/segments/list?page=0')
    await braze.post('/users/track', {}, { Authorization: 'Bearer wrong-key' })
    const found = async (search: string) =>
      (await braze.send(`/__sandbox/requests?search=${search}`)).body.requests.map((one: { path: string }) => one.path)
    expect(await found('ANN')).toEqual(['/users/track'])
    expect(await found('segments')).toEqual(['/segments/list?page=0'])
    expect(await found('wrong-key')).toEqual(['/users/track'])
    expect(await found('401')).toEqual(['/users/track'])
    expect(await found('attributes_processed&limit=1')).toEqual(['/users/track'])
    expect(await found('nothing')).toEqual([])
  })
})

describe('delayed writes', () => {
  it('show once their time has come, in the order in which they were sent', async () => {
    const braze = await drive({ delayMs: 60_000 })
    for (const first_name of ['A', 'B']) {
      expect((await braze.track({ attributes: [{ external_id: 'u', first_name }] })).status).toBe(201)
    }
    expect(await braze.profile('u')).toBeUndefined()
    await braze.advance(61)
    expect(await braze.profile('u')).toMatchObject({ first_name: 'B' })
  })
})

describe('a reset', () => {
  it('forgets profiles, requests, faults, the clock and what is still to be applied', async () => {
    const machine = Date.parse('2026-06-01T00:00:00Z')
    const braze = await drive({ delayMs: 60_000, machineTime: () => machine })
    await braze.track({ attributes: [{ external_id: 'a' }] })
    await braze.advance(90)
    await braze.track({ attributes: [{ external_id: 'b' }] })
    await braze.fault({ endpoint, status: 500 })
    expect((await braze.send('/__sandbox/reset', { method: 'POST' })).status).toBe(204)
    await braze.advance(3600)
    expect(await braze.profiles()).toEqual([])
    expect(await braze.requests()).toEqual([])
    expect(await listFaults(braze)).toEqual([])
    const { headers } = await braze.track({ attributes: [{ external_id: 'c' }] })
    expect(headers.get('x-ratelimit-remaining')).toBe('2999')
    expect((await braze.requests())[0]?.at).toBe('2026-06-01T01:00:00.000Z')
  })
})

describe('a call that the controls do not know', () => {
  it.each([
    ['GET', '/__sandbox', 404],
    ['GET', '/__sandbox/', 404],
    ['GET', '/__sandbox/constructor', 404],
    ['GET', '/__sandbox/profiles/', 404],
    ['POST', '/__sandbox/requests', 405],
    ['GET', '/__sandbox/reset', 405],
    ['PUT', '/__sandbox/faults', 405],
    ['POST', '/', 405],
  ])('%s %s is %d', async (method, path, status) => {
    const braze = await drive()
    expect((await braze.send(path, { method })).status).toBe(status)
  })
})

describe('[S3] the guard', () => {
  const paths = ['/', '/__sandbox/profiles', '/__sandbox/dashboard/page.js']

  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', 'evil.example:80', 'a b'])(
    'refuses the host %j at dashboard and controls alone',
    async (host) => {
      const braze = await drive()
      for (const path of paths) expect(await statusFor(braze, { path, host })).toBe(403)
      expect(await statusFor(braze, { path: '/users/track', host: 'rest.example' })).toBe(405)
    },
  )

  it.each(['127.0.0.1', 'localhost:4010', '[::1]:4010', 'LOCALHOST', 'braze.localhost', '192.168.1.5'])(
    'lets the host %s in',
    async (host) => {
      const braze = await drive()
      for (const path of paths) expect(await statusFor(braze, { path, host })).toBe(200)
    },
  )

  it('refuses what a page of another site posts', async () => {
    const braze = await drive()
    const post = async (origin: string) =>
      (await braze.post('/__sandbox/clock', { advance_seconds: 1 }, { Origin: origin })).status
    expect(await post('https://evil.example')).toBe(403)
    expect(await post('null')).toBe(403)
    expect(await post(braze.url)).toBe(200)
  })
})

/** A GET with a Host header of one's own, which fetch would not send. */
function statusFor(braze: Driver, { path, host }: { path: string; host: string }): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port: braze.port, path, headers: { Host: host }, agent: false })
    request.on('response', (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    request.on('error', reject)
    request.end()
  })
}
