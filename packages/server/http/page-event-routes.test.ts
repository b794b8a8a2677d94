import type { PageReport } from '@parley/runtime'
import { expect, test } from 'vitest'
import type { LiveSolution, LiveSolutions } from '../live-solutions.ts'
import { openDoor } from './test-door.ts'

const now = Date.UTC(2026, 2, 1)
const visitor = `vis_${'a'.repeat(22)}`
const event = { id: 'evt_1', name: 'product_viewed', at: now - 5000, properties: { sku: 'S1' } }
const report = { solution: 'shop', environment: 'prod', visitor, consent: 'full', events: [event] }
const shop = 'https://shop.example'

/** The solution `shop` is live in `prod`, for pages of `shop.example`, and wants its product events in Braze. */
const live: LiveSolutions = {
  async find(solution, environment) {
    if (solution !== 'shop' || environment !== 'prod') return null
    const build = { name: 'shop', web: { origins: [shop] }, listen: { braze: { events: ['product_*'] }, scroll: [50] } }
    return { build, environment, secret: () => undefined } as unknown as LiveSolution
  },
}

async function open(failure?: Error) {
  const stored: (PageReport & { readonly deliver: boolean })[] = []
  const door = await openDoor({
    live,
    liveOrigins: { has: (origin) => origin === shop || origin === 'https://other.example' },
    now: () => now,
    pageEvents: {
      async add(given, options) {
        if (failure !== undefined) throw failure
        stored.push({ ...given, deliver: options?.deliver === true })
      },
    },
  })
  const post = (body: unknown, headers: { readonly [name: string]: string } = {}) =>
    door.http.app.inject({
      method: 'POST',
      url: '/v1/page-events',
      headers: { 'content-type': 'application/json', ...headers },
      payload: typeof body === 'string' ? body : JSON.stringify(body),
    })
  return { door, stored, post, [Symbol.asyncDispose]: () => door[Symbol.asyncDispose]() }
}

test('a report is stored and answered with 202, as JSON and as the plain text that a page sends when it goes', async () => {
  await using at = await open()
  expect((await at.post(report)).statusCode).toBe(202)
  expect((await at.post(report, { 'content-type': 'text/plain;charset=UTF-8' })).statusCode).toBe(202)
  const { environment: _, ...usual } = report
  expect((await at.post(usual)).json()).toMatchObject({ code: 'not-deployed' })
  const kept = { ...report, page: null, deliver: true }
  expect(at.stored).toEqual([kept, kept])
})

test('what a page says of itself is cleaned and bounded, times are brought within', async () => {
  await using at = await open()
  const page = {
    url: `${shop}/shoe`,
    title: 'Shoe\u0000',
    tags: { category: 'shoes' },
    utm: { source: 'mail', x: 'y' },
  }
  const events = [
    { id: '1', name: 'other', at: now + 60_000 },
    { id: '2', name: 'other', at: 0 },
  ]
  expect((await at.post({ ...report, page, events })).statusCode).toBe(202)
  expect(at.stored).toEqual([
    {
      ...report,
      page: { url: `${shop}/shoe`, title: 'Shoe', tags: { category: 'shoes' }, utm: { source: 'mail' } },
      events: [
        { id: '1', name: 'other', at: now, properties: {} },
        { id: '2', name: 'other', at: now - 30 * 86_400_000, properties: {} },
      ],
      deliver: false,
    },
  ])
})

test('whatever does not have the form is refused, with the place of the mistake', async () => {
  await using at = await open()
  const pointers = async (body: object) =>
    ((await at.post(body)).json().errors as { pointer: string }[]).map(({ pointer }) => pointer)
  expect(await pointers({ ...report, consent: 'essential' })).toEqual(['/consent'])
  expect(await pointers({ ...report, visitor: 'vis_short' })).toEqual(['/visitor'])
  expect(await pointers({ ...report, events: [] })).toEqual(['/events'])
  expect(await pointers({ ...report, events: Array(51).fill(event) })).toEqual(['/events'])
  expect(await pointers({ ...report, token: 'x' })).toEqual(['/token'])
  const large = { ...event, properties: { text: 'x'.repeat(9000) } }
  expect(await pointers({ ...report, events: [large] })).toEqual(['/events/0/properties'])
  expect((await at.post('not json', { 'content-type': 'text/plain' })).json()).toMatchObject({
    code: 'invalid-request',
  })
  expect((await at.post('x'.repeat(70_000), { 'content-type': 'text/plain' })).statusCode).toBe(413)
  expect((await at.post(report, { 'content-type': 'text/csv' })).statusCode).toBe(415)
  expect(at.stored).toEqual([])
})

test('plain text is read as JSON here and nowhere else', async () => {
  await using at = await open()
  const answer = await at.door.http.app.inject({
    method: 'POST',
    url: '/v1/conversations',
    headers: { 'content-type': 'text/plain' },
    payload: '{"solution":"echo"}',
  })
  expect(answer.statusCode).toBe(415)
})

test('a page of another origin than the solution lists may not report, and gets no credentials', async () => {
  await using at = await open()
  const own = await at.post(report, { origin: shop })
  expect([own.statusCode, own.headers['access-control-allow-origin']]).toEqual([202, shop])
  expect(own.headers['access-control-allow-credentials']).toBeUndefined()
  // Let in for another solution.
  expect((await at.post(report, { origin: 'https://other.example' })).json()).toMatchObject({
    code: 'origin-not-allowed',
  })
  expect((await at.post(report, { origin: 'https://evil.example' })).json()).toMatchObject({
    code: 'origin-not-allowed',
  })
  expect(at.stored).toHaveLength(1)
})

test('what cannot be stored is told, and nothing of the report is in the log', async () => {
  await using at = await open(new Error('broken'))
  const answer = await at.post(report)
  expect(answer.statusCode).toBe(500)
  expect(at.door.log.join('')).not.toMatch(/vis_a|product_viewed|S1/)
})

test('a conversation begins with what the page says of itself', async () => {
  await using at = await open()
  const page = {
    url: `${shop}/shoe`,
    utm: { source: 'mail' },
    product: { name: 'Shoe', price: 12.5 },
    tags: { category: 'shoes' },
    meta: { 'og:type': 'product' },
    history: [{ url: `${shop}/` }],
  }
  const start = (given: object) =>
    at.door.http.app.inject({
      method: 'POST',
      url: '/v1/conversations',
      payload: { solution: 'echo', page: given },
    })
  expect((await start(page)).statusCode).toBe(201)
  expect((await start({ ...page, product: { name: {} } })).json().errors[0].pointer).toMatch(/^\/page\/product\/name/)
})

test('a browser gets the rules of the solution, and nothing of what becomes of the events', async () => {
  const nothing = Buffer.from('')
  const file = { body: nothing, gzip: nothing, brotli: nothing, etag: '""' }
  await using door = await openDoor({ live, widget: async () => ({ loader: file, modules: new Map() }) })
  const answer = await door.http.app.inject({ url: '/v1/widget?solution=shop&environment=prod' })
  expect(answer.json().listen).toEqual({ scroll: [50] })
})
