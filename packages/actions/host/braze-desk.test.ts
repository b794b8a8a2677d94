import { afterEach, describe, expect, test } from 'vitest'
import { bodies } from './test-bodies.ts'
import { startHost, startServer, type TestHost, type TestServer } from './testing.ts'

describe('braze', { timeout: 60_000 }, () => {
  const closers: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const close of closers.splice(0)) await close()
  })

  async function withBraze(
    status: number,
    answer: object,
    more: object = {},
  ): Promise<{ bot: TestHost; server: TestServer }> {
    const server = await startServer((request, response) => {
      request.resume()
      request.on('end', () =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer)),
      )
    })
    closers.push(server.close)
    const params = { braze_url: 'parley:braze-sandbox' }
    const deployment = { params, secrets: { braze_api_key: 'sandbox-key' }, brazeUrl: server.url, ...more }
    const bot = await startHost(bodies, { deployment })
    closers.push(bot.host.close.bind(bot.host))
    return { bot, server }
  }

  test('is reached from inside, with the key put in outside', async () => {
    const { bot, server } = await withBraze(201, { message: 'success', attributes_processed: 1 })
    const { result, logs } = await bot.run('braze-track', { name: 'Ada' })
    expect(logs).toEqual([])
    expect(result).toMatchObject({ outcome: 'success', outputs: { message: 'success' } })
    expect(server.requests[0]).toMatchObject({ method: 'POST', url: '/users/track' })
    expect(server.requests[0]?.headers.authorization).toBe('Bearer sandbox-key')
    expect(await bot.host.call('tried', 'users.track', { attributes: [{ external_id: 'u2' }] })).toMatchObject({
      message: 'success',
    })
  })

  test('that refuses the key ends an action in unauthorized, unless it is caught', async () => {
    const { bot } = await withBraze(401, { message: 'Invalid API Key' })
    for (const name of ['braze-track', 'braze-wrapped']) {
      const { result } = await bot.run(name)
      expect(result.error).toMatchObject({ kind: 'unauthorized', retry: 'no' })
      expect(JSON.stringify(result)).not.toContain('sandbox-key')
    }
    expect((await bot.run('braze-caught')).result.outputs).toEqual({ braze: true, code: 'unauthorized' })
    await expect(bot.host.call('tried', 'users.track', { attributes: [{ external_id: 'u2' }] })).rejects.toMatchObject({
      name: 'BrazeError',
      code: 'unauthorized',
    })
  })

  test('keeps the limits that the server gives out, one request at a time, and tells it of a pause', async () => {
    const asked: unknown[] = []
    const pauses: unknown[] = []
    let limited = true
    const server = await startServer((request, response) => {
      request.resume()
      request.on('end', () => {
        const headers = { 'content-type': 'application/json', ...(limited && { 'retry-after': '1' }) }
        response
          .writeHead(limited ? 429 : 201, headers)
          .end(JSON.stringify({ message: limited ? 'slow down' : 'success' }))
        limited = false
      })
    })
    closers.push(server.close)
    const bot = await startHost(bodies, {
      budget: {
        take: async (name, window) => void asked.push([name, window]),
        pause: async (name, ms) => void pauses.push([name, ms]),
      },
      deployment: {
        params: {
          braze_url: 'parley:braze-sandbox',
          braze_rate_limits: { 'users-track': { requests: 7, window_seconds: 2 } },
        },
        secrets: { braze_api_key: 'sandbox-key' },
        brazeUrl: server.url,
      },
    })
    closers.push(bot.host.close.bind(bot.host))
    await bot.host.call('tried', 'users.track', { attributes: [{ external_id: 'u1' }] })
    const name = expect.stringMatching(/^[\w-]{16}\/users-track$/)
    expect(server.requests).toHaveLength(2)
    expect(asked.length).toBeGreaterThanOrEqual(2)
    expect(asked[0]).toEqual([name, { requests: 7, windowMs: 2000 }])
    expect(pauses).toEqual([[name, 1000]])
    expect(JSON.stringify(asked)).not.toContain('sandbox-key')
  })

  test('changed by an action is told to the server, before and after; by the server itself it is not', async () => {
    const changes: unknown[] = []
    const server = await startServer((request, response) => {
      request.resume()
      request.on('end', () => {
        changes.push('sent')
        response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ message: 'success' }))
      })
    })
    closers.push(server.close)
    const bot = await startHost(bodies, {
      onChange: async (deployment, profiles) => void changes.push([deployment, profiles]),
      deployment: {
        params: { braze_url: 'parley:braze-sandbox' },
        secrets: { braze_api_key: 'sandbox-key' },
        brazeUrl: server.url,
      },
    })
    closers.push(bot.host.close.bind(bot.host))
    await bot.run('braze-track', { name: 'Ada' })
    await bot.host.call('tried', 'users.track', { attributes: [{ external_id: 'u2' }] })
    const change = ['tried', ['external_id:u1']]
    expect(changes).toEqual([change, 'sent', change, 'sent'])
  })

  test('that refuses the object ends an action in rejected', async () => {
    const { bot } = await withBraze(400, { message: 'Bad', errors: [] })
    expect((await bot.run('braze-track')).result.error).toMatchObject({ kind: 'rejected', retry: 'no' })
    expect((await bot.run('braze-other')).result.outcome).toBe('error')
  })

  test('without a key, or at a private address that nobody opened, says so', async () => {
    const { bot: keyless } = await withBraze(201, {}, { secrets: {} })
    expect((await keyless.run('braze-track')).result.error).toMatchObject({
      kind: 'rejected',
      message: expect.stringContaining('braze_api_key'),
    })
    const { bot: inside } = await withBraze(201, {}, { params: { braze_url: 'https://169.254.169.254' } })
    expect((await inside.run('braze-track')).result.error).toMatchObject({ kind: 'denied', retry: 'no' })
    const { bot: plain } = await withBraze(201, {}, { params: { braze_url: 'http://rest.iad-01.braze.com' } })
    expect((await plain.run('braze-track')).result.error).toMatchObject({
      kind: 'rejected',
      message: expect.stringContaining('https'),
    })
  })
})
