import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import type { NluImport, Permission } from '@parley/studio/api'
import { type FastifyInstance, fastify } from 'fastify'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Refusal, refusalOf } from '../refusal.ts'
import type { StudioGuard } from './guard.ts'
import { addNluImportRoutes } from './nlu-import-routes.ts'

let asked = 0
const answered: string[] = []
const guard: StudioGuard = {
  requires: (permission) => async (request) => {
    asked += 1
    if (String(request.headers['x-may'] ?? '') !== permission) throw new Refusal('not-permitted')
  },
  callerOf: () => ({ id: 'acc_1', name: 'Ada', permissions: new Set<Permission>() }),
  admit: () => Promise.reject(new Refusal('not-permitted')),
}

const present = {
  'solution.ts':
    "import { defineSolution } from '@parley/actions'\nexport default defineSolution({ name: 'shop', language: 'de' })\n",
  'nlu/intents.yaml':
    'intents:\n  hours: {examples: [wann habt ihr offen, habt ihr auf], answer: Von neun bis fünf.}\nout_of_scope: {threshold: 0.5}\n',
}
let app: FastifyInstance

beforeAll(async () => {
  app = fastify()
  app.setErrorHandler((error, _request, reply) => {
    const refusal = refusalOf(error)
    answered.push(refusal.code)
    return reply.code(refusal.status).send(refusal.problem)
  })
  addNluImportRoutes(app, {
    guard,
    sources: {
      read: async (solution) => {
        if (solution !== 'shop') throw new Refusal('unknown-source')
        return present
      },
    },
  })
  await app.ready()
})
afterAll(() => {
  app.server.closeAllConnections()
  return app.close()
})

interface Told {
  readonly status: number
  readonly body: NluImport
  readonly why: string
}

async function take(name: string, content: Uint8Array | string, more: { readonly [name: string]: string } = {}) {
  const { may = 'solution:edit', solution = 'shop', ...query } = more
  const answer = await app.inject({
    method: 'POST',
    url: `/studio/api/solutions/${solution}/understanding/import?${new URLSearchParams({ name, ...query })}`,
    headers: { 'x-may': may, 'content-type': 'application/octet-stream' },
    payload: Buffer.from(content),
  })
  const body = answer.json<NluImport & { readonly errors?: readonly { readonly detail: string }[] }>()
  return {
    status: answer.statusCode,
    body,
    why: (body.errors ?? []).map(({ detail }) => detail).join('\n'),
  } satisfies Told
}

/** A second of work at least. */
const rows = Array.from(
  { length: 90_000 },
  (_, at) => `was ist mit Ding ${at} und ${(at * 7) % 1001},intent_${at % 300}`,
)
const long = ['text,intent', ...rows].join('\n')

async function listening(): Promise<number> {
  if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 })
  return (app.server.address() as AddressInfo).port
}

const textOf = ({ body }: Told, path: string): string => body.files.find((file) => file.path === path)?.text ?? ''
const zipOf = (files: { readonly [path: string]: unknown }) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([path, value]) => [path, strToU8(JSON.stringify(value))])))

describe('what a file of another program would become', () => {
  test('is told of an agent of Dialogflow, in all its languages', async () => {
    const says = (...texts: readonly string[]) => texts.map((text) => ({ data: [{ text }], isTemplate: false }))
    const zip = zipOf({
      'agent.json': { language: 'de', supportedLanguages: ['ko'], mlMinConfidence: 0.3 },
      'intents/parcel.json': { name: 'parcel', responses: [{ messages: [] }] },
      'intents/parcel_usersays_de.json': says('wo ist mein Paket', 'mein Paket ist weg'),
      'intents/parcel_usersays_ko.json': says('택배 어디 있어요'),
    })
    const told = await take('Agent.zip', zip)
    expect(told.body.files.map(({ path, intents }) => [path, intents])).toEqual([
      ['nlu/agent.yaml', [{ name: 'parcel', examples: 2 }]],
      ['nlu/agent.ko.yaml', [{ name: 'parcel', examples: 1 }]],
    ])
    expect(told.body.lost).toContainEqual({ where: '', reason: 'The threshold 0.3: here it is 0.5.' })
    expect(told.body.problems.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  test('says when letters were guessed', async () => {
    const table = Buffer.from('text,intent\nf\u00fcnf Pakete,parcel\n', 'latin1')
    const told = await take('bot.csv', table)
    expect([told.body.isGuess, textOf(told, 'nlu/bot.yaml').includes('fünf Pakete')]).toEqual([true, true])
  })

  test('is refused with its reason', async () => {
    const refused: readonly (readonly [string, Uint8Array | string, RegExp])[] = [
      ['bot.csv', 'a,b\n1,2\n', /No columns are named "text"/],
      ['bot.zip', strToU8('no zip'), /no zip file/],
      ['nlu.yaml', Buffer.from([0xff, 0x00, 0x41]), /no text in UTF-8/],
    ]
    for (const [name, content, why] of refused) {
      const told = await take(name, content)
      expect([name, told.status, told.why]).toEqual([name, 422, expect.stringMatching(why)])
    }
    expect((await take('bot.csv', '')).status).toBe(400)
  })

  test('is told to whoever may edit the solution', async () => {
    expect((await take('bot.csv', 'text,intent\na,b\n', { may: 'solution:read' })).status).toBe(403)
    expect((await take('bot.csv', 'text,intent\na,b\n', { solution: 'other' })).status).toBe(404)
    expect((await take('bot.csv', 'text,intent\na,b\n', { language: 'no tongue' })).status).toBe(400)
    expect((await take('bot.csv', Buffer.alloc(20 * 1024 * 1024 + 1))).status).toBe(413)
  })
})

describe('imports that are read at once are few', () => {
  const table = 'text,intent\nwo ist mein Paket,parcel\n'
  const path = '/studio/api/solutions/shop/understanding/import?name=bot.csv'
  const headers = { 'x-may': 'solution:edit', 'content-type': 'application/octet-stream' }

  test('and those that nobody waits for any more end', async () => {
    const url = `http://127.0.0.1:${await listening()}${path}`
    const leaving = new AbortController()
    // Of those below, one may hold the place that it needs.
    const send = async (): Promise<number | 'left'> => {
      const sent = fetch(url, { method: 'POST', headers, body: long, signal: leaving.signal })
      const status = await sent.then(
        (answer) => answer.status,
        () => 'left' as const,
      )
      return status === 429 ? send() : status
    }
    const begun = [send(), send()]
    await expect.poll(async () => (await take('bot.csv', table)).status, { timeout: 20_000 }).toBe(429)
    const refused = await take('bot.csv', table)
    expect(refused.body).toMatchObject({ detail: 'Another import is being read. Try again in a moment.' })
    answered.splice(0)
    leaving.abort()
    expect(await Promise.all(begun)).toEqual(['left', 'left'])
    await expect.poll(() => answered, { timeout: 20_000 }).toEqual(['request-timeout', 'request-timeout'])
    expect((await take('bot.csv', table)).status).toBe(200)
  }, 60_000)

  test('and one that is still being sent takes nobody’s place', async () => {
    const port = await listening()
    const lines = [
      `POST ${path} HTTP/1.1`,
      'host: 127.0.0.1',
      'content-length: 1000000',
      ...Object.entries(headers).map((header) => header.join(': ')),
    ]
    const before = asked
    const slow = [1, 2, 3].map(() => connect(port, '127.0.0.1'))
    try {
      for (const socket of slow) {
        await once(socket, 'connect')
        socket.write(`${lines.join('\r\n')}\r\n\r\nt`)
      }
      await expect.poll(() => asked - before).toBe(slow.length)
      expect((await take('bot.csv', table)).status).toBe(200)
    } finally {
      for (const socket of slow) socket.destroy()
    }
  })
})
