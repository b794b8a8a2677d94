import { permissionsOf, type Role, roles } from '@parley/studio/api'
import { type FastifyInstance, fastify } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase } from '../../../../test/support/database.ts'
import { markGuard, type Need, needOf, refuseUnguarded } from '../../access/guard.ts'
import { createLog } from '../../log.ts'
import { Refusal, refusalOf } from '../refusal.ts'
import { addStudioRoutes } from './index.ts'
import { type AccessDoor, type Answered, browserAt, host, openAccessDoor, type TestBrowser } from './test-access.ts'

let door: AccessDoor
const people = new Map<Role, TestBrowser>()

beforeAll(async () => {
  door = await openAccessDoor(await createTestDatabase())
  people.set('owner', await door.owner())
  for (const role of roles.filter((each) => each !== 'owner')) people.set(role, await door.person(role))
})

afterAll(() => door[Symbol.asyncDispose]())

const browserOf = (role: Role): TestBrowser => people.get(role) ?? door.browser()

describe('every route below /studio/api', () => {
  test('names what it needs, or the server does not start', () => {
    const app = fastify()
    refuseUnguarded(app)
    app.get('/studio/pages', async () => 'fine')
    app.get('/studio/api/fine', { onRequest: door.access.guard.requires('report:read') }, async () => 'fine')
    app.get('/studio/api/open', { onRequest: [door.access.guard.anybody] }, async () => 'fine')
    expect(() => app.get('/studio/api/forgotten', async () => 'oh')).toThrow('/studio/api/forgotten has no guard')
    const other = async () => {}
    expect(() => app.get('/studio/api/other', { onRequest: other }, async () => 'oh')).toThrow('has no guard')
    expect(needOf([other, markGuard('report:read', async () => {})])).toBe('report:read')
  })

  /** The routes of access, each with an address that fits; ids lead to nothing, so whoever may gets a 404 or a 400 at worst. */
  const routes: readonly (readonly ['GET' | 'POST' | 'PATCH' | 'DELETE', string, Need])[] = [
    ['GET', '/me', null],
    ['PATCH', '/account', null],
    ['POST', '/account/password', null],
    ['GET', '/account/sessions', null],
    ['DELETE', '/account/sessions/none', null],
    ['GET', '/keys', null],
    ['POST', '/keys', null],
    ['DELETE', '/keys/none', null],
    ['GET', '/people', 'access:manage'],
    ['POST', '/people/invitations', 'access:manage'],
    ['DELETE', '/people/invitations/none', 'access:manage'],
    ['PATCH', '/people/none', 'access:manage'],
    ['DELETE', '/people/none', 'access:manage'],
    ['POST', '/people/none/password-link', 'access:manage'],
    ['GET', '/people/none/sessions', 'access:manage'],
    ['DELETE', '/people/none/sessions/none', 'access:manage'],
    ['GET', '/audit', 'audit:read'],
    ['GET', '/audit.csv', 'audit:read'],
  ]

  for (const [method, path, need] of routes) {
    test(`${method} ${path} is for ${need === null ? 'who is signed in' : need}`, async () => {
      expect(await door.browser().ask(method, path)).toMatchObject({ status: 401, body: { code: 'signed-out' } })
      for (const role of roles) {
        const may = need === null || (need !== 'anybody' && permissionsOf[role].includes(need))
        const { status, body } = await browserOf(role).ask(method, path)
        expect([role, status === 403, status >= 500]).toEqual([role, !may, false])
        if (!may) expect(body).toMatchObject({ code: 'not-permitted', detail: expect.stringContaining('owner') })
      }
    })
  }

  test('is a route of the table above, or open to anybody', async () => {
    const found: string[] = []
    const known = new Set(routes.map(([method, path]) => `${method} ${path}`))
    await listRoutes(found)
    expect(found.filter((each) => !known.has(each)).sort()).toEqual([
      'DELETE /account/sessions',
      'GET /sign-in',
      'POST /invitation',
      'POST /invitation/look',
      'POST /sign-in',
      'POST /sign-out',
      'POST /welcome',
    ])
  })

  async function listRoutes(found: string[]): Promise<void> {
    const { addAccessRoutes } = await import('./access-routes.ts')
    const app: FastifyInstance = fastify()
    app.addHook('onRoute', ({ method, url }) => {
      const path = url.replace('/studio/api', '').replace(/:\w+/g, 'none')
      for (const each of [method].flat()) if (each !== 'HEAD') found.push(`${each} ${path}`)
    })
    addAccessRoutes(app, door.access)
  }

  test('is not kept by anything on the way', async () => {
    const { headers } = await browserOf('owner').ask('GET', '/me')
    expect(headers['cache-control']).toBe('no-store')
  })
})

describe('the whole Studio', () => {
  interface Route {
    readonly method: string
    readonly url: string
    readonly need: Need | undefined
  }

  /** Stands for every part of the server: what is asked of it fails. Whoever is refused never gets there. */
  const nothing: never = new Proxy(() => {}, {
    get: (_target, name): unknown => (name === 'then' ? undefined : nothing),
    apply(): never {
      throw new Error('there is nothing behind this door')
    },
  }) as never

  function openStudio(): { readonly app: FastifyInstance; readonly routes: readonly Route[] } {
    const app = fastify()
    const routes: Route[] = []
    app.setErrorHandler((error, _request, reply) => {
      const { status, problem } = refusalOf(error)
      return reply.code(status).send(problem)
    })
    app.addHook('onRoute', ({ method, url, onRequest }) => {
      if (!url.startsWith('/studio/api')) return
      for (const each of [method].flat())
        if (each !== 'HEAD') routes.push({ method: each, url, need: needOf(onRequest) })
    })
    const { guard, audit, place } = door.access
    const actions = { trials: nothing, watch: nothing, deadLetters: nothing, dataPoints: nothing, close: nothing }
    const work = { sources: nothing, solutions: nothing, database: nothing, tokenKey: '', place, now: Date.now }
    const parts = { files: nothing, sources: nothing, reports: nothing, inbox: nothing, actions, work }
    addStudioRoutes(app, { ...parts, access: door.access, guard, audit }, createLog('silent'))
    return { app, routes }
  }

  test('refuses every role what it may not, and nothing that it may', async () => {
    const { app, routes } = openStudio()
    expect(routes.length).toBeGreaterThan(30)
    const wrong: string[] = []
    for (const { method, url, need } of routes) {
      // Signing in and out is what the roles of this test hang on.
      if (need === 'anybody' || url === '/studio/api/sign-out') continue
      for (const role of [null, ...roles]) {
        const { status, body } = await createBrowser(app, role).ask(method as 'GET', addressOf(url))
        const expected =
          role === null ? 'signed-out' : need && !permissionsOf[role].includes(need) ? 'not-permitted' : null
        const got = ['signed-out', 'not-permitted', 'csrf-refused'].includes(body?.code) ? body.code : null
        if (got !== expected) wrong.push(`${method} ${url}, ${role ?? 'nobody'}: ${status} ${got}`)
      }
    }
    expect(wrong).toEqual([])
    await app.close()
  })

  test('lets nobody change anything but themselves without a permission', () => {
    const changes = openStudio().routes.filter(({ method, need }) => method !== 'GET' && typeof need !== 'string')
    expect(changes.filter(({ url }) => !/^\/studio\/api\/(account|keys|sign-out)\b/.test(url))).toEqual([])
  })

  const addressOf = (url: string): string => url.replace('/studio/api', '').replace(/:\w+|\*/g, 'none')

  /** The same person as elsewhere, before another door. */
  function createBrowser(app: FastifyInstance, role: Role | null): TestBrowser {
    const browser = browserAt(app)
    if (role === null) return browser
    browser.cookies = new Map(browserOf(role).cookies)
    browser.csrf = browserOf(role).csrf
    return browser
  }
})

describe('an API key', () => {
  async function make(by: TestBrowser, permissions: readonly string[], days: number | null = 30): Promise<Answered> {
    return by.ask('POST', '/keys', { name: 'build', permissions, days })
  }
  const use = (secret: string, path: string, headers: { [name: string]: string | null } = {}) =>
    door
      .browser()
      .ask('GET', path, undefined, { authorization: `Bearer ${secret}`, 'sec-fetch-site': null, ...headers })

  test('opens what it was made for and nothing else, and never more than its maker may', async () => {
    const { status, body } = await make(browserOf('owner'), ['audit:read'])
    expect(status).toBe(201)
    expect(body.secret).toMatch(/^parley_key_[\w-]{43}$/)
    expect(body.key.prefix).toBe(body.secret.slice(0, 17))
    expect((await use(body.secret, '/audit')).status).toBe(200)
    expect(await use(body.secret, '/people')).toMatchObject({ status: 403, body: { code: 'not-permitted' } })
    expect(await make(browserOf('analyst'), ['audit:read'])).toMatchObject({ status: 403 })
    expect(await make(browserOf('owner'), [])).toMatchObject({ status: 400 })
    expect(await make(browserOf('owner'), ['everything'])).toMatchObject({ status: 400 })
  })

  test('loses what its maker loses', async () => {
    const maker = await door.person('owner', 'maker@example.com')
    const { body } = await make(maker, ['audit:read', 'report:read'])
    const { id } = (await maker.me()).body
    await browserOf('owner').ask('PATCH', `/people/${id}`, { role: 'analyst' })
    expect((await use(body.secret, '/audit')).status).toBe(403)
    expect((await maker.ask('GET', '/keys')).body.keys).toMatchObject([{ permissions: ['report:read'] }])
    await browserOf('owner').ask('PATCH', `/people/${id}`, { active: false })
    expect(await use(body.secret, '/audit')).toMatchObject({ status: 401, body: { code: 'api-key-refused' } })
  })

  test('is shown once, listed without itself, stored as a hash', async () => {
    const { body } = await make(browserOf('developer'), ['solution:read'])
    const listed = await browserOf('developer').ask('GET', '/keys')
    expect(JSON.stringify(listed.body)).not.toContain(body.secret)
    expect(listed.body.keys).toMatchObject([{ name: 'build', used_at: null, account_name: 'developer' }])
    const { rows } = await door.runtime.database.query<{ all: string }>({
      text: 'select json_agg(k)::text as all from parley.api_key k',
    })
    expect(rows[0]?.all).not.toContain(body.secret)
  })

  test('is seen and revoked by its maker and by owners only', async () => {
    const { body } = await make(browserOf('designer'), ['solution:read'])
    expect((await browserOf('analyst').ask('GET', '/keys')).body.keys).toEqual([])
    expect((await browserOf('analyst').ask('DELETE', `/keys/${body.key.id}`)).status).toBe(404)
    expect((await browserOf('owner').ask('DELETE', `/keys/${body.key.id}`)).status).toBe(204)
    expect((await use(body.secret, '/audit')).status).toBe(401)
  })

  test('ends when it expires', async () => {
    await using own = await openAccessDoor(await createTestDatabase())
    const owner = await own.owner()
    const { body } = await owner.ask('POST', '/keys', { name: 'build', permissions: ['audit:read'], days: 1 })
    const ask = () => own.browser().ask('GET', '/audit', undefined, { authorization: `Bearer ${body.secret}` })
    expect((await ask()).status).toBe(200)
    own.pass(86_400_001)
    expect((await ask()).status).toBe(401)
  })

  test('is judged alone: neither does a cookie help it, nor does it need one', async () => {
    const { body } = await make(browserOf('owner'), ['report:read'])
    const owner = browserOf('owner')
    const both = { authorization: `Bearer ${body.secret}` }
    expect((await owner.ask('GET', '/people', undefined, both)).status).toBe(403)
    expect((await owner.ask('GET', '/people', undefined, { authorization: 'Bearer parley_key_wrong' })).status).toBe(
      401,
    )
    expect((await owner.ask('GET', '/people', undefined, { authorization: 'Bearer nonsense' })).status).toBe(401)
  })

  test('makes no other keys and is nobody’s account', async () => {
    const { body } = await make(browserOf('owner'), [...permissionsOf.owner])
    const headers = { authorization: `Bearer ${body.secret}` }
    const more = { name: 'more', permissions: ['audit:read'], days: 30 }
    expect((await door.browser().ask('POST', '/keys', more, headers)).status).toBe(403)
    expect((await door.browser().ask('GET', '/me', undefined, headers)).status).toBe(401)
  })

  test('is used so often a minute and no more', async () => {
    await using slow = await openAccessDoor(await createTestDatabase(), { rateFactor: 0.01 })
    const owner = await slow.owner()
    const { body } = await owner.ask('POST', '/keys', { name: 'build', permissions: ['audit:read'], days: 1 })
    const headers = { authorization: `Bearer ${body.secret}` }
    for (let count = 0; count < 6; count += 1)
      expect((await slow.browser().ask('GET', '/audit', undefined, headers)).status).toBe(200)
    const refused = await slow.browser().ask('GET', '/audit', undefined, headers)
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate-limited' } })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  })
})

describe('a WebSocket', () => {
  type Upgrade = Parameters<AccessDoor['access']['guard']['admit']>[0]
  /** Only its headers and its socket are looked at. */
  const upgrade = (headers: { [name: string]: string }): Upgrade =>
    ({ method: 'GET', url: '/', headers: { host, ...headers }, socket: {} }) as unknown as Upgrade
  const admit = (headers: { [name: string]: string }) =>
    door.access.guard.admit(upgrade(headers), 'solution:edit').then(
      ({ name }) => name,
      (error: unknown) => (error instanceof Refusal ? error.code : error),
    )

  test('is opened by a page of the Studio with the right person', async () => {
    const cookieOf = (role: Role) => `parley_studio=${browserOf(role).cookies.get('parley_studio')}`
    const origin = `https://${host}`
    expect(await admit({ cookie: cookieOf('designer'), origin })).toBe('designer')
    expect(await admit({ cookie: cookieOf('designer'), origin: 'https://evil.example' })).toBe('csrf-refused')
    expect(await admit({ cookie: cookieOf('designer') })).toBe('csrf-refused')
    expect(await admit({ cookie: cookieOf('analyst'), origin })).toBe('not-permitted')
    expect(await admit({ origin })).toBe('signed-out')
  })
})
