import type { InjectOptions } from 'fastify'
import { describe, expect, test } from 'vitest'
import { openDoor } from './test-door.ts'
import { readSignature, signWebhook } from './webhook-signature.ts'

const key = 'the key of the brand'
const now = Date.UTC(2026, 0, 5, 12)
const seconds = (at = now) => String(Math.floor(at / 1000))

const openSigned = () => openDoor({ now: () => now, webhooks: { keyOf: async (id) => (id === 'conv_1' ? key : null) } })

interface Sent {
  readonly id?: string
  readonly name?: string
  readonly body?: string
  readonly time?: string
  readonly with?: string
  readonly header?: string
}

function webhook({
  id = 'conv_1',
  name = 'paid',
  body = '{"amount":7}',
  time = seconds(),
  ...sent
}: Sent = {}): InjectOptions {
  const header = sent.header ?? `t=${time},v1=${signWebhook(sent.with ?? key, time, Buffer.from(body))}`
  return {
    method: 'POST',
    url: `/v1/conversations/${id}/webhooks/${name}`,
    headers: { 'content-type': 'application/json', ...(header === '' ? {} : { 'parley-signature': header }) },
    payload: body,
  }
}

describe('a webhook', () => {
  test('with the right signature reaches its conversation', async () => {
    await using door = await openSigned()
    expect((await door.http.app.inject(webhook())).statusCode).toBe(204)
    const signature = signWebhook(key, seconds(), Buffer.from('{"amount":7}'))
    expect(door.conversations.webhooks).toEqual([
      { conversation: 'conv_1', name: 'paid', payload: { amount: 7 }, signature },
    ])
  })

  test('is signed over the bytes as they came, in any spelling of JSON', async () => {
    await using door = await openSigned()
    const body = ' { "text" : "Zoë 👋", "a" : [ 1.50, null ] } '
    expect((await door.http.app.inject(webhook({ body }))).statusCode).toBe(204)
    expect(door.conversations.webhooks).toMatchObject([{ payload: { text: 'Zoë 👋', a: [1.5, null] } }])
  })

  test('may carry several signatures while a key is changed', async () => {
    await using door = await openSigned()
    const mac = (by: string) => signWebhook(by, seconds(), Buffer.from('{"amount":7}'))
    const header = `t=${seconds()}, v1=${mac('the old key')},v1=${mac(key).toUpperCase()}`
    expect((await door.http.app.inject(webhook({ header }))).statusCode).toBe(204)
    expect(door.conversations.webhooks).toMatchObject([{ signature: mac(key) }])
  })

  test.each<[string, Sent]>([
    ['is not signed', { header: '' }],
    ['is signed with another key', { with: 'another key' }],
    ['has an empty key', { with: '' }],
    ['is from too long ago', { time: seconds(now - 301_000) }],
    ['is from the future', { time: seconds(now + 301_000) }],
    ['has no time', { header: `v1=${'0'.repeat(64)}` }],
    ['has two times', { header: `t=${seconds()},t=1,v1=${'0'.repeat(64)}` }],
    ['has a garbled signature', { header: `t=${seconds()},v1=nonsense` }],
    [
      'has the signature of another body',
      { header: `t=${seconds()},v1=${signWebhook(key, seconds(), Buffer.from('{}'))}` },
    ],
    [
      'has the signature of another time',
      { header: `t=${seconds()},v1=${signWebhook(key, '1', Buffer.from('{"amount":7}'))}` },
    ],
    ['has too many signatures', { header: `t=${seconds()}${`,v1=${'0'.repeat(64)}`.repeat(6)}` }],
  ])('that %s is refused in the same way whether or not the conversation exists', async (_what, sent) => {
    await using door = await openSigned()
    const answers = await Promise.all(
      ['conv_1', 'conv_none', 'nonsense'].map(async (id) => door.http.app.inject(webhook({ ...sent, id }))),
    )
    const [known, ...others] = answers.map(({ statusCode, body }) => [statusCode, body])
    expect(known?.[0]).toBe(401)
    expect(others).toEqual([known, known])
    expect(answers[0]?.json()).toMatchObject({ code: 'webhook-not-signed', detail: expect.stringMatching(/\.$/) })
    expect(door.conversations.webhooks).toEqual([])
  })

  test('for a conversation that does not exist is refused even with a right signature of some key', async () => {
    await using door = await openSigned()
    expect((await door.http.app.inject(webhook({ id: 'conv_none' }))).statusCode).toBe(401)
  })

  test('of a name that nothing waits for, or without an object, is refused once it is proved', async () => {
    await using door = await openSigned()
    const code = async (sent: Sent) => {
      const answer = await door.http.app.inject(webhook(sent))
      return [answer.statusCode, answer.json().code]
    }
    expect(await code({ name: 'unknown' })).toEqual([404, 'unknown-webhook'])
    for (const body of ['', '[1]', '"x"', '{', '1e999', `{"a":${'['.repeat(100)}${']'.repeat(100)}}`])
      expect(await code({ body })).toEqual([400, 'invalid-request'])
    expect(await code({ body: `{"a":"${'x'.repeat(70_000)}"}` })).toEqual([413, 'body-too-large'])
    // Few bytes that are many characters when they are written out.
    expect(await code({ body: `{"a":[${'1e300,'.repeat(10_000)}1]}` })).toEqual([413, 'body-too-large'])
  })

  test('is JSON and nothing else', async () => {
    await using door = await openSigned()
    const plain = { ...webhook(), headers: { ...webhook().headers, 'content-type': 'text/plain' } }
    expect((await door.http.app.inject(plain)).statusCode).toBe(415)
    const packed = { ...webhook(), headers: { ...webhook().headers, 'content-encoding': 'gzip' } }
    expect((await door.http.app.inject(packed)).statusCode).toBe(415)
  })

  test('says with GET which method it wants, and is nothing where there are no keys', async () => {
    await using door = await openSigned()
    const url = '/v1/conversations/conv_1/webhooks/paid'
    const answer = await door.http.app.inject(url)
    expect([answer.statusCode, answer.headers.allow]).toEqual([405, 'OPTIONS, POST'])
    await using without = await openDoor()
    expect((await without.http.app.inject({ ...webhook(), url })).statusCode).toBe(404)
  })

  test('leaves neither its body nor its conversation in the log', async () => {
    await using door = await openSigned()
    await door.http.app.inject(webhook({ with: 'x', body: '{"secret":"rosebud"}' }))
    expect(door.log.join('\n')).not.toMatch(/rosebud|conv_1\b/)
  })
})

test('a signature is read whatever the spaces and the order', () => {
  const mac = 'a'.repeat(64)
  expect(readSignature(` v1=${mac} , t=${seconds()} `, now)).toEqual({
    kind: 'read',
    time: seconds(),
    signatures: [mac],
  })
  expect(readSignature(`t=${seconds()},v0=x,v1=${mac}`, now)).toMatchObject({ kind: 'read' })
  expect(readSignature(undefined, now)).toEqual({ kind: 'missing' })
})
