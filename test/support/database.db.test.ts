import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { createTestDatabase } from './database.ts'

async function query(url: string, sql: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

describe('createTestDatabase', () => {
  test('gives every test a copy of one template that is filled once', async () => {
    let filled = 0
    const template = async (url: string) => {
      filled += 1
      await query(url, 'create table thing as select 1 as id')
    }
    const [one, two] = await Promise.all([createTestDatabase({ template }), createTestDatabase({ template })])
    await query(one.url, 'insert into thing values (2)')
    expect(await query(one.url, 'select id from thing order by id')).toEqual([{ id: 1 }, { id: 2 }])
    expect(await query(two.url, 'select id from thing')).toEqual([{ id: 1 }])
    expect(filled).toBe(1)
    await Promise.all([one.drop(), two.drop()])
  })

  test('fills a template again after a failed attempt', async () => {
    let attempts = 0
    const template = async (url: string) => {
      attempts += 1
      if (attempts === 1) throw new Error('broken migration')
      await query(url, 'create table thing (id int)')
    }
    await expect(createTestDatabase({ template })).rejects.toThrow('broken migration')
    const database = await createTestDatabase({ template })
    expect(await query(database.url, 'select id from thing')).toEqual([])
    await database.drop()
  })

  test('drops a database that somebody is still connected to', async () => {
    const database = await createTestDatabase()
    const client = new pg.Client({ connectionString: database.url })
    const lost = new Promise((resolve) => client.on('error', resolve))
    await client.connect()
    await database.drop()
    expect(await lost).toBeInstanceOf(Error)
    await expect(query(database.url, 'select 1')).rejects.toThrow('does not exist')
  })
})
