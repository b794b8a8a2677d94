import type { Runtime } from '@parley/runtime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '../../../test/support/database.ts'
import { openRuntime } from '../http/test-solutions.ts'
import { createAttempts } from './attempts.ts'
import { createCounts, type Limit } from './counts.ts'
import { createKeyUse } from './key-use.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let runtime: Runtime
let now = Date.UTC(2026, 2, 1)
const clock = () => now
const minute = 60_000

beforeAll(async () => {
  database = await createTestDatabase()
  runtime = await openRuntime(database.url, clock)
})
afterAll(async () => {
  await runtime.close()
  await database.drop()
})

/** What each server has of its own; the database is the same. */
const server = () => createCounts(runtime.database, clock)

const refusalOf = (work: Promise<void>) =>
  work.then(
    () => null,
    (error: { readonly code: string }) => error.code,
  )
const rows = async () =>
  (await runtime.database.query<{ count: number }>({ text: 'select count from parley.count' })).rows.map(
    (row) => row.count,
  )

test('two servers count together, until the time is over', async () => {
  const limit: Limit = { deed: 'try', most: 3, withinMs: minute }
  const [one, other] = [server(), server()]
  expect(await one.take(limit, 'ada')).toEqual({ isOver: false, begins: false, endsAt: now + minute })
  await other.take(limit, 'ada')
  now += 20_000
  await one.take(limit, 'ada')
  expect(await other.take(limit, 'ada')).toEqual({ isOver: true, begins: true, endsAt: now + 40_000 })
  expect(await one.take(limit, 'ada')).toEqual({ isOver: true, begins: false, endsAt: now + 40_000 })
  expect((await one.take(limit, 'ben')).isOver).toBe(false)
  now += 40_000
  expect(await one.take(limit, 'ada')).toEqual({ isOver: false, begins: false, endsAt: now + minute })
})

test('a lock lasts from when it begins, and what it refuses is not counted', async () => {
  const limit: Limit = { deed: 'lock', most: 1, withinMs: minute, lockMs: 5 * minute }
  const counts = server()
  await counts.take(limit, 'ada')
  now += 50_000
  const until = now + 5 * minute
  expect(await counts.take(limit, 'ada')).toEqual({ isOver: true, begins: true, endsAt: until })
  now += minute
  for (let tries = 0; tries < 5; tries += 1)
    expect(await counts.take(limit, 'ada')).toEqual({ isOver: true, begins: false, endsAt: until })
  const text = "select count from parley.count where deed = 'lock'"
  expect((await runtime.database.query({ text })).rows).toEqual([{ count: 2 }])
  now = until
  expect((await counts.take(limit, 'ada')).isOver).toBe(false)
})

test('of many at once no more come through than in turn, and one is told that the lock begins', async () => {
  const limit: Limit = { deed: 'rush', most: 5, withinMs: minute, lockMs: minute }
  const servers = [server(), server()]
  const taken = await Promise.all(
    Array.from({ length: 40 }, (_, index) => servers[index % 2]?.take(limit, 'ada') ?? Promise.reject()),
  )
  expect(taken.filter(({ isOver }) => !isOver)).toHaveLength(5)
  expect(taken.filter(({ begins }) => begins)).toHaveLength(1)
})

test('what is over is removed, whatever names were made up', async () => {
  const limit: Limit = { deed: 'sweep', most: 3, withinMs: minute }
  const counts = server()
  await Promise.all(Array.from({ length: 300 }, (_, index) => counts.take(limit, `made up ${index}`)))
  expect((await rows()).length).toBeGreaterThan(290)
  now += 20 * minute
  await server().take(limit, 'ada')
  expect(await rows()).toEqual([1])
})

test('guesses of a password on two servers close the account, from one place early', async () => {
  const [one, other] = [server(), server()].map((counts) => createAttempts(counts, clock))
  for (let guess = 0; guess < 5; guess += 1) {
    expect(await refusalOf(one?.begin('ada@example.com', '203.0.113.0/24') ?? Promise.reject())).toBeNull()
    expect(await refusalOf(other?.begin('ada@example.com', '203.0.113.0/24') ?? Promise.reject())).toBeNull()
  }
  expect(await refusalOf(one?.begin('ada@example.com', '203.0.113.0/24') ?? Promise.reject())).toBe('locked-out')
  expect(await refusalOf(other?.begin('ada@example.com', '203.0.113.0/24') ?? Promise.reject())).toBe('locked-out')
  expect(await refusalOf(other?.begin('ada@example.com', '198.51.100.0/24') ?? Promise.reject())).toBeNull()
})

test('an API key has one limit on two servers, which write to the database once for each lot', async () => {
  let writes = 0
  const [one, other] = [server(), server()].map((counts) =>
    createKeyUse(
      {
        ...counts,
        take(...given) {
          writes += 1
          return counts.take(...given)
        },
      },
      clock,
      0.2,
    ),
  )
  let uses = 0
  for (const use of [one, other, one, other])
    for (let count = 0; count < 30; count += 1)
      if ((await refusalOf(use?.('key_1') ?? Promise.reject())) === null) uses += 1
  expect(uses).toBe(120)
  expect(writes).toBe(60)
  expect(await refusalOf(one?.('key_1') ?? Promise.reject())).toBe('rate-limited')
  expect(await refusalOf(other?.('key_1') ?? Promise.reject())).toBe('rate-limited')
  expect(await refusalOf(other?.('key_2') ?? Promise.reject())).toBeNull()
  now += minute
  expect(await refusalOf(one?.('key_1') ?? Promise.reject())).toBeNull()
})
