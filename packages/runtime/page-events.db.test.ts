import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { createDatabase, type Database } from './database.ts'
import { createPageEvents, type DeliverPageReports, type PageEventStore } from './page-events.ts'
import type { DuePageReport } from './sql/lease-page-reports.ts'
import type { PageReport } from './sql/put-page-reports.ts'
import { createKeptLog, createTestNode, type KeptLog, prepareTestDatabase, startInput } from './testing.ts'
import { visitorId } from './visitors.ts'

let testDatabase: TestDatabase
let database: Database
let now: number
let log: KeptLog

beforeEach(async () => {
  now = Date.UTC(2026, 2, 1)
  log = createKeptLog()
  testDatabase = await createTestDatabase({ template: prepareTestDatabase, key: 'runtime' })
  database = createDatabase({ url: testDatabase.url, poolSize: 4, answerMs: 10_000, name: 'pages', log })
})

afterEach(async () => {
  await database.close()
  await testDatabase.drop()
})

function open(deliver?: DeliverPageReports, owner = 'one'): PageEventStore {
  const limits = { leaseMs: 1000, queue: 10_000, databaseMs: 10_000 }
  const more = deliver === undefined ? {} : { deliver }
  return createPageEvents({ db: database.pool, workspace: 'default', owner, log, limits, now: () => now, ...more })
}

const ada = { solution: 'shop', environment: 'prod', visitor: 'vis_ada' } as const

const report = (...ids: readonly string[]): PageReport => ({
  ...ada,
  consent: 'full',
  page: { url: 'https://shop.example/shoe' },
  events: ids.map((id) => ({ id, name: 'product_viewed', at: now, properties: { sku: id } })),
})

describe('a report of a page', () => {
  test('[RP1] is stored once, however often and through whichever node it is sent', async () => {
    const [one, two] = [open(), open(undefined, 'two')]
    await Promise.all([one.add(report('a', 'b')), one.add(report('a', 'b')), two.add(report('a', 'b'))])
    await two.add(report('a', 'b'))
    await one.add({ ...report('a', 'b'), visitor: 'vis_eve' })
    now += 1
    await one.add(report('c'))
    const visitor = visitorId(ada, 'vis_ada')
    expect(await one.list(ada)).toEqual([
      { ...report('c'), visitor, id: expect.any(String), at: now },
      {
        ...report('a', 'b'),
        visitor,
        events: report('a', 'b').events.map((event) => ({ ...event, at: now - 1 })),
        id: expect.any(String),
        at: now - 1,
      },
    ])
    expect(await one.list({ ...ada, visitor: 'vis_eve' })).toHaveLength(1)
  })

  test('[RP4] is kept under a fingerprint of the visitor', async () => {
    await open().add(report('a'))
    const { rows } = await database.pool.query('select * from parley.page_report')
    expect(JSON.stringify(rows)).not.toContain('vis_ada')
  })

  test('[RP2] is removed after thirty days', async () => {
    const pages = open()
    await pages.add(report('old'))
    now += 30 * 86_400_000
    await pages.sweep()
    expect(await pages.list(ada)).toHaveLength(1)
    await pages.add(report('new'))
    now += 1
    await pages.sweep()
    expect((await pages.list(ada)).flatMap(({ events }) => events.map(({ id }) => id))).toEqual(['new'])
  })
})

describe('events for a service elsewhere', () => {
  test('[RP3] are delivered once when it takes them, and only those that are for it', async () => {
    const seen: (readonly string[])[] = []
    const pages = open(async (due) => {
      seen.push(due.flatMap(({ events }) => events.map(({ id }) => id)))
      return due.map(() => ({ kind: 'done' }))
    })
    await pages.add(report('a'), { deliver: true })
    await pages.add(report('b'))
    await pages.look()
    await pages.look()
    expect(seen).toEqual([['a']])
  })

  test('[RP3] are tried again with growing pauses, and given up after a day of it', async () => {
    const at: number[] = []
    const pages = open(async (due) => {
      at.push(now)
      return due.map(() => ({ kind: 'later' }))
    })
    await pages.add(report('a'), { deliver: true })
    const began = now
    for (let round = 0; round < 40_000 && at.length < 150; round += 1) {
      const before = at.length
      await pages.look()
      now += at.length > before ? 1000 : 60_000
    }
    expect(at.slice(0, 2).map((each) => each - began)).toEqual([0, 61_000])
    now += 86_400_000
    await pages.look()
    expect(at).toHaveLength(150)
    expect(log.lines).toContainEqual(expect.objectContaining({ level: 'error', fields: { reports: 1 } }))
    expect((at.at(-1) ?? 0) - began).toBeGreaterThan(80_000_000)
  })

  test('[RP3] belong to one node; when it dies while they are on their way, the next is told so', async () => {
    let died: readonly DuePageReport[] = []
    const dying = open(async (due, attempt) => {
      await attempt.mark(due)
      died = due
      throw new Error('killed')
    })
    const told: (readonly [string, boolean])[] = []
    const next = open(async (due, attempt) => {
      told.push(...due.map(({ id, doubtful }) => [id, doubtful] as const))
      await attempt.mark(due)
      return due.map(() => ({ kind: 'done' }))
    }, 'two')
    await dying.add(report('a'), { deliver: true })
    await expect(dying.look()).rejects.toThrow('killed')
    await next.look()
    expect(told).toEqual([])
    await database.pool.query(`update parley.page_report set lease_until = now() - interval '1 second'`)
    await next.look()
    expect(told).toEqual([[died[0]?.id, true]])
    await next.look()
    expect(told).toHaveLength(1)
  })

  test('[RP3] of which a node has lost hold are not sent by it', async () => {
    const sent: string[] = []
    const late = open(async (due, attempt) => {
      await database.pool.query(`update parley.page_report set lease_owner = 'two'`)
      await attempt.mark(due)
      sent.push(...due.map(({ id }) => id))
      return due.map(() => ({ kind: 'done' }))
    })
    await late.add(report('a'), { deliver: true })
    await expect(late.look()).rejects.toThrow('another node')
    expect(sent).toEqual([])
  })

  test('[RP3] are those of the visitor by an alias that stays, until it is proved who they are', async () => {
    const persons: unknown[] = []
    const pages = open(async (due) => {
      persons.push(...due.map(({ person }) => person))
      return due.map(() => ({ kind: 'done' }))
    })
    const deliver = async (id: string) => {
      await pages.add(report(id), { deliver: true })
      await pages.look()
    }
    await deliver('a')
    await deliver('b')
    const alias = { alias_name: expect.stringMatching(/^cont_/), alias_label: 'parley_visitor' }
    expect(persons).toEqual([alias, persons[0]])
    const node = await createTestNode({ databaseUrl: testDatabase.url })
    const place = { ...startInput('echo'), ...ada, solution: 'test', environment: 'sandbox' } as const
    await node.start({ ...place, contact: { external_id: 'ada' } })
    const own = { ...report('c'), solution: 'test', environment: 'sandbox' } as const
    await pages.add(own, { deliver: true })
    await pages.look()
    expect(persons.at(-1)).toMatchObject({ alias_label: 'parley_visitor' })
    await node.start({ ...place, contact: { external_id: 'ada' }, proof: 'identity' })
    await node.close()
    await pages.add({ ...own, events: report('d').events }, { deliver: true })
    await pages.look()
    expect(persons.at(-1)).toEqual({ external_id: 'ada' })
  })
})
