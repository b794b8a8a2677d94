import { compile, type SolutionSource } from '@parley/flow'
import { createRuntime, type Runtime } from '@parley/runtime'
import type { InboxDecided, InboxList, Permission } from '@parley/studio/api'
import { type FastifyInstance, fastify } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import type { SolutionBuild } from '../../solution/build.ts'
import { Refusal, refusalOf } from '../refusal.ts'
import type { StudioGuard } from './guard.ts'
import { addInboxRoutes } from './nlu-inbox-routes.ts'

const quiet = { debug() {}, info() {}, warn() {}, error() {} }
const everything = 'transcript:read solution:edit solution:read hand-over:answer'
const audited: string[] = []
let database: TestDatabase
let runtime: Runtime
let app: FastifyInstance
let conversation: string

/** Whoever asks may do what the header says. */
const guard: StudioGuard = {
  requires: (permission) => async (request) => {
    const may = String(request.headers['x-may'] ?? '').split(' ')
    if (permission !== null && !may.includes(permission)) throw new Refusal('not-permitted')
  },
  callerOf: () => ({ id: 'acc_1', name: 'Ada', permissions: new Set<Permission>() }),
  admit: () => Promise.reject(new Refusal('not-permitted')),
}

const flow = {
  format: 1,
  start: 'ask',
  variables: { word: { type: 'text' } },
  nodes: {
    ask: { kind: 'ask', text: 'What?', answer: { type: 'text' }, variable: 'word', to: { next: 'meant' } },
    meant: { kind: 'understand', intents: [{ intent: 'order', label: 'Order' }], to: { order: 'ask', else: 'ask' } },
  },
}
const source: SolutionSource = {
  name: 'shop',
  start: 'main',
  actions: {},
  language: 'en',
  intents: { order: ['i want to order'] },
  flows: { main: { file: 'flows/main.flow.json', text: JSON.stringify(flow) } },
}

beforeAll(async () => {
  database = await createTestDatabase()
  runtime = await createRuntime({
    databaseUrl: database.url,
    ports: {
      log: quiet,
      readProgram(stored) {
        const { program, problems } = compile(stored as SolutionSource)
        if (program === null) throw new Error(JSON.stringify(problems))
        return program
      },
      runAction: async () => ({ outcome: 'success', outputs: {} }),
    },
  })
  const { version } = await runtime.versions.put('shop', source)
  await runtime.versions.deploy('shop', 'prod', version)
  const begun = { solution: 'shop', environment: 'prod', variables: {}, page: null, channel: 'web' } as const
  const started = await runtime.start({ ...begun, contact: {} })
  conversation = started.conversation
  for (const text of ['gift cards?', 'bonsai', 'write to me@example.com'])
    await runtime.say(started.conversation, { kind: 'text', text })
  app = fastify()
  app.setErrorHandler((error, _request, reply) => {
    const refusal = refusalOf(error)
    return reply.code(refusal.status).send(refusal.problem)
  })
  const build = { nlu: { intents: source.intents, leastConfidence: 0.6 } } as unknown as SolutionBuild
  addInboxRoutes(app, {
    inbox: runtime.inbox,
    versions: runtime.versions,
    live: {
      find: async (name, environment) =>
        name === 'shop' && environment === 'prod' ? { build, environment, secret: () => undefined } : null,
    },
    guard,
    audit: async (_request, action, subject) => void audited.push(`${action} ${subject}`),
  })
  await app.ready()
})

afterAll(async () => {
  await app.close()
  await runtime.close()
  await database.drop()
})

async function ask(
  method: 'GET' | 'POST',
  path: string,
  { body, may = everything }: { readonly body?: object; readonly may?: string } = {},
) {
  const answer = await app.inject({
    method,
    url: `/studio/api/solutions/${path}`,
    headers: { 'x-may': may },
    ...(body === undefined ? {} : { payload: body }),
  })
  return { status: answer.statusCode, body: answer.payload === '' ? null : answer.json<never>() }
}

const list = async (query = '') => (await ask('GET', `shop/inbox${query}`)).body as unknown as InboxList

describe('the inbox over HTTP', () => {
  test('is words of people for who may read them, decided about by who edits, corrected by who answers', async () => {
    expect((await ask('GET', 'shop/inbox', { may: 'solution:edit' })).status).toBe(403)
    expect((await ask('POST', 'shop/inbox/decisions', { may: 'transcript:read' })).status).toBe(403)
    expect((await ask('POST', 'shop/inbox', { may: 'solution:edit' })).status).toBe(403)
    expect((await ask('GET', 'shop/understanding/live', { may: '' })).status).toBe(403)
    const { sentences, total } = await list()
    expect([total, sentences.map(({ text }) => text)]).toEqual([3, ['write to ‹email›', 'bonsai', 'gift cards?']])
    expect((await list('?reason=picked')).total).toBe(0)
    expect((await list('?environment=sandbox')).total).toBe(0)
  })

  test('decides once, and takes it back', async () => {
    const ids = (await list()).sentences.slice(0, 2).map(({ id }) => id)
    const assign = { ids, decision: 'assigned', intent: 'order' }
    const decided = await ask('POST', 'shop/inbox/decisions', { body: assign })
    const told = decided.body as unknown as InboxDecided
    expect([decided.status, told.decided, new Set(told.ids)]).toEqual([200, 2, new Set(ids)])
    const other = { ids, decision: 'assigned', intent: 'parcel' }
    expect(await ask('POST', 'shop/inbox/decisions', { body: other })).toEqual({
      status: 200,
      body: { decided: 0, ids: [] },
    })
    expect(await ask('POST', 'other/inbox/decisions', { body: { ids, decision: 'open' } })).toMatchObject({
      body: { decided: 0, ids: [] },
    })
    expect((await list()).total).toBe(1)
    await ask('POST', 'shop/inbox/decisions', { body: { ids, decision: 'open' } })
    expect((await list()).total).toBe(3)
    expect(audited[0]).toBe('inbox.decided shop')
  })

  test('takes what somebody of the brand says was meant', async () => {
    const body = { conversation, text: 'gift card for 4711 please', language: 'en', intent: 'gift' }
    expect((await ask('POST', 'shop/inbox', { body })).status).toBe(204)
    expect((await list('?reason=corrected')).sentences).toMatchObject([
      { text: 'gift card for ‹number› please', intent: 'gift' },
    ])
    expect((await ask('POST', 'other/inbox', { body })).status).toBe(404)
  })

  test('refuses what it does not know', async () => {
    const wrong: readonly (readonly ['GET' | 'POST', string, object?])[] = [
      ['GET', 'shop/inbox?reason=because'],
      ['GET', 'shop/inbox?language=%00'],
      ['POST', 'shop/inbox/decisions', { ids: [], decision: 'ignored' }],
      ['POST', 'shop/inbox/decisions', { ids: ['conv_1.2'], decision: 'ignored' }],
      ['POST', 'shop/inbox/decisions', { ids: ['conv_1.2.3'], decision: 'assigned' }],
      ['POST', 'shop/inbox/decisions', { ids: ['conv_1.2.3'], decision: 'ignored', intent: 'order' }],
      ['POST', 'shop/inbox', { conversation: 'x', text: 'a', language: 'en' }],
      ['POST', 'shop/inbox', { conversation, text: 'x'.repeat(5001), language: 'en' }],
    ]
    for (const [method, path, body] of wrong)
      expect([path, (await ask(method, path, body === undefined ? {} : { body })).status]).toEqual([path, 400])
  })

  test('says what the live version was taught', async () => {
    expect((await ask('GET', 'shop/understanding/live')).body).toEqual({
      version: 1,
      intents: source.intents,
      threshold: 0.6,
    })
    expect((await ask('GET', 'shop/understanding/live?environment=sandbox')).body).toEqual({
      version: null,
      intents: null,
      threshold: null,
    })
  })
})
