import { type Runtime, RuntimeError } from '@parley/runtime'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import type { LiveSolutions } from '../live-solutions.ts'
import { readBuild } from '../solution/build.ts'
import { createHttp, type Http } from './http.ts'
import { openRuntime } from './test-solutions.ts'

const key = 'the-key-of-the-campaigns'
const next = 'the-key-that-comes-next'
const tokenKey = 'a key that only the tests know, 32+'

let database: TestDatabase
let runtime: Runtime
let http: Http
let now = Date.UTC(2026, 4, 4, 9)
let dispatches = 0
const log: string[] = []

const build = (name: string, more: object = {}) =>
  readBuild({
    format: 1,
    name,
    customer: null,
    start: 'main',
    flows: {
      main: {
        file: 'flows/main.flow.json',
        text: JSON.stringify({
          format: 1,
          start: 'hello',
          variables: { offer: { type: 'text' }, price: { type: 'number' }, name: { type: 'text' } },
          nodes: {
            hello: {
              kind: 'ask',
              text: '{{ contact.external_id }}, {{ offer }} for {{ price }}?',
              answer: { type: 'text' },
              variable: 'name',
              to: { next: 'bye' },
            },
            bye: { kind: 'end', text: 'Bye' },
          },
        }),
      },
    },
    actions: {},
    bundle: '',
    sourceMap: '{}',
    params: { sandbox: {}, prod: {} },
    secrets: ['outreach_key', 'outreach_next'],
    egress: [],
    ...more,
  })

const outreach = { secret: ['outreach_key', 'outreach_next'] }

const live = (found: Runtime): LiveSolutions => ({
  async find(solution, environment) {
    const deployment = await found.versions.current(solution, environment)
    if (deployment === null) return null
    const values: Readonly<Record<string, string>> = { outreach_key: key, outreach_next: next }
    const stored = readBuild(await found.versions.load(deployment.version))
    return { build: stored, environment, secret: (name) => values[name] }
  },
})

const open = (links: Runtime['links'], publicUrl?: string): Promise<Http> =>
  createHttp({
    conversations: runtime,
    links,
    live: live(runtime),
    tokenKey,
    log: pino({ level: 'debug' }, { write: (line) => void log.push(line) }),
    metrics: new Registry(),
    now: () => now,
    ...(publicUrl !== undefined && { publicUrl }),
  })

beforeAll(async () => {
  database = await createTestDatabase()
  runtime = await openRuntime(database.url, () => now)
  for (const [name, more] of [
    ['shop', { outreach }],
    ['closed', {}],
  ] as const) {
    const { version } = await runtime.versions.put(name, build(name, more))
    await runtime.versions.deploy(name, 'sandbox', version)
  }
  http = await open(runtime.links)
})

afterAll(async () => {
  await http.close()
  await runtime.close()
  await database.drop()
})

const body = (more: object = {}) => ({
  solution: 'shop',
  user: { external_id: 'ann' },
  dispatch_id: `dispatch-${++dispatches}`,
  context: { offer: 'Tea', price: '7.5' },
  ...more,
})

async function post(path: string, payload: object, headers: object = { authorization: `Bearer ${key}` }, door = http) {
  const answer = await door.app.inject({ method: 'POST', url: path, headers: { ...headers }, payload })
  return { status: answer.statusCode, headers: answer.headers, body: answer.json() }
}

const ask = (payload: object, headers?: object) => post('/v1/outreach', payload, headers)
const tokenOf = (url: string): string => /\/c\/([A-Za-z0-9_-]{22})$/.exec(url)?.[1] ?? 'none'
const start = (link: string, more: object = {}) =>
  post('/v1/conversations', { solution: 'shop', link, visitor: `vis_${'a'.repeat(22)}`, ...more }, {})

describe('a campaign', () => {
  test('gets a link that opens one conversation, of that person and with those variables', async () => {
    const { status, body: answer } = await ask(body())
    expect([status, answer]).toEqual([
      200,
      {
        url: expect.stringMatching(/^http:\/\/localhost(:\d+)?\/c\/[\w-]{22}$/),
        expires_at: '2026-05-11T09:00:00.000Z',
      },
    ])
    const started = await start(tokenOf(answer.url), { contact: { external_id: 'eve' }, variables: { offer: 'All' } })
    expect([started.status, started.body.messages[0].text]).toEqual([201, 'ann, Tea for 7.5?'])
  })

  test('gets the same answer for the same dispatch and person, also at once, and another for another', async () => {
    const same = body()
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask(same)))
    expect(new Set(answers.map((it) => JSON.stringify(it.body))).size).toBe(1)
    const others = [{ dispatch_id: 'x' }, { user: { external_id: 'bob' } }, { user: { email: 'ann' } }]
    const urls = await Promise.all(others.map(async (more) => (await ask({ ...same, ...more })).body.url))
    expect(new Set([answers[0]?.body.url, ...urls]).size).toBe(4)
    // A profile that gets an address meanwhile is the same person.
    const more = { ...same, user: { external_id: 'ann', email: 'ann@example.com' } }
    expect((await ask(more)).body.url).toBe(answers[0]?.body.url)
  })

  test('has a conversation begin by itself', async () => {
    const same = body({ mode: 'conversation' })
    const [one, two] = [await ask(same), await ask(same)]
    expect([one.status, one.body]).toEqual([202, { conversation: { id: expect.stringMatching(/^conv_/) } }])
    expect(two.body).toEqual(one.body)
    await expect.poll(() => runtime.find(one.body.conversation.id), { timeout: 20_000 }).not.toBe(null)
    const { messages } = await runtime.messages(one.body.conversation.id, 0)
    expect(messages.map((message) => message.content.text)).toEqual(['ann, Tea for 7.5?'])
  })

  test('may leave blank what it does not know', async () => {
    const blank = {
      external_id: '',
      braze_id: null,
      alias: { alias_name: '', alias_label: '' },
      email: 'a@example.com',
    }
    const { status } = await ask(body({ user: blank, language: '', canvas_id: '', flow: '', context: { price: '' } }))
    expect(status).toBe(200)
  })

  test.each([
    ['/user', { user: { external_id: ' ' } }],
    ['/user', { user: undefined }],
    ['/dispatch_id', { dispatch_id: '' }],
    ['/language', { language: 'klingon!' }],
    ['/expires_in', { expires_in: '1s' }],
    ['/expires_in', { expires_in: '91d' }],
    ['/mode', { mode: 'fax' }],
    ['/wrong', { wrong: 1 }],
    ['/user/external_id', { user: { external_id: 'x'.repeat(600) } }],
  ])('is told what is wrong with %s', async (pointer, more) => {
    const { status, body: answer } = await ask(body(more))
    expect([status, answer.code, answer.errors[0].pointer]).toEqual([400, 'invalid-request', pointer])
  })

  test('is told which variables the flow does not have or cannot hold', async () => {
    expect((await ask(body({ context: { ofer: 'Tea' } }))).body).toMatchObject({
      code: 'unknown-variable',
      errors: [{ pointer: '/context/ofer', detail: expect.stringContaining('offer, price') }],
    })
    expect((await ask(body({ context: { price: 'dear' } }))).body.code).toBe('invalid-variable')
    expect((await ask(body({ flow: 'none' }))).body.code).toBe('unknown-flow')
  })
})

describe('the key', () => {
  test.each([
    ['Authorization: Bearer', { authorization: `Bearer ${key}` }],
    ['X-Parley-Key', { 'x-parley-key': key }],
    ['Authorization: Basic', { authorization: `Basic ${Buffer.from(`braze:${key}`).toString('base64')}` }],
    ['the next one while it is changed', { 'x-parley-key': next }],
  ])('is taken as %s', async (_what, headers) => {
    expect((await ask(body(), headers)).status).toBe(200)
  })

  test('that is none is refused in one way, whatever there is', async () => {
    const wrong = { authorization: 'Bearer nonsense' }
    const answers = await Promise.all(
      ['shop', 'closed', 'none'].map(async (solution) => (await ask(body({ solution }), wrong)).body),
    )
    expect(answers.map((answer) => answer.code)).toEqual(Array.from({ length: 3 }, () => 'outreach-key-needed'))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    for (const headers of [{}, { authorization: '' }, { 'x-parley-key': '' }, { authorization: 'Basic Og==' }])
      expect((await ask(body(), headers)).status).toBe(401)
    // A solution that does not let campaigns in has no key, whatever the secret's value.
    expect((await ask(body({ solution: 'closed' }))).status).toBe(401)
    expect((await ask(body({ environment: 'prod' }))).status).toBe(401)
  })

  test('and the person are not in the log', async () => {
    await ask(body({ user: { external_id: 'rosebud' }, context: { wrong: 'rosebud' } }))
    expect(log.join('\n')).not.toMatch(new RegExp(`rosebud|${key}`))
  })
})

describe('Connected Content', () => {
  test('gets a link by GET, the one that the webhook step of the same dispatch gets', async () => {
    const dispatch_id = `dispatch-${++dispatches}`
    const query = new URLSearchParams({
      solution: 'shop',
      external_id: 'zoë & co',
      dispatch_id,
      'context.offer': 'Tea & cake',
      'context.price': '3',
      canvas_id: 'spring',
    })
    const url = `/v1/outreach/link?${query}`
    const headers = { authorization: `Basic ${Buffer.from(`braze:${key}`).toString('base64')}` }
    const answer = await http.app.inject({ url, headers })
    expect([answer.statusCode, answer.json().url]).toEqual([200, expect.stringContaining('/c/')])
    const context = { offer: 'Tea & cake', price: 3 }
    const given = { solution: 'shop', user: { external_id: 'zoë & co' }, dispatch_id, context }
    expect((await post('/v1/outreach/link', { ...given, mode: 'conversation' })).body).toEqual(answer.json())
    expect((await ask(given)).body).toEqual(answer.json())
    const started = await start(tokenOf(answer.json().url))
    expect(started.body.messages[0].text).toBe('zoë & co, Tea & cake for 3?')
  })

  test('is told what is wrong with its address', async () => {
    const get = async (query: string) => {
      const answer = await http.app.inject({ url: `/v1/outreach/link?${query}`, headers: { 'x-parley-key': key } })
      return [answer.statusCode, answer.json().errors?.[0].pointer]
    }
    expect(await get('solution=shop&dispatch_id=x')).toEqual([400, '/user'])
    expect(await get('solution=shop&solution=shop')).toEqual([400, undefined])
    expect(await get('')).toEqual([400, '/solution'])
  })
})

describe('a link', () => {
  const link = async (more: object = {}) => tokenOf((await ask(body(more))).body.url)

  test('shows the chat at its address and is not used up by programs that look at it', async () => {
    const token = await link()
    for (const method of ['GET', 'HEAD', 'GET'] as const) {
      const shown = await http.app.inject({ method, url: `/c/${token}` })
      expect(shown.statusCode).toBe(302)
      expect(shown.headers).toMatchObject({
        location: `/?link=${token}&solution=shop&environment=sandbox`,
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
        'x-robots-tag': 'noindex, nofollow',
      })
    }
    expect((await start(token)).status).toBe(201)
    for (const url of [`/c/${'x'.repeat(22)}`, '/c/x', `/c/${token}x`]) {
      const shown = await http.app.inject(url)
      expect([shown.statusCode, shown.json().code]).toEqual([404, 'link-unknown'])
    }
  })

  test('is of use once: again only to the visitor who used it, and to nobody after its time', async () => {
    const token = await link({ expires_in: '1h' })
    const other = { visitor: `vis_${'b'.repeat(22)}` }
    const refused = async (more: object) => {
      const { status, body: answer } = await start(token, more)
      return [status, answer.code]
    }
    expect((await start(token)).status).toBe(201)
    expect(await refused(other)).toEqual([410, 'link-used'])
    expect((await start(token)).status).toBe(201)
    now += 3_600_000
    expect(await refused({})).toEqual([410, 'link-expired'])
    expect(await refused({ link: 'x'.repeat(22) })).toEqual([404, 'link-unknown'])
    expect(await refused({ link: '../x' })).toEqual([404, 'link-unknown'])
    expect(await refused({ link: 7 })).toEqual([400, 'invalid-request'])
  })

  test('names the address that people reach the server under', async () => {
    const door = await open(runtime.links, 'https://chat.example.com')
    const { body: answer } = await post('/v1/outreach', body(), { 'x-parley-key': key }, door)
    expect(answer.url).toMatch(/^https:\/\/chat\.example\.com\/c\/[\w-]{22}$/)
    await door.close()
  })
})

test('load and a database that is away are answered 429 with a time to wait, never 5xx', async () => {
  for (const code of ['overloaded', 'database-unavailable', 'closing'] as const) {
    const put = async () => {
      throw new RuntimeError(code, 'Not now.')
    }
    const door = await open({ ...runtime.links, put, begin: put })
    const { status, headers } = await post('/v1/outreach', body(), { 'x-parley-key': key }, door)
    expect(status).toBe(429)
    expect(Number(headers['retry-after'])).toBeGreaterThanOrEqual(15)
    await door.close()
  }
})
