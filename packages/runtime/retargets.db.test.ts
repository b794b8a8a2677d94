import type pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, openTestPool, type TestDatabase } from '../../test/support/database.ts'
import type { ActionCall } from './ports.ts'
import type { Runtime, StartInput } from './runtime.ts'
import { dropRetargets } from './sql/drop-retargets.ts'
import { endRetargets } from './sql/end-retargets.ts'
import { leaseRetargets } from './sql/lease-retargets.ts'
import {
  createTestNode,
  eventually,
  prepareTestDatabase,
  startInput,
  success,
  type TestNodeOptions,
  testBuild,
} from './testing.ts'

const minute = 60_000
const day = 86_400_000

let database: TestDatabase
let pool: pg.Pool
let nodes: Runtime[]
let now: number
/** Calls of Braze that were carried out. */
let calls: ActionCall[]

beforeEach(async () => {
  database = await createTestDatabase({ template: prepareTestDatabase, key: 'runtime' })
  pool = openTestPool(database.url)
  nodes = []
  calls = []
  now = Date.UTC(2026, 4, 4, 9)
})

afterEach(async () => {
  await Promise.all(nodes.map((node) => node.close()))
  await pool.end()
  await database.drop()
})

async function startNode(options: Omit<TestNodeOptions, 'databaseUrl'> = {}): Promise<Runtime> {
  const node = await createTestNode({
    databaseUrl: database.url,
    now: () => now,
    runAction: async (call) => {
      calls.push(call)
      return success
    },
    ...options,
  })
  nodes.push(node)
  return node
}

const rule = {
  name: 'left',
  when: 'abandoned',
  at: ['ask'],
  flow: 'left',
  after: '30m',
  once: '7d',
  canvas: { sandbox: 'c-sandbox', prod: 'c-prod' },
  context: { turns: 'conversation.turn' },
} as const

/** A node that runs the test flows with a rule for who left the flow `left`, which is abandoned after five minutes. */
async function startRetargeting(options: Omit<TestNodeOptions, 'databaseUrl'> = {}): Promise<Runtime> {
  const node = await startNode(options)
  const { version } = await node.versions.put('test', { ...testBuild(), retarget: [rule] })
  await node.versions.deploy('test', 'sandbox', version)
  return node
}

const person = (external_id: string): StartInput => startInput('left', { external_id })
const planned = async (): Promise<number> => {
  const { rows } = await pool.query('select from parley.retarget where due_at is not null')
  return rows.length
}
const sent = () => calls.map(({ input }) => input)
const toAda = { canvas_id: 'c-sandbox', context: { turns: 2 }, recipients: [{ external_user_id: 'ada' }] }

async function leave(node: Runtime, who: string): Promise<Awaited<ReturnType<Runtime['start']>>> {
  const before = await planned()
  const started = await node.start(person(who))
  now += 5 * minute
  await eventually(async () => (await planned()) > before)
  return started
}

describe('who has left', () => {
  test('[RT1] gets the message when its time has come, once', async () => {
    const node = await startRetargeting()
    await leave(node, 'ada')
    await leave(node, 'ben')
    now += 25 * minute
    await eventually(async () => calls.length === 1)
    expect(sent()).toEqual([toAda])
    expect(calls[0]).toMatchObject({ action: 'braze.canvas.trigger.send', mode: 'queue', flow: 'left', node: 'ask' })
    expect(await planned()).toBe(1)
  })

  test('[RT1] gets it once though many nodes look for it, also when the node that planned it is gone', async () => {
    const first = await startRetargeting()
    for (const who of ['ada', 'ben', 'eve']) await leave(first, who)
    await first.close()
    const limits = { pollMs: 1 }
    await Promise.all([startNode({ limits }), startNode({ limits }), startNode({ limits })])
    now += 30 * minute
    await eventually(async () => calls.length >= 3)
    await eventually(async () => (await planned()) === 0)
    expect(new Set(calls.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(3)
    expect(calls).toHaveLength(3)
  })

  test('[RT1] gets it from another node when the one that decides dies between deciding and noting it', async () => {
    const node = await startRetargeting()
    await leave(node, 'ada')
    await node.close()
    now += 30 * minute
    const lease = { workspace: 'default', now, ms: 1, limit: 10 }
    const [due] = await leaseRetargets(pool, { ...lease, owner: 'dead' })
    if (due === undefined) throw new Error('nothing is due')
    const other = await startNode()
    await eventually(async () => calls.length === 1 && (await other.stats()).outbox === 0)
    // Come to life again, it has nothing to say any more.
    expect(await endRetargets(pool, 'default', 'dead', now, [{ due, sends: true }])).toEqual([])
    expect((await other.stats()).outbox).toBe(0)
    expect(sent()).toEqual([toAda])
  })

  test('[RT2] [RT3] and comes back in time gets none: by a new conversation, or by going on with the old one', async () => {
    const node = await startRetargeting()
    await leave(node, 'ada')
    const ben = await leave(node, 'ben')
    await leave(node, 'eve')
    await node.start(startInput('echo', { external_id: 'ada' }))
    await node.say(ben.conversation, { kind: 'text', text: 'here' })
    now += 20 * minute
    // Ben leaves once more by then; that is counted from now on.
    await eventually(async () => (await node.messages(ben.conversation, 0)).status === 'abandoned')
    now += 10 * minute
    await eventually(async () => calls.length === 1 && (await planned()) === 1)
    expect(sent()).toEqual([{ ...toAda, recipients: [{ external_user_id: 'eve' }] }])
    // RT3
    now += 20 * minute
    await eventually(async () => calls.length === 2)
    expect(sent()[1]).toEqual({ ...toAda, context: { turns: 4 }, recipients: [{ external_user_id: 'ben' }] })
  })

  test('[RT2] gets no second one within the week, and one after it', async () => {
    const node = await startRetargeting()
    const leaveAndWait = async () => {
      await leave(node, 'ada')
      now += 30 * minute
      await eventually(async () => (await planned()) === 0)
    }
    await leaveAndWait()
    await leaveAndWait()
    now += 7 * day
    await leaveAndWait()
    await eventually(async () => (await node.stats()).outbox === 0)
    expect(sent()).toEqual([toAda, toAda])
  })

  test('gets none once everything of them was erased', async () => {
    const node = await startRetargeting()
    await leave(node, 'ada')
    const { rows } = await pool.query<{ id: string }>(`select id from parley.contact where external_id = 'ada'`)
    await node.contacts.erase(rows[0]?.id ?? '', { by: 'test', braze: false })
    expect(await planned()).toBe(0)
    await leave(node, 'ben')
    now += 30 * minute
    await eventually(async () => calls.length === 1)
    expect(sent()).toEqual([{ ...toAda, recipients: [{ external_user_id: 'ben' }] }])
  })

  test('[RT4] is remembered for as long as the rule is not to go out again, and by no more than that', async () => {
    const node = await startRetargeting()
    await leave(node, 'ada')
    now += 30 * minute
    await eventually(async () => calls.length === 1)
    const { rows } = await pool.query('select input, sent_at from parley.retarget')
    expect(rows).toEqual([{ input: null, sent_at: String(now) }])
    await leave(node, 'ben')
    expect(await dropRetargets(pool, 'default', now + 7 * day - 5 * minute - 1, 10)).toBe(0)
    // What is still planned stays.
    expect(await dropRetargets(pool, 'default', now + 30 * day, 10)).toBe(1)
    expect(await planned()).toBe(1)
  })
})

test('[RX1] what is planned is sealed with its conversation', async () => {
  const dataKeys = { current: 'k'.repeat(32) }
  const node = await startRetargeting({ dataKeys })
  await leave(node, 'ada')
  const { rows } = await pool.query<{ input: object }>('select input from parley.retarget')
  expect(rows).toEqual([{ input: { $sealed: expect.any(String), masks: [] } }])
  now += 30 * minute
  await eventually(async () => calls.length === 1)
  expect(sent()).toEqual([toAda])
})
