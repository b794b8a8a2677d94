import type { ConversationId } from '@parley/runtime'
import type { Figures, NodeFigures, Paths, ReportFilter } from '@parley/studio/api'
import { array, assert, asyncProperty, constantFrom } from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { createReports, type Reports } from './reports.ts'
import { hour, minute, opening, openTalks, type Talks, timedOut } from './test-talks.ts'

let database: TestDatabase
let talks: Talks
let reports: Reports
const of: Record<string, ConversationId> = {}
const day: ReportFilter = { environment: 'prod', from: opening - 9 * hour, to: opening + 15 * hour }

/**
 * By hand: two versions. The first: ada completes with a rating of 5, min gives up at the e-mail, eve's action fails and a person of the
 * brand helps her, then she rates 2. The second: bob completes with 4, kim is still asked for the e-mail.
 */
beforeAll(async () => {
  database = await createTestDatabase()
  talks = await openTalks(database.url)
  reports = createReports(talks.runtime)
  await talks.publish('shop')
  of.ada = await talks.talk('shop', ['ada@example.com', 'tea-1', '5'], {
    page: { url: 'https://shop.example/', utm: { campaign: 'spring' } },
  })
  talks.world.now = opening + hour
  of.min = await talks.talk('shop', ['환불을 받고 싶어요'], { channel: 'sms', language: 'ko' })
  await talks.abandon(of.min)
  talks.world.now = opening + 2 * hour
  talks.world.answer = timedOut
  of.eve = await talks.talk('shop', ['eve@example.com', 'tea-4711'], { campaign: 'autumn' })
  await talks.runtime.handOvers.end(of.eve, 'done')
  await talks.say(of.eve, '2')
  talks.world.answer = { outcome: 'success', outputs: {} }
  talks.world.now = opening + 3 * hour
  await talks.publish('shop', 'Welcome')
  of.bob = await talks.talk('shop', ['bob@example.com', '=cmd', '4'])
  of.kim = await talks.talk('shop', [])
})

afterAll(async () => {
  await talks.close()
  await database.drop()
})

const figures = ({ started, completed, abandoned, open, handed_over, contained, rated }: Figures) => [
  started,
  completed,
  abandoned,
  open,
  handed_over,
  contained,
  rated,
]

const node = ({ nodes }: Paths, name: string): NodeFigures | undefined =>
  nodes.find((each) => `${each.flow}.${each.node}` === name)

describe('the overview', () => {
  test('counts each conversation once, as it was counted by hand', async () => {
    const { period, before } = await reports.overview('shop', day, 'UTC')
    expect(figures(period)).toEqual([5, 3, 1, 1, 1, 2, 3])
    expect(period.ratings).toEqual([
      { rating: 2, most: 5, count: 1 },
      { rating: 4, most: 5, count: 1 },
      { rating: 5, most: 5, count: 1 },
    ])
    // Of the four that are over: 3, 6, 2 and 3 minutes; 5, 3, 6 and 5 events.
    expect([period.median_ms, period.median_turns]).toEqual([3 * minute, 5])
    expect(figures(before)).toEqual([0, 0, 0, 0, 0, 0, 0])
  })

  test('tells hours by the clock of whoever looks', async () => {
    const { step, series } = await reports.overview('shop', day, 'Asia/Seoul')
    expect(step).toBe('hour')
    expect(series).toHaveLength(24)
    expect(series.filter(({ started }) => started > 0).map(({ key, started }) => [key, started])).toEqual([
      ['2026-05-04T18:00', 1],
      ['2026-05-04T19:00', 1],
      ['2026-05-04T20:00', 1],
      ['2026-05-04T21:00', 2],
    ])
  })

  test('tells apart versions, channels, languages and campaigns', async () => {
    const { versions, channels, languages, campaigns } = await reports.overview('shop', day, 'UTC')
    const parts = (of: typeof versions) => Object.fromEntries(of.map(({ key, started }) => [String(key), started]))
    expect(parts(versions)).toEqual({ 1: 3, 2: 2 })
    expect(parts(channels)).toEqual({ web: 4, sms: 1 })
    expect(parts(languages)).toEqual({ en: 4, ko: 1 })
    expect(parts(campaigns)).toEqual({ spring: 1, autumn: 1, null: 3 })
  })

  test('counts what is asked about and nothing else', async () => {
    const counted = async (more: Partial<ReportFilter>) =>
      (await reports.overview('shop', { ...day, ...more }, 'UTC')).period.started
    expect(await counted({ version: 1 })).toBe(3)
    expect(await counted({ version: 9 })).toBe(0)
    expect(await counted({ channel: 'sms', language: 'ko' })).toBe(1)
    expect(await counted({ campaign: 'spring' })).toBe(1)
    expect(await counted({ environment: 'sandbox' })).toBe(0)
    expect(await counted({ from: opening + hour, to: opening + 2 * hour })).toBe(1)
    expect((await reports.overview('other', day, 'UTC')).period.started).toBe(0)
  })
})

describe('ways through the flows', () => {
  test('are counted by node and port, as they were counted by hand', async () => {
    const paths = await reports.paths('shop', day)
    expect([paths.conversations, paths.without_visits]).toEqual([5, 0])
    expect(node(paths, 'main.email')).toMatchObject({
      entered: 5,
      conversations: 5,
      ports: [{ port: 'next', count: 3 }],
      stopped: 1,
      here: 1,
      median_ms: minute,
    })
    expect(node(paths, 'main.track')).toMatchObject({
      entered: 3,
      ports: [
        { port: 'success', count: 2 },
        { port: 'error', count: 1 },
      ],
      errors: [{ kind: 'timeout', count: 1 }],
      here: 0,
    })
    expect(node(paths, 'main.help')).toMatchObject({ entered: 1, ports: [{ port: 'next', count: 1 }] })
    expect(node(paths, 'main.bye')).toMatchObject({ entered: 3, ports: [], ended: 3, here: 0 })
  })

  test('of one version are those of its conversations', async () => {
    const paths = await reports.paths('shop', { ...day, version: 2 })
    expect(node(paths, 'main.email')).toMatchObject({ entered: 2, ports: [{ port: 'next', count: 1 }], here: 1 })
    expect(node(paths, 'main.help')).toBeUndefined()
  })

  test('of conversations from before they were recorded are missing, and it is said how many', async () => {
    await talks.publish('old')
    const old = await talks.talk('old', [])
    const { database: db } = talks.runtime
    await db.query({ text: 'delete from parley.visit where conversation_id = $1', values: [old] })
    await db.query({ text: 'update parley.conversation set flow = null where id = $1', values: [old] })
    const { conversations, without_visits, nodes } = await reports.paths('old', day)
    expect([conversations, without_visits, nodes]).toEqual([1, 1, []])
  })

  test('lead out of a node as often as into it, but for who stopped or is still there', async () => {
    let solutions = 0
    const words = constantFrom('a@example.com', 'no address', '5', 'leave', 'fail')
    await assert(
      asyncProperty(array(array(words, { maxLength: 6 }), { minLength: 1, maxLength: 4 }), async (all) => {
        solutions += 1
        const solution = `many-${solutions}`
        talks.world.now = opening
        await talks.publish(solution)
        for (const said of all) await live(solution, said)
        const { nodes } = await reports.paths(solution, day)
        for (const { node, entered, ports, moved, ended, stopped, here } of nodes) {
          const left = ports.reduce((total, { count }) => total + count, 0) + moved + ended
          expect([node, left + here]).toEqual([node, entered - stopped])
        }
        const { period } = await reports.overview(solution, day, 'UTC')
        const sum = (of: (node: NodeFigures) => number) => nodes.reduce((total, each) => total + of(each), 0)
        expect(sum(({ here }) => here)).toBe(period.open)
        expect(sum(({ stopped }) => stopped)).toBe(period.abandoned)
        expect(sum(({ ended }) => ended)).toBe(period.completed)
      }),
      { numRuns: 15 },
    )
  })
})

/** Says everything until nothing can be said any more; `leave` is silence until the end, `fail` makes actions fail. */
async function live(solution: string, words: readonly string[]): Promise<void> {
  talks.world.answer = words.includes('fail') ? timedOut : { outcome: 'success', outputs: {} }
  const conversation = await talks.talk(solution, [])
  for (const word of words) {
    const { status } = await talks.runtime.messages(conversation, 0)
    if (status === 'ended' || status === 'with-agent') return
    if (word !== 'leave') await talks.say(conversation, word)
    else if (status === 'waiting') await talks.abandon(conversation)
  }
}

describe('transcripts', () => {
  const found = async (more: object) => {
    const { conversations } = await reports.transcripts('shop', { ...day, ...more })
    return conversations.map(({ id }) => Object.entries(of).find(([, each]) => each === id)?.[0])
  }

  test('are listed newest first, page by page', async () => {
    expect(await found({})).toEqual(['kim', 'bob', 'eve', 'min', 'ada'])
    const { conversations } = await reports.transcripts('shop', day)
    expect(conversations.at(-1)).toMatchObject({
      id: of.ada,
      status: 'ended',
      version: 1,
      campaign: 'spring',
      rating: 5,
      rating_most: 5,
      flow: 'main',
      node: 'bye',
      handed_over: false,
      excerpt: 'ada@example.com',
    })
    expect(await found({ before: of.eve })).toEqual(['min', 'ada'])
  })

  test('are found by how they went', async () => {
    expect(await found({ status: 'abandoned' })).toEqual(['min'])
    expect(await found({ status: 'open' })).toEqual(['kim'])
    expect(await found({ status: 'completed', version: 1 })).toEqual(['eve', 'ada'])
    expect(await found({ status: 'handed-over' })).toEqual(['eve'])
    expect(await found({ rating: 4 })).toEqual(['bob'])
    expect(await found({ node: 'main.track' })).toEqual(['bob', 'eve', 'ada'])
    expect(await found({ node: 'main.email', at: 'stopped' })).toEqual(['min'])
    expect(await found({ node: 'main.email', at: 'here' })).toEqual(['kim'])
  })

  test('are found by words in any script, all of which are in one message', async () => {
    expect(await found({ text: '환불' })).toEqual(['min'])
    expect(await found({ text: '싶어요 환불을' })).toEqual(['min'])
    expect(await found({ text: 'BOB@example' })).toEqual(['bob'])
    expect(await found({ text: '50%' })).toEqual([])
    expect(await found({ text: '_' })).toEqual([])
  })

  test('are not found by what is sensitive', async () => {
    expect(await found({ text: 'tea-4711' })).toEqual([])
  })

  test('[RW3] show what was said, where it went and what failed, and nothing sensitive', async () => {
    const shown = await reports.transcript('shop', of.eve ?? '')
    expect(JSON.stringify(shown)).not.toContain('tea-4711')
    expect(shown?.turns.map(({ event, nodes }) => [event, nodes.map((each) => each.node)])).toEqual([
      ['started', ['hello', 'email']],
      ['said', ['code']],
      ['said', ['track']],
      ['action-finished', ['help']],
      ['hand-over-ended', ['rate']],
      ['said', ['bye']],
    ])
    expect(shown?.turns[2]?.messages).toMatchObject([{ from: 'user', text: '•••', sensitive: true }])
    expect(shown?.turns[3]).toMatchObject({
      detail: 'error',
      error: { kind: 'timeout', message: 'No answer for ••• in time.' },
    })
    expect(shown?.variables).toEqual([
      { flow: 'main', name: 'email', value: 'eve@example.com', sensitive: false },
      { flow: 'main', name: 'code', value: '•••', sensitive: true },
      { flow: 'main', name: 'score', value: 2, sensitive: false },
    ])
    expect(shown).toMatchObject({ status: 'ended', handed_over: true, campaign: 'autumn', cut: false })
  })

  test('are those of their own solution only', async () => {
    expect(await reports.transcript('other', of.eve ?? '')).toBeNull()
    expect(await reports.transcript('shop', 'conv_none')).toBeNull()
  })
})

describe('erasure', () => {
  test('[RW1] takes the ways of a conversation along', async () => {
    await talks.publish('gone')
    const conversation = await talks.talk('gone', ['gone@example.com'], { contact: { external_id: 'gone' } })
    const { database: db } = talks.runtime
    const visits = async () =>
      (await db.query({ text: 'select from parley.visit where conversation_id = $1', values: [conversation] })).rows
        .length
    expect(await visits()).toBe(2)
    const [contact] = await talks.runtime.contacts.find({ externalId: 'gone' })
    await talks.runtime.contacts.erase(contact?.id ?? 'cont_none', { by: 'a test', braze: false })
    expect(await visits()).toBe(0)
    expect((await reports.overview('gone', day, 'UTC')).period.started).toBe(0)
  })
})
