import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { defaultLimits } from './parts.ts'
import { HandshakeRefused, openDoor, type TestDoor } from './test-door.ts'

const refusal = async (visit: Promise<unknown>): Promise<number> => {
  const error = await visit.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof HandshakeRefused)) throw error ?? new Error('it was let in')
  expect(error.type).toBe('application/problem+json')
  return error.status
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

/** Resolves once the door has forgotten its peers, which it learns from their sockets. */
async function abandoned(door: TestDoor): Promise<void> {
  while (door.conversations.watchers() > 0) await new Promise((resolve) => setImmediate(resolve))
}

describe('a stream', () => {
  test('replays what came after the cursor, then tells what happens', async () => {
    await using door = await openDoor()
    door.conversations.botSays(door.conversation, { kind: 'text', text: 'Still there?' })
    const visitor = await door.visit('?after=1')
    expect(await visitor.next('message')).toMatchObject({ cursor: '2', message: { seq: 2, text: 'Still there?' } })
    expect(await visitor.next('status')).toEqual({ type: 'status', status: 'waiting' })
    door.conversations.botSays(door.conversation, { kind: 'text', text: 'Hello?' })
    expect(await visitor.next('message')).toMatchObject({ cursor: '3', message: { text: 'Hello?' } })
  })

  test('tells the status even when there is nothing to replay', async () => {
    await using door = await openDoor()
    const visitor = await door.visit('?after=1')
    expect(await visitor.next('status')).toEqual({ type: 'status', status: 'waiting' })
  })

  test('shows typing while the conversation works', async () => {
    await using door = await openDoor()
    const visitor = await door.visit()
    door.conversations.become(door.conversation, 'working')
    expect(await visitor.next('typing')).toEqual({ type: 'typing', from: 'bot', on: true })
    door.conversations.become(door.conversation, 'ended')
    expect(await visitor.next('status')).toEqual({ type: 'status', status: 'ended' })
    expect(await visitor.next('typing')).toEqual({ type: 'typing', from: 'bot', on: false })
  })

  test('takes what a person says, and says that it has it', async () => {
    await using door = await openDoor()
    const visitor = await door.visit('?after=1')
    visitor.send({ type: 'say', message: { text: 'hi', client_message_id: 'a' } })
    expect(await visitor.next('message')).toMatchObject({
      message: { from: 'user', text: 'hi', client_message_id: 'a' },
    })
    expect(await visitor.next('message')).toMatchObject({ message: { from: 'bot', text: 'You said hi' } })
    expect(await visitor.next('accepted')).toEqual({ type: 'accepted', client_message_id: 'a' })
  })

  test('[P1] answers a bad frame with a problem and stays open', async () => {
    await using door = await openDoor()
    const visitor = await door.visit()
    for (const bad of ['{', '[]', '{"type":"shout"}', '{"type":"say","message":{"text":""}}']) {
      visitor.socket.send(bad)
      expect((await visitor.next('problem')).problem).toMatchObject({ status: 400, code: 'invalid-request' })
    }
    visitor.socket.send(Buffer.from([1, 2, 3]))
    expect((await visitor.next('problem')).problem.code).toBe('invalid-request')
    visitor.send({ type: 'typing', on: true })
    visitor.send({ type: 'say', message: { text: 'still here' } })
    expect(await visitor.next('message')).toBeDefined()
  })

  test('names the message that was refused', async () => {
    await using door = await openDoor()
    door.conversations.become(door.conversation, 'ended')
    const visitor = await door.visit()
    visitor.send({ type: 'say', message: { text: 'too late', client_message_id: 'z' } })
    expect(await visitor.next('problem')).toMatchObject({
      client_message_id: 'z',
      problem: { code: 'conversation-over' },
    })
  })

  test('names the message also when it was refused for its form', async () => {
    await using door = await openDoor()
    const visitor = await door.visit()
    visitor.send({ type: 'say', message: { text: 'x'.repeat(4097), client_message_id: 'long' } })
    expect(await visitor.next('problem')).toMatchObject({
      client_message_id: 'long',
      problem: { code: 'message-too-long' },
    })
  })

  test('slows down who sends too fast, and lets them go on as time passes', async () => {
    let now = Date.now()
    await using door = await openDoor({ now: () => now, limits: { frameBurst: 2, framesPerSecond: 1 } })
    const visitor = await door.visit()
    for (let count = 0; count < 3; count++) visitor.send({ type: 'typing', on: true })
    expect((await visitor.next('problem')).problem.code).toBe('overloaded')
    now += 1000
    visitor.send({ type: 'say', message: { text: 'hi', client_message_id: 'a' } })
    expect(await visitor.next('accepted')).toBeDefined()
  })

  test('is closed when the frame is too big, or bad ones do not end', async () => {
    await using door = await openDoor()
    const big = await door.visit()
    big.socket.send('x'.repeat(defaultLimits.bodyBytes + 1))
    expect(await big.closed()).toBe(1009)
    const hostile = await door.visit()
    for (let count = 0; count < 200; count++) hostile.socket.send('{')
    expect(await hostile.closed()).toBe(1008)
  })

  test('[P3] is closed when its reader does not keep up', async () => {
    await using door = await openDoor({ limits: { bufferedBytes: 1000 } })
    const visitor = await door.visit()
    visitor.socket.pause()
    const text = 'x'.repeat(100_000)
    // What the kernel's buffers hold is not known; this is far beyond.
    for (let count = 0; count < 300; count++) door.conversations.botSays(door.conversation, { kind: 'text', text })
    visitor.socket.resume()
    expect(await visitor.closed()).toBe(1013)
    await abandoned(door)
  })

  test('is closed when its peer answers no ping', async () => {
    await using door = await openDoor({ limits: { pingMs: 40 } })
    const visitor = await door.visit()
    await once(visitor.socket, 'ping')
    visitor.socket.pause()
    await abandoned(door)
    visitor.socket.resume()
    expect(await visitor.closed()).toBe(1006)
  })

  test('is closed when its token expires', async () => {
    let now = Date.now()
    await using door = await openDoor({ now: () => now, limits: { pingMs: 40 } })
    const visitor = await door.visit()
    now += 25 * 60 * 60 * 1000
    expect(await visitor.closed()).toBe(1008)
  })

  test('[D5] is told goodbye when the server closes, and watches no longer', async () => {
    const door = await openDoor()
    const visitors = await Promise.all([door.visit(), door.visit(), door.visit()])
    expect(door.conversations.watchers()).toBe(3)
    await door.http.close()
    expect(await Promise.all(visitors.map((visitor) => visitor.closed()))).toEqual([1001, 1001, 1001])
    expect(door.conversations.watchers()).toBe(0)
  })
})

describe('the handshake', () => {
  test('takes the token as header, as subprotocol and in the address', async () => {
    await using door = await openDoor()
    await door.visit('')
    const visitor = await door.visit('', {}, ['bearer', door.token])
    expect(visitor.socket.protocol).toBe('bearer')
    await door.visit(`?token=${door.token}`, {})
    expect(door.log.join('')).not.toContain(door.token)
  })

  test('refuses as HTTP does, in problem JSON', async () => {
    await using door = await openDoor()
    expect(await refusal(door.visit('', {}))).toBe(401)
    expect(await refusal(door.visit('?token=nonsense', {}))).toBe(401)
    expect(await refusal(door.visit('', bearer(door.tokenFor('conv_other', Date.now()))))).toBe(403)
    expect(await refusal(door.visit('?after=garbage'))).toBe(400)
    expect(await refusal(door.visit('', { ...bearer(door.token), origin: 'https://evil.example' }))).toBe(403)
    door.conversations.failNext(new Error('broken'))
    expect(await refusal(door.visit())).toBe(500)
    expect(door.conversations.watchers()).toBe(0)
  })

  test('refuses more sockets than there may be', async () => {
    await using door = await openDoor({ limits: { sockets: 1 } })
    await door.visit()
    expect(await refusal(door.visit())).toBe(429)
  })

  test('refuses a malformed one', async () => {
    await using door = await openDoor()
    const url = `${await door.url()}/v1/conversations/${door.conversation}/stream`
    const asked = request(url, {
      headers: { ...bearer(door.token), connection: 'upgrade', upgrade: 'websocket', 'sec-websocket-key': 'short' },
    })
    asked.end()
    const [answer] = await once(asked, 'response')
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([400, 'application/problem+json'])
    answer.resume()
    expect(door.conversations.watchers()).toBe(0)
  })

  test('survives visitors who hang up in the middle of it', async () => {
    await using door = await openDoor()
    const { hostname, port } = new URL(await door.url())
    const lines = [
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    ]
    const ask = async (token: string): Promise<void> => {
      const socket = connect(Number(port), hostname).on('error', () => {})
      await once(socket, 'connect')
      socket.write(
        [`GET /v1/conversations/conv_1/stream?token=${token} HTTP/1.1`, 'Host: x', ...lines, '', ''].join('\r\n'),
        () => socket.resetAndDestroy(),
      )
      await once(socket, 'close')
    }
    for (let count = 0; count < 20; count++) await Promise.all([ask(door.token), ask('bad')])
    const visitor = await door.visit()
    expect(await visitor.next('message')).toBeDefined()
    visitor.socket.terminate()
    await abandoned(door)
  })

  test('leaves a request that offers another upgrade alone', async () => {
    await using door = await openDoor()
    const asked = request(`${await door.url()}/healthz`, { headers: { connection: 'upgrade', upgrade: 'h2c' } })
    asked.end()
    const [answer] = await once(asked, 'response')
    expect(answer.statusCode).toBe(200)
    answer.resume()
  })
})
