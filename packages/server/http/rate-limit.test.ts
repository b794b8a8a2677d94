import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { addressOf, createRateLimits } from './rate-limit.ts'
import { Refusal } from './refusal.ts'
import { HandshakeRefused, openDoor } from './test-door.ts'

const requestFrom = (remoteAddress: string | undefined, forwarded?: string): IncomingMessage =>
  ({
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    socket: { remoteAddress },
  }) as unknown as IncomingMessage

describe('where a request comes from', () => {
  test('is the address of the connection, unless proxies before this server are trusted', () => {
    const request = requestFrom('::ffff:10.0.0.1', '6.6.6.6, 203.0.113.7 ,10.0.0.2')
    expect([0, 1, 2, 3, 9].map((proxies) => addressOf(request, proxies))).toEqual([
      '10.0.0.1',
      '10.0.0.2',
      '203.0.113.7',
      '6.6.6.6',
      '6.6.6.6',
    ])
    expect(addressOf(requestFrom('10.0.0.1'), 2)).toBe('10.0.0.1')
    expect(addressOf(requestFrom(undefined), 0)).toBeNull()
  })
})

describe('how often something may be done', () => {
  const factor = 3 / 60
  const upload = async (limits: ReturnType<typeof createRateLimits>, address: string): Promise<unknown> => {
    try {
      return await limits.take('uploads', requestFrom(address))
    } catch (error) {
      return error
    }
  }

  test('is limited by address, with the time to wait', async () => {
    const limits = createRateLimits({ trustedProxies: 0, factor })
    for (let time = 0; time < 3; time += 1) expect(await upload(limits, '203.0.113.7')).toBeUndefined()
    const refusal = await upload(limits, '203.0.113.7')
    if (!(refusal instanceof Refusal)) throw new Error('it was not refused')
    expect([refusal.status, refusal.code]).toEqual([429, 'rate-limited'])
    expect(Number(refusal.headers['retry-after'])).toBeGreaterThan(0)
    expect(Number(refusal.headers['retry-after'])).toBeLessThanOrEqual(60)
    expect(await upload(limits, '203.0.113.8')).toBeUndefined()
  })

  test('is one count for a network of IPv6, and another for the next', async () => {
    const limits = createRateLimits({ trustedProxies: 0, factor })
    for (const host of ['::1', '1::', 'ffff:0:0:1']) {
      const address = `2001:db8:0:1:${host.startsWith('::') ? host.slice(1) : host}`
      expect(await upload(limits, address)).toBeUndefined()
    }
    expect(await upload(limits, '2001:0db8::1:0:0:0:9')).toBeInstanceOf(Refusal)
    expect(await upload(limits, '2001:db8:0:2::1')).toBeUndefined()
  })

  test('is not counted from this machine, unless a trusted proxy names another, nor where it is turned off', async () => {
    const limits = createRateLimits({ trustedProxies: 0, factor })
    for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.5'])
      expect(limits.take('uploads', requestFrom(address, '203.0.113.7'))).toBeNull()
    expect(createRateLimits({ trustedProxies: 0, factor: 0 }).take('uploads', requestFrom('203.0.113.7'))).toBeNull()
    const behind = createRateLimits({ trustedProxies: 1, factor })
    for (let time = 0; time < 3; time += 1) await behind.take('uploads', requestFrom('127.0.0.1', '203.0.113.7'))
    await expect(behind.take('uploads', requestFrom('127.0.0.1', '203.0.113.7'))).rejects.toThrow(Refusal)
  })
})

describe('the door', () => {
  const from = (address: string) => ({ 'x-forwarded-for': address })
  const rates = { trustedProxies: 1, factor: 0.05 }
  const visitor = 'vis_0123456789abcdefghijkl'

  test('counts each way in, by itself', async () => {
    await using door = await openDoor({ rates })
    const { app } = door.http
    const conversation = `/v1/conversations/${door.conversation}`
    const headers = { ...from('203.0.113.7'), authorization: `Bearer ${door.token}` }
    const deeds = {
      starts: () => app.inject({ method: 'POST', url: '/v1/conversations', headers, payload: { solution: 'echo' } }),
      messages: () => app.inject({ method: 'POST', url: `${conversation}/messages`, headers, payload: { text: 'x' } }),
      uploads: () => app.inject({ method: 'POST', url: `${conversation}/files`, headers, payload: Buffer.from('x') }),
      tokens: () => app.inject({ method: 'POST', url: `${conversation}/token`, headers }),
      identify: () => app.inject({ method: 'POST', url: '/v1/identify', headers, payload: {} }),
    }
    for (const [name, deed] of Object.entries(deeds)) {
      const answers = []
      while (answers.at(-1)?.statusCode !== 429 && answers.length < 100) answers.push(await deed())
      const last = answers.at(-1)
      expect([name, last?.statusCode, last?.json().code]).toEqual([name, 429, 'rate-limited'])
      expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0)
    }
  })

  test('counts a visitor and a solution wherever they come from', async () => {
    await using door = await openDoor({ rates })
    const starting = (address: string, payload: object) =>
      door.http.app.inject({
        method: 'POST',
        url: '/v1/conversations',
        headers: from(address),
        payload: { solution: 'echo', ...payload },
      })
    const codes = []
    for (let host = 1; host < 9; host += 1) codes.push((await starting(`203.0.113.${host}`, { visitor })).statusCode)
    expect(codes).toEqual([201, 201, 429, 429, 429, 429, 429, 429])
    expect((await starting('203.0.113.1', {})).statusCode).toBe(201)
    let last = 201
    for (let host = 0; host < 400 && last === 201; host += 1)
      last = (await starting(`198.51.${host >> 8}.${host & 255}`, {})).statusCode
    expect(last).toBe(429)
  })

  test('counts streams as they open, and what is said on them', async () => {
    await using door = await openDoor({ rates: { trustedProxies: 1, factor: 0.01 } })
    const headers = { ...from('203.0.113.7'), authorization: `Bearer ${door.token}` }
    const visit = await door.visit('', headers)
    for (const text of ['a', 'b', 'c']) visit.send({ type: 'say', message: { text, client_message_id: text } })
    expect(await visit.next('problem')).toMatchObject({ problem: { code: 'rate-limited' }, client_message_id: 'c' })
    const said = await door.conversations.messages(door.conversation, 0)
    expect(said.messages.flatMap((each) => each.clientMessageId ?? [])).toEqual(['a', 'b'])
    await door.visit('', headers)
    const refused = await door.visit('', headers).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(HandshakeRefused)
    expect(refused).toMatchObject({ status: 429 })
  })
})
