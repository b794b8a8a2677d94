import { readdirSync } from 'node:fs'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { createTestNode } from './testing.ts'

let database: TestDatabase
let rows: pg.Client

beforeEach(async () => {
  database = await createTestDatabase()
  rows = new pg.Client({ connectionString: database.url })
  await rows.connect()
})

afterEach(async () => {
  await rows.end()
  await database.drop()
})

describe('migrations', () => {
  test('[R18] many nodes may start at once on an empty database, each migration is applied once', async () => {
    const nodes = await Promise.all(Array.from({ length: 6 }, () => createTestNode({ databaseUrl: database.url })))
    await Promise.all(nodes.map((node) => node.close()))
    const { rows: applied } = await rows.query('select name from parley.migration order by name')
    const written = readdirSync(new URL('migrations', import.meta.url)).sort()
    expect(written).not.toEqual([])
    expect(applied).toEqual(written.map((name) => ({ name })))
  })

  test('[R18] a second start changes nothing', async () => {
    const read = async () => (await rows.query('select * from parley.migration')).rows
    await (await createTestNode({ databaseUrl: database.url })).close()
    const before = await read()
    await (await createTestNode({ databaseUrl: database.url })).close()
    expect(await read()).toEqual(before)
  })

  test('[R18] a database of a newer Parley is refused, with the reason', async () => {
    await (await createTestNode({ databaseUrl: database.url })).close()
    await rows.query(`insert into parley.migration (name) values ('9999-future.sql')`)
    await expect(createTestNode({ databaseUrl: database.url })).rejects.toMatchObject({
      code: 'invalid-options',
      message: expect.stringContaining('9999-future.sql'),
    })
  })

  test('a database that is not there is told as such', async () => {
    const databaseUrl = 'postgresql://postgres@127.0.0.1:1/none'
    await expect(createTestNode({ databaseUrl })).rejects.toMatchObject({
      code: 'database-unavailable',
      retry: 'later',
    })
  })
})
