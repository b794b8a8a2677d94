import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LiveSolution } from '../live-solutions.ts'
import { readBuild } from '../solution/build.ts'
import type { Solutions } from './solution-parts.ts'
import { createPreviewToken } from './solution-preview.ts'
import { openDoor, type TestDoor } from './test-door.ts'
import type { WidgetFiles } from './widget-routes.ts'

const file = (text: string) => ({
  body: Buffer.from(text),
  gzip: Buffer.from(`${text} zipped`),
  brotli: Buffer.from(`${text} in brotli`),
  etag: `"${text.length}"`,
})
const files: Awaited<ReturnType<WidgetFiles>> = {
  loader: file('loader'),
  modules: new Map([['/widget/main-AB.js', file('the main module')]]),
}

const build = readBuild({
  format: 1,
  name: 'shop',
  customer: null,
  start: 'main',
  flows: {},
  actions: {},
  bundle: '',
  sourceMap: '',
  params: { sandbox: { internal: 'text' }, prod: {} },
  secrets: ['key'],
  egress: ['api.example.com'],
  web: { title: 'Help', accent: '#0a5cff', languages: ['en', 'ko'] },
})
const shop: LiveSolution = { build, environment: 'prod', secret: () => 'hidden' }

const tokenKey = 'a key of this test, 32 characters'
const draft = { id: `draft_${'a'.repeat(32)}`, solution: 'shop', version: 'ver_draft' } as const
/** What is kept of drafts: one, of the shop. */
const solutions = {
  drafts: {
    find: async (id: string) => {
      if (id !== draft.id) throw new Error('unknown')
      return draft
    },
  },
  versions: { load: async () => ({ ...build, web: { title: 'A draft' } }) },
} as unknown as Solutions

let door: TestDoor
let builds = 0
beforeAll(async () => {
  door = await openDoor({
    tokenKey,
    solutions,
    widget: async () => {
      builds += 1
      return files
    },
    live: { find: async (solution, environment) => (solution === 'shop' && environment === 'prod' ? shop : null) },
  })
})
afterAll(() => door[Symbol.asyncDispose]())

const get = (url: string, headers = {}) => door.http.app.inject({ method: 'GET', url, headers })

describe('the code of the widget', () => {
  it('is open to every page; the loader is asked for each time', async () => {
    const answer = await get('/widget.js', { origin: 'https://shop.example.com' })
    expect(answer.body).toBe('loader')
    expect(answer.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      etag: '"6"',
    })
    const again = await get('/widget.js', { 'if-none-match': '"6"' })
    expect([again.statusCode, again.body]).toEqual([304, ''])
  })

  it('keeps modules for ever, since their names change', async () => {
    const answer = await get('/widget/main-AB.js')
    expect(answer.body).toBe('the main module')
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(answer.headers['access-control-allow-origin']).toBe('*')
  })

  it('is packed as the browser takes it', async () => {
    for (const [accepted, encoding, body] of [
      ['gzip, deflate, br, zstd', 'br', 'loader in brotli'],
      ['gzip;q=0.8, br;q=0', 'gzip', 'loader zipped'],
      ['identity', undefined, 'loader'],
    ] as const) {
      const answer = await get('/widget.js', { 'accept-encoding': accepted })
      expect([answer.headers['content-encoding'], answer.body], accepted).toEqual([encoding, body])
      expect(answer.headers.vary).toBe('accept-encoding')
    }
  })

  it('has nothing but its own modules', async () => {
    for (const name of ['main-XY.js', '..%2fwidget.js', 'constructor', '']) {
      expect((await get(`/widget/${name}`)).statusCode, name).toBe(404)
    }
  })

  it('is not built before a page asks', async () => {
    const before = builds
    await get('/healthz')
    expect(builds).toBe(before)
  })
})

describe('the settings of the widget', () => {
  it('are what the solution says of the web, and nothing else of it', async () => {
    const answer = await get('/v1/widget?solution=shop&environment=prod')
    expect(answer.json()).toEqual({
      look: { title: 'Help', accent: '#0a5cff' },
      languages: ['en', 'ko'],
      consent: 'essential',
    })
    expect(answer.headers['cache-control']).toBe('public, max-age=60')
  })

  it('of a solution that is not deployed there are none', async () => {
    for (const query of ['?solution=shop', '?solution=other&environment=prod']) {
      const answer = await get(`/v1/widget${query}`)
      expect([answer.statusCode, answer.json().code], query).toEqual([404, 'not-deployed'])
    }
  })

  it('of a draft are its own, for whoever has the link; a link that opens nothing tells nothing', async () => {
    const soon = Date.now() + 60_000
    const look = async (solution: string, preview: string) => {
      const answer = await get(`/v1/widget?${new URLSearchParams({ solution, preview })}`)
      expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-store'])
      return answer.json().look
    }
    expect(await look('shop', createPreviewToken(tokenKey, draft.id, soon))).toEqual({ title: 'A draft' })
    expect(await look('other', createPreviewToken(tokenKey, draft.id, soon))).toEqual({})
    expect(await look('shop', createPreviewToken(tokenKey, draft.id, Date.now() - 1000))).toEqual({})
    expect(await look('shop', createPreviewToken(tokenKey, `draft_${'b'.repeat(32)}`, soon))).toEqual({})
    expect(await look('shop', 'nonsense')).toEqual({})
  })

  it('need a solution and an environment that there is', async () => {
    for (const query of ['', '?solution=', '?solution=shop&environment=test', `?solution=${'x'.repeat(65)}`]) {
      const answer = await get(`/v1/widget${query}`)
      expect([answer.statusCode, answer.json().code], query).toEqual([400, 'invalid-request'])
    }
  })
})
