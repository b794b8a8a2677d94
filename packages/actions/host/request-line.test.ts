import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bodies } from './test-bodies.ts'
import { anyContext, startHost, startServer, type TestHost, type TestServer } from './testing.ts'

describe('a traced call', { timeout: 60_000 }, () => {
  let bot: TestHost
  let server: TestServer
  beforeAll(async () => {
    server = await startServer((request, response) => {
      request.resume()
      request.on('end', () =>
        response.writeHead(201, { 'content-type': 'application/json' }).end('{"message":"success"}'),
      )
    })
    const deployment = {
      params: { braze_url: 'parley:braze-sandbox' },
      secrets: { key: 'the-secret-value', braze_api_key: 'sandbox-key' },
      egress: [server.address],
      brazeUrl: server.url,
    }
    bot = await startHost(bodies, { openedAddresses: [server.address], deployment })
  }, 60_000)
  afterAll(async () => {
    await bot.host.close()
    await server.close()
  })
  const run = (action: string, payload: { readonly [name: string]: string }) =>
    bot.host.run({ deployment: 'tried', action, payload, context: anyContext, trace: true })

  test('tells its requests, without query, headers and secrets, and what its process held', async () => {
    const { requests, memoryBytes } = await run('get', { url: `${server.url}/people?email=a@b.de` })
    expect(requests).toMatchObject([
      { kind: 'http', method: 'GET', host: server.address, path: '/people', sentBytes: 0, status: 201 },
    ])
    expect(requests?.[0]).not.toHaveProperty('refusal')
    expect(JSON.stringify(requests)).not.toMatch(/a@b\.de|the-secret-value|parley-secret/)
    expect(memoryBytes).toBeGreaterThan(1e6)
  })

  test('tells what was refused, and why', async () => {
    const { requests } = await run('get', { url: 'https://elsewhere.example/' })
    expect(requests).toMatchObject([{ host: 'elsewhere.example', refusal: { kind: 'denied' } }])
    expect(requests?.[0]).not.toHaveProperty('status')
  })

  test('tells calls of Braze with what was sent and answered', async () => {
    const { requests } = await run('braze-track', { name: 'Ada' })
    expect(requests).toMatchObject([
      {
        kind: 'braze',
        method: 'users.track',
        body: { attributes: [{ external_id: 'u1', first_name: 'Ada' }] },
        answer: { message: 'success' },
      },
    ])
    const recent = await bot.host.recent('tried')
    expect(recent[0]).toMatchObject({
      method: 'POST',
      path: '/users/track',
      status: 201,
      answer: '{"message":"success"}',
    })
    expect(JSON.stringify(recent)).not.toContain('sandbox-key')
  })

  test('keeps a bounded part of it: others tell nothing', async () => {
    const { requests } = await run('braze-track', { name: 'x'.repeat(100_000) })
    expect(JSON.stringify(requests).length).toBeLessThan(2000)
    const { requests: untold, memoryBytes } = await bot.run('get', { url: `${server.url}/` })
    expect([untold, memoryBytes]).toEqual([undefined, undefined])
    await expect(bot.host.recent('nobody')).rejects.toMatchObject({ code: 'unknown-deployment' })
  })
})
