import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { createBudgets } from './budgets.ts'
import { createDatabase, type Database } from './database.ts'
import { takeBudget } from './sql/take-budget.ts'
import { createKeptLog, eventually, prepareTestDatabase } from './testing.ts'

let database: TestDatabase
let opened: Database
let db: Database['pool']
const closers: (() => void)[] = []

beforeAll(async () => {
  database = await createTestDatabase({ template: prepareTestDatabase, key: 'runtime' })
  opened = createDatabase({ url: database.url, poolSize: 8, answerMs: 10_000, name: 'test', log: createKeptLog() })
  db = opened.pool
})

afterEach(async () => {
  for (const close of closers.splice(0)) close()
  await db.query('truncate parley.budget')
})

afterAll(async () => {
  await opened.close()
  await database.drop()
})

const window = { requests: 20, windowMs: 60_000 }

/** What a node asks for; its pauses are noted and end at once. `elapsed` stands still unless the test moves it. */
function createNode() {
  const pauses: number[] = []
  const clock = { ms: 0 }
  const budgets = createBudgets({
    db,
    workspace: 'default',
    elapsed: () => clock.ms,
    pause: async (ms) => {
      pauses.push(ms)
      await new Promise((resolve) => setImmediate(resolve))
    },
  })
  closers.push(budgets.close)
  return { budgets, pauses, clock }
}

/** As if that much time had passed: everything that was counted moves into the past. */
async function passTime(ms: number, windowMs = window.windowMs): Promise<void> {
  await db.query(
    `update parley.budget set slices = array(select s - $1::bigint from unnest(slices) as s),
       not_before = not_before - $2::float8 * interval '1 millisecond'`,
    [Math.round(ms / (windowMs / 100)), ms],
  )
}

test('[R23] all nodes together are granted what the limit says, and no more until the window has passed', async () => {
  const nodes = [1, 2, 3, 4].map(createNode)
  let granted = 0
  const asked = nodes.flatMap(({ budgets }) =>
    Array.from({ length: 10 }, () =>
      budgets.take('account/track', window).then(
        () => {
          granted += 1
        },
        () => 'closed',
      ),
    ),
  )
  await eventually(async () => granted === 20)
  // All of them look again several times, and nothing more comes.
  const looks = () => nodes.reduce((sum, { pauses }) => sum + pauses.length, 0)
  const before = looks()
  await eventually(async () => looks() > before + 12)
  expect(granted).toBe(20)
  await passTime(window.windowMs * 1.05)
  await eventually(async () => granted === 40)
  await Promise.all(asked)
})

test('[R23] the window slides: what went early opens early', async () => {
  const take = (wanted: number) => takeBudget(db, 'default', 'slides', wanted, window)
  expect(await take(12)).toEqual({ granted: 12, waitMs: 0 })
  await passTime(30_000)
  expect(await take(12)).toMatchObject({ granted: 8, waitMs: expect.any(Number) })
  const { granted, waitMs } = await take(1)
  expect(granted).toBe(0)
  expect(waitMs).toBeGreaterThan(29_000)
  expect(waitMs).toBeLessThan(33_000)
  await passTime(waitMs + 600)
  expect(await take(20)).toMatchObject({ granted: 12 })
})

test('[R23] what a node sends first counts from the moment at which it has arrived, and so does what it sends after a rest', async () => {
  const { budgets, clock } = createNode()
  const sliceMs = window.windowMs / 100
  const countedAt = async () => {
    const { rows } = await db.query<{ late: number }>(
      `select max(slice) * $1::float8 - extract(epoch from clock_timestamp()) * 1000 as late from parley.budget, unnest(slices) as slice`,
      [sliceMs],
    )
    await db.query('truncate parley.budget')
    return rows[0]?.late ?? 0
  }
  const lateBy = async (ms: number) => {
    await budgets.take('cold', window)
    const late = await countedAt()
    // It is counted in the slice in which that moment lies, and the query takes a moment itself.
    expect(late).toBeLessThanOrEqual(ms)
    expect(late).toBeGreaterThan(ms - sliceMs - 400)
  }
  await lateBy(500)
  clock.ms += 300
  await lateBy(200)
  clock.ms += 3000
  await lateBy(0)
  clock.ms += 4001
  await lateBy(500)
})

test('[R23] a pause that one node was asked for holds for all of them', async () => {
  const [one, two] = [createNode(), createNode()]
  await one.budgets.take('paused', window)
  await one.budgets.pause('paused', 600_000)
  let open = false
  const waiting = two.budgets.take('paused', window).then(() => {
    open = true
  })
  await eventually(async () => two.pauses.length > 3)
  expect(open).toBe(false)
  // A shorter one does not end the longer one.
  await one.budgets.pause('paused', 1)
  await eventually(async () => two.pauses.length > 6)
  expect(open).toBe(false)
  await passTime(600_000)
  await waiting
})

test('who no longer waits takes nothing, and limits of different names have nothing to do with each other', async () => {
  const { budgets } = createNode()
  const narrow = { requests: 1, windowMs: 60_000 }
  await budgets.take('narrow', narrow)
  const stop = new AbortController()
  const waiting = budgets.take('narrow', narrow, stop.signal)
  const behind = budgets.take('narrow', narrow)
  stop.abort()
  await expect(waiting).rejects.toThrow('no longer waiting')
  await budgets.take('other', narrow)
  await passTime(63_000)
  await behind
})

test('a node that closes lets nobody wait for ever', async () => {
  const { budgets } = createNode()
  const narrow = { requests: 1, windowMs: 60_000 }
  await budgets.take('closing', narrow)
  const waiting = budgets.take('closing', narrow)
  budgets.close()
  await expect(waiting).rejects.toThrow()
  await expect(budgets.take('closing', narrow)).rejects.toThrow()
})
