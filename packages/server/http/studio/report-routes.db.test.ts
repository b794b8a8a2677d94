import type { Permission } from '@parley/studio/api'
import { type FastifyInstance, fastify } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { createReports } from '../../reports/reports.ts'
import { hour, opening, openTalks, type Talks } from '../../reports/test-talks.ts'
import { Refusal, refusalOf } from '../refusal.ts'
import type { StudioGuard } from './guard.ts'
import { addReportRoutes } from './report-routes.ts'

let database: TestDatabase
let talks: Talks
let app: FastifyInstance
let conversation: string
const audited: string[] = []

/** Whoever asks may do what the header says. */
const guard: StudioGuard = {
  requires: (permission) => async (request) => {
    const may = String(request.headers['x-may'] ?? '').split(' ')
    if (permission !== null && !may.includes(permission)) throw new Refusal('not-permitted')
  },
  callerOf: () => ({ id: 'acc_1', name: 'Ada', permissions: new Set<Permission>() }),
  admit: () => Promise.reject(new Refusal('not-permitted')),
}

beforeAll(async () => {
  database = await createTestDatabase()
  talks = await openTalks(database.url)
  await talks.publish('shop')
  conversation = await talks.talk('shop', ['ada@example.com', 'tea-1', '5'], { campaign: '=HYPERLINK("x")' })
  app = fastify()
  app.setErrorHandler((error, _request, reply) => {
    const refusal = refusalOf(error)
    return reply.code(refusal.status).send(refusal.problem)
  })
  addReportRoutes(app, {
    reports: createReports(talks.runtime),
    guard,
    audit: async (_request, action, subject) => void audited.push(`${action} ${subject}`),
    now: () => opening + hour,
  })
  await app.ready()
})

afterAll(async () => {
  await app.close()
  await talks.close()
  await database.drop()
})

async function ask(path: string, may: string) {
  const answer = await app.inject({ url: `/studio/api/solutions/shop/${path}`, headers: { 'x-may': may } })
  return { status: answer.statusCode, text: answer.payload, headers: answer.headers }
}

const figures = ['report/overview', 'report/paths', 'report/flows', 'report/delivery', 'report/export']
const words = ['transcripts', 'transcripts-export']

describe('who may read what', () => {
  test('figures need one permission, what was said another', async () => {
    const one = () => [...words, `transcripts/${conversation}`]
    for (const path of figures) {
      expect([path, (await ask(path, 'report:read')).status]).toEqual([path, 200])
      expect([path, (await ask(path, 'transcript:read')).status]).toEqual([path, 403])
    }
    for (const path of one()) {
      expect([path, (await ask(path, 'transcript:read')).status]).toEqual([path, 200])
      expect([path, (await ask(path, 'report:read')).status]).toEqual([path, 403])
    }
  })

  test('what was said cannot be looked for by way of the figures', async () => {
    const { status, text } = await ask('report/export?text=ada', 'report:read')
    expect([status, JSON.parse(text).errors[0].pointer]).toEqual([400, '/text'])
  })

  test('who reads a transcript is written down', async () => {
    audited.length = 0
    await ask(`transcripts/${conversation}`, 'transcript:read')
    await ask('transcripts-export?format=json', 'transcript:read')
    await ask('transcripts/conv_none', 'transcript:read')
    expect(audited).toEqual([`transcript.read ${conversation}`, 'transcripts.exported shop'])
  })
})

describe('exports', () => {
  test('as CSV hold one row per conversation, and no cell that a spreadsheet runs', async () => {
    const { text, headers } = await ask('report/export', 'report:read')
    expect(headers['content-disposition']).toBe('attachment; filename="shop-conversations.csv"')
    expect(text.startsWith('\ufeff')).toBe(true)
    const lines = text.trim().split('\n')
    expect(lines[0]).toBe(
      'conversation,status,outcome,version,channel,language,campaign,rating,rating_most,handed_over,place,messages,started_at,changed_at',
    )
    expect(lines).toHaveLength(2)
    expect(lines[1]).toContain(`"'=HYPERLINK(""x"")"`)
    expect(lines[1]).toContain('main.bye')
  })

  test('as JSON are one list, empty when there is nothing', async () => {
    const { text } = await ask('report/export?format=json', 'report:read')
    expect(JSON.parse(text)).toMatchObject([{ conversation, rating: 5, started_at: '2026-05-04T09:00:00.000Z' }])
    expect(JSON.parse((await ask('report/export?format=json&version=7', 'report:read')).text)).toEqual([])
  })

  test('of transcripts hide what is sensitive', async () => {
    const { text } = await ask('transcripts-export?format=json', 'transcript:read')
    expect(text).not.toContain('tea-1')
    const said = JSON.parse(text).flatMap((row: { from: string; text: string }) =>
      row.from === 'user' ? [row.text] : [],
    )
    expect(said).toEqual(['ada@example.com', '•••', '5'])
  })
})

describe('what cannot be answered', () => {
  test.each([
    ['from=5&to=4', '/from', /before/],
    [`from=0&to=${opening}`, '/from', /400 days/],
    ['environment=moon', '/environment', /./],
    ['tz=Moon/Base', '/tz', /Asia\/Seoul/],
    ['colour=red', '/colour', /Unknown member/],
    ['version=-1', '/version', /./],
  ])('is refused with its place and what to do: %s', async (query, place, detail) => {
    const { status, text } = await ask(`report/overview?${query}`, 'report:read')
    expect(status).toBe(400)
    expect(JSON.parse(text).errors).toMatchObject([{ pointer: place, detail: expect.stringMatching(detail) }])
  })

  test('takes too long: the caller is told to narrow it', async () => {
    const { database: shared, transcripts } = talks.runtime
    const slow = createReports({
      transcripts,
      database: {
        ...shared,
        transaction: (work) =>
          shared.transaction((db) =>
            work({
              async query(asked) {
                if (!asked.text.includes('set local')) return db.query({ text: 'select pg_sleep(60)' })
                await db.query(asked)
                return db.query({ text: 'set local statement_timeout = 20' })
              },
            }),
          ),
      },
    })
    const filter = { environment: 'prod', from: opening, to: opening + hour } as const
    await expect(slow.overview('shop', filter, 'UTC')).rejects.toMatchObject({
      code: 'report-too-large',
      status: 422,
      message: expect.stringContaining('Narrow it'),
    })
  })
})

test('the flows of a version are those that it was made with', async () => {
  const { text } = await ask('report/flows', 'report:read')
  const { version, flows } = JSON.parse(text)
  expect([version, flows.main.start, Object.keys(flows.main.nodes).length]).toEqual([1, 'hello', 7])
  expect(JSON.parse((await ask('report/flows?environment=sandbox', 'report:read')).text)).toEqual({
    version: null,
    flows: {},
  })
})
