import { type Permission, permissionsOf, type Role, roles } from '@parley/studio/api'
import { type FastifyInstance, fastify } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ActionTrials, TrialOptions } from '../../studio-actions/action-trials.ts'
import type { BrazeWatch } from '../../studio-actions/braze-watch.ts'
import { Refusal, refusalOf } from '../refusal.ts'
import { addActionRoutes } from './action-routes.ts'
import { addBrazeRoutes, type BrazeParts } from './braze-routes.ts'
import { addCodeEditorRoutes } from './code-editor-routes.ts'
import type { StudioGuard } from './guard.ts'

const roleOf = (request: { readonly headers: { readonly [name: string]: unknown } }): Role =>
  roles.find((role) => role === request.headers['x-role']) ?? 'agent'

/** Whoever the header says. */
const guard: StudioGuard = {
  requires: (permission: Permission | null) => async (request) => {
    if (permission !== null && !permissionsOf[roleOf(request)].includes(permission)) throw new Refusal('not-permitted')
  },
  callerOf: (request) => ({ id: 'acc_1', name: 'Ada', permissions: new Set(permissionsOf[roleOf(request)]) }),
  admit: async () => ({ id: 'acc_1', name: 'Ada', permissions: new Set() }),
}

const letter = {
  conversation: 'conv_1' as const,
  effect: '1.0' as never,
  solution: 'mine',
  environment: 'sandbox' as const,
  flow: 'main',
  node: 'track',
  action: 'braze.users.track',
  reason: 'Braze refused ada@example.com',
  attempts: 3,
  doubtful: false,
  at: 0,
  diedAt: 1000,
}
const input = { attributes: [{ external_id: 'ada', first_name: 'Ada' }] }

describe('the routes of code and Braze', () => {
  const audited: string[] = []
  const replayed: string[] = []
  const personal: boolean[] = []
  let app: FastifyInstance

  beforeAll(async () => {
    app = fastify()
    app.setErrorHandler((error, _, reply) => {
      const { status, problem } = refusalOf(error)
      return reply.code(status).send(problem)
    })
    const audit = async (_: unknown, action: string): Promise<void> => void audited.push(action)
    const run = { outcome: 'success', outputs: {}, logs: [], requests: [], took_ms: 1 }
    const line = { level: 'info', text: 'so far', at: 0 } as const
    const trials = {
      async run(solution: string, _asked: object, _by: string, { onLine }: TrialOptions) {
        onLine?.(line)
        if (solution === 'broken') throw new Refusal('build-refused')
        return run
      },
    } as unknown as ActionTrials
    const watch: BrazeWatch = {
      async requests(_, asked) {
        personal.push(asked.personal)
        return { source: 'none', host: '', masked: true, requests: [] }
      },
      check: async () => ({ state: 'connected', host: '', detail: '', missing_secrets: [] }),
    }
    const deadLetters: BrazeParts['deadLetters'] = {
      list: async () => [letter],
      show: async (id) => (id.startsWith('conv_1') ? { ...letter, input } : null),
      edit: async () => true,
      replay: async (id) => replayed.push(id) > 0,
      discard: async () => true,
    }
    const dataPoints: BrazeParts['dataPoints'] = { add: async () => {}, list: async () => [] }
    addActionRoutes(app, { guard, trials, audit })
    addBrazeRoutes(app, { guard, watch, deadLetters, dataPoints, audit, now: () => Date.parse('2031-05-03') })
    addCodeEditorRoutes(app)
    await app.ready()
  })
  afterAll(() => app.close())

  const ask = async (role: Role, method: 'GET' | 'POST' | 'PATCH', path: string, payload?: object) => {
    const url = path.startsWith('/studio') ? path : `/studio/api${path}`
    const answer = await app.inject({ method, url, headers: { 'x-role': role }, ...(payload ? { payload } : {}) })
    return { status: answer.statusCode, body: answer.body.startsWith('{') ? answer.json() : answer.body, answer }
  }

  const of = '/solutions/mine'
  const doors: readonly (readonly [Permission, 'GET' | 'POST' | 'PATCH', string, object?])[] = [
    ['solution:read', 'GET', '/types'],
    ['solution:read', 'GET', '/action-templates'],
    ['solution:edit', 'POST', `${of}/actions/run`, { action: 'a' }],
    ['delivery:read', 'GET', `${of}/braze/requests`],
    ['contact:manage', 'GET', `${of}/braze/requests?personal=shown`],
    ['delivery:read', 'POST', `${of}/braze/check`, { environment: 'prod' }],
    ['delivery:read', 'GET', '/braze/data-points'],
    ['delivery:read', 'GET', `${of}/dead-letters`],
    ['delivery:read', 'GET', `${of}/dead-letters/conv_1.1`],
    ['delivery:replay', 'PATCH', `${of}/dead-letters/conv_1.1`, { input }],
    ['delivery:replay', 'POST', `${of}/dead-letters/replay`, { ids: ['conv_1.1'] }],
    ['delivery:replay', 'POST', `${of}/dead-letters/discard`, { ids: ['conv_1.1'] }],
  ]
  for (const [permission, method, path, body] of doors) {
    test(`${method} ${path} is for ${permission}`, async () => {
      for (const role of roles) {
        const { status } = await ask(role, method, path, body)
        expect([role, status]).toEqual([role, permissionsOf[role].includes(permission) ? 200 : 403])
      }
    })
  }

  test('code runs in no environment but the sandbox, and bounds are kept', async () => {
    const run = (payload: object) => ask('owner', 'POST', `${of}/actions/run`, payload)
    expect(await run({ action: 'a', environment: 'prod' })).toMatchObject({ status: 400 })
    expect(await run({ action: 'a', timeout_ms: 600_000 })).toMatchObject({ status: 400 })
    expect(await run({ action: 'a', payload: [] })).toMatchObject({ status: 400 })
    expect(await run({ action: 'a', paylod: {} })).toMatchObject({ status: 400 })
    expect(await run({ action: 'a', payload: { a: 'x'.repeat(600_000) } })).toMatchObject({ status: 413 })
    const ids = Array.from({ length: 101 }, (_, index) => `conv_1.${index}`)
    expect(await ask('owner', 'POST', `${of}/dead-letters/replay`, { ids })).toMatchObject({ status: 400 })
    audited.length = 0
    expect(await run({ action: 'a' })).toMatchObject({ status: 200, body: { outcome: 'success' } })
    expect(audited).toEqual(['action.tried'])
  })

  test('whoever wants it gets the log line by line, and at the end how it ended', async () => {
    const headers = { 'x-role': 'owner', accept: 'application/x-ndjson' }
    const stream = async (solution: string) => {
      const url = `/studio/api/solutions/${solution}/actions/run`
      const { statusCode, body } = await app.inject({ method: 'POST', url, headers, payload: { action: 'a' } })
      return [
        statusCode,
        ...body
          .trim()
          .split('\n')
          .map((each) => Object.keys(JSON.parse(each)).join()),
      ]
    }
    expect(await stream('mine')).toEqual([200, 'line', 'run'])
    expect(await stream('broken')).toEqual([200, 'line', 'problem'])
  })

  test('who may not send a dead letter again sees nobody’s values in it', async () => {
    const seen = await ask('analyst', 'GET', `${of}/dead-letters/conv_1.1`)
    expect(seen.body).toMatchObject({ masked: true, reason: 'Braze refused ••••' })
    expect(JSON.stringify(seen.body)).not.toContain('Ada')
    const list = await ask('analyst', 'GET', `${of}/dead-letters`)
    expect(JSON.stringify(list.body)).not.toContain('ada@')
    const whole = await ask('developer', 'GET', `${of}/dead-letters/conv_1.1`)
    expect(whole.body).toMatchObject({ masked: false, input })
  })

  test('a dead letter of another solution is not there', async () => {
    expect(await ask('owner', 'GET', '/solutions/other/dead-letters/conv_1.1')).toMatchObject({ status: 404 })
    replayed.length = 0
    const many = await ask('owner', 'POST', '/solutions/other/dead-letters/replay', { ids: ['conv_1.1'] })
    expect(many.body).toEqual({ done: [], missing: ['conv_1.1'] })
    const some = await ask('owner', 'POST', `${of}/dead-letters/replay`, { ids: ['conv_1.1', 'conv_2.1', 'conv_1.1'] })
    expect(some.body).toEqual({ done: ['conv_1.1'], missing: ['conv_2.1'] })
    expect(replayed).toEqual(['conv_1.1'])
  })

  test('an edited input that would lose something is refused', async () => {
    const answer = await ask('owner', 'PATCH', `${of}/dead-letters/conv_1.1`, { input: { atributes: [] } })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
  })

  test('values of people are shown only when asked for, and that is written down', async () => {
    personal.length = 0
    audited.length = 0
    await ask('owner', 'GET', `${of}/braze/requests`)
    expect(audited).toEqual([])
    await ask('owner', 'GET', `${of}/braze/requests?personal=shown`)
    expect(personal).toEqual([false, true])
    expect(audited).toEqual(['braze.values-shown'])
  })

  test('types come packed, and not again while they are the same', async () => {
    const { answer } = await ask('designer', 'GET', '/types')
    const again = await app.inject({
      url: '/studio/api/types',
      headers: { 'x-role': 'designer', 'if-none-match': String(answer.headers.etag), 'accept-encoding': 'gzip, br' },
    })
    expect(again.statusCode).toBe(304)
    const packed = await app.inject({
      url: '/studio/api/types',
      headers: { 'x-role': 'designer', 'accept-encoding': 'gzip, br' },
    })
    expect(packed.headers['content-encoding']).toBe('br')
    expect(packed.rawPayload.length).toBeLessThan(150_000)
  })

  test('the code editor is served from its folder, and nothing beside it', async () => {
    const loader = await app.inject({
      url: '/studio/code-editor/0.57.0/loader.js',
      headers: { 'accept-encoding': 'br' },
    })
    expect(loader.statusCode).toBe(200)
    expect(loader.headers['cache-control']).toContain('immutable')
    expect(loader.headers['content-security-policy']).toContain("default-src 'none'")
    for (const path of [
      '../../package.json',
      '..%2f..%2fpackage.json',
      'editor',
      'nothing.js',
      '.hidden.js',
      'a//b.js',
    ])
      expect((await app.inject({ url: `/studio/code-editor/0.57.0/${path}` })).statusCode).toBe(404)
  })
})
