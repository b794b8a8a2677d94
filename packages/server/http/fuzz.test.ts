import fc from 'fast-check'
import type { InjectOptions } from 'fastify'
import { expect, test } from 'vitest'
import { openDoor, type TestDoor } from './test-door.ts'

const runs = { numRuns: 300 }

/** JSON of any shape, often nearly right: the names and values that the door knows are mixed in. */
const name = fc.oneof(
  fc.constantFrom(
    'solution',
    'environment',
    'contact',
    'page',
    'variables',
    'text',
    'choice',
    'choices',
    'form',
    'file',
  ),
  fc.constantFrom(
    'events',
    'name',
    'properties',
    'client_message_id',
    'external_id',
    '__proto__',
    'constructor',
    'toString',
  ),
  fc.string(),
)
const leaf = fc.oneof(
  fc.constantFrom<unknown>('echo', 'sandbox', '', '\u0000', '\ud800', 'x'.repeat(5000), null, true, -0, 1e308, {}, []),
  fc.string({ unit: 'binary' }),
  fc.double(),
)
const { body } = fc.letrec((tie) => ({
  body: fc.oneof(
    { maxDepth: 5 },
    leaf,
    fc.array(tie('body'), { maxLength: 5 }),
    fc.array(fc.tuple(name, tie('body')), { maxLength: 6 }).map((entries) => Object.fromEntries(entries)),
  ),
}))
const header = fc.string({ minLength: 0, maxLength: 40 }).map((it) => it.replace(/[^\t\x20-\x7e\x80-\xff]/g, ''))

/** [D1] Never a 5xx; every refusal is a problem document that says the same as the status line. */
async function behaves(door: TestDoor, request: InjectOptions): Promise<void> {
  const answer = await door.http.app.inject(request)
  expect(answer.statusCode, answer.body).toBeLessThan(500)
  if (answer.statusCode < 400) return
  expect(answer.headers['content-type']).toBe('application/problem+json')
  expect(answer.json()).toMatchObject({
    status: answer.statusCode,
    code: expect.any(String),
    detail: expect.any(String),
  })
}

test('[D1] any JSON body at any route is answered as documented', async () => {
  await using door = await openDoor()
  const conversation = `/v1/conversations/${door.conversation}`
  const routes = fc.constantFrom('/v1/conversations', `${conversation}/messages`, `${conversation}/events`)
  await fc.assert(
    fc.asyncProperty(routes, body, async (url, value) => {
      const headers = { authorization: `Bearer ${door.token}`, 'content-type': 'application/json' }
      await behaves(door, { method: 'POST', url, headers, payload: JSON.stringify(value) ?? '' })
    }),
    runs,
  )
})

test('[D1] any bytes as a body are answered as documented', async () => {
  await using door = await openDoor()
  const bytes = fc.oneof(
    fc.uint8Array(),
    fc.string().map((it) => new TextEncoder().encode(`{"text":${it}`)),
  )
  await fc.assert(
    fc.asyncProperty(bytes, fc.constantFrom('application/json', 'text/plain', '', 'a/b;c'), async (payload, type) => {
      const headers = { authorization: `Bearer ${door.token}`, 'content-type': type }
      const url = `/v1/conversations/${door.conversation}/messages`
      await behaves(door, { method: 'POST', url, headers, payload: Buffer.from(payload) })
    }),
    runs,
  )
})

test('[D1] any headers, cursors and paths are answered as documented', async () => {
  await using door = await openDoor()
  const path = fc.oneof(
    fc.constant(door.conversation),
    fc.webSegment(),
    fc.constantFrom('%00', '%', '..', '%2e%2e%2f', 'conv_'),
  )
  const tokens = fc.oneof(fc.constant(`Bearer ${door.token}`), header)
  await fc.assert(
    fc.asyncProperty(
      path,
      fc.webQueryParameters(),
      tokens,
      header,
      header,
      async (id, query, authorization, origin, accept) => {
        const headers = { authorization, accept, ...(origin === '' ? {} : { origin }) }
        await behaves(door, { url: `/v1/conversations/${id}/messages?after=${query}`, headers })
        await behaves(door, { url: `/v1/${id}?${query}`, headers })
      },
    ),
    runs,
  )
})

test('[P1] any frame is answered as documented, and the stream goes on', async () => {
  await using door = await openDoor({ limits: { frameBurst: 1e6 } })
  const visitor = await door.visit()
  const wrapped = body.map((message) => ({ type: 'say', message }))
  const frames = fc.oneof(
    fc.string(),
    body.map((it) => JSON.stringify(it) ?? ''),
    wrapped.map((it) => JSON.stringify(it)),
  )
  let count = 0
  await fc.assert(
    fc.asyncProperty(frames, async (frame) => {
      visitor.socket.send(frame)
      // What was sent before is dealt with when this has been accepted.
      count += 1
      visitor.send({ type: 'say', message: { text: 'go on', client_message_id: `fuzz ${count}` } })
      for (;;) {
        const next =
          visitor.waiting[0] === undefined
            ? await visitor.next('accepted')
            : await visitor.next(visitor.waiting[0].type)
        if (next.type === 'problem') expect(next.problem.status).toBeLessThan(500)
        if (next.type === 'accepted' && next.client_message_id === `fuzz ${count}`) return
      }
    }),
    runs,
  )
})
