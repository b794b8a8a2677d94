import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { drive } from './test-driver.ts'

let database: TestDatabase

beforeEach(async () => {
  database = await createTestDatabase()
})

afterEach(() => database.drop())

const hostile = `nul \u0000, half a pair \ud800, quotes '"\\ and ${'ü'.repeat(50)}`
const start = () => drive({ databaseUrl: database.url })

describe('[K1] a sandbox with a database', () => {
  test('knows every profile again after a restart, with all that belongs to it', async () => {
    const first = await start()
    await first.track({
      attributes: [
        { external_id: 'ann', email: 'Ann@x.com', phone: '+491', first_name: hostile, list: ['a', 1, true] },
        { external_id: 'ann', nested: { ['__proto__']: 1, deep: [{ at: { $time: '2026-01-01T00:00:00Z' } }] } },
        { external_id: 'ann', email_subscribe: 'unsubscribed', current_location: { longitude: 1, latitude: 2 } },
      ],
      events: [{ external_id: 'ann', name: hostile, time: '2026-01-02T03:04:05Z' }],
      purchases: [
        { external_id: 'ann', product_id: 'p', currency: 'EUR', price: 1.1, quantity: 3, time: '2026-01-02T03:04:05Z' },
      ],
    })
    await first.post('/users/alias/new', { user_aliases: [{ external_id: 'ann', alias_name: 'n', alias_label: 'l' }] })
    await first.post('/users/external_ids/rename', {
      external_id_renames: [{ current_external_id: 'ann', new_external_id: 'anna' }],
    })
    const before = await first.profiles()
    await first.close()
    const second = await start()
    expect(await second.profiles()).toEqual(before)
    for (const ask of [
      { external_ids: ['ann'] },
      { user_aliases: [{ alias_name: 'n', alias_label: 'l' }] },
      { email_address: 'ann@x.com' },
      { phone: '+491' },
    ]) {
      expect((await second.export(ask)).body.users).toEqual(before)
    }
    const unsubscribes = await second.get('/email/unsubscribes?email=ann@x.com')
    expect(unsubscribes.body.emails).toMatchObject([{ email: 'ann@x.com' }])
    expect((await second.get('/purchases/product_list')).body.products).toEqual(['p'])
  })

  test('forgets deleted and merged profiles, and after a reset all of them', async () => {
    const first = await start()
    await first.track({ attributes: ['a', 'b', 'c', 'd'].map((external_id) => ({ external_id, [external_id]: 1 })) })
    await first.post('/users/delete', { external_ids: ['a'] })
    await first.post('/users/merge', {
      merge_updates: [{ identifier_to_merge: { external_id: 'b' }, identifier_to_keep: { external_id: 'c' } }],
    })
    await first.close()
    const second = await start()
    expect(await second.profiles()).toMatchObject([
      { external_id: 'c', custom_attributes: { b: 1, c: 1 } },
      { external_id: 'd' },
    ])
    await second.send('/__sandbox/reset', { method: 'POST' })
    await second.track({ attributes: [{ external_id: 'new' }] })
    await second.close()
    expect(await (await start()).profiles()).toMatchObject([{ external_id: 'new' }])
  })

  test('keeps segments, groups, the clock, campaigns and catalogs', async () => {
    const first = await start()
    await first.post('/__sandbox/segments', { id: 's', name: 'All' })
    await first.post('/__sandbox/subscription-groups', { id: 'g', name: 'News', channel: 'email' })
    await first.post('/catalogs', { catalogs: [{ name: 'food', fields: [{ name: 'id', type: 'string' }] }] })
    await first.advance(3600 * 24 * 365)
    await first.close()
    const second = await start()
    expect((await second.get('/segments/details?segment_id=s')).body).toMatchObject({ name: 'All' })
    expect((await second.get('/__sandbox/subscription-groups')).body.subscription_groups).toMatchObject([{ id: 'g' }])
    expect((await second.get('/catalogs')).body.catalogs).toMatchObject([{ name: 'food' }])
    await second.track({ attributes: [{ external_id: 'u' }] })
    const year = Number((await second.profile('u')).created_at.slice(0, 4))
    expect(year).toBeGreaterThan(new Date().getUTCFullYear())
  })
})

test('[K2] writes that fail are made up for once the database is back', async () => {
  const log: string[] = []
  const first = await drive({ databaseUrl: database.url, log: (line) => log.push(line) })
  const rows = new pg.Client({ connectionString: database.url })
  await rows.connect()
  await rows.query('alter table braze_sandbox.profile rename to away')
  await first.track({ attributes: [{ external_id: 'a' }, { external_id: 'b' }] })
  await expect.poll(() => log.some((line) => line.includes('not written')), { timeout: 10_000 }).toBe(true)
  await first.post('/users/delete', { external_ids: ['b'] })
  await first.track({ attributes: [{ external_id: 'c' }] })
  await rows.query('alter table braze_sandbox.away rename to profile')
  await rows.end()
  await first.close()
  expect((await (await start()).profiles()).map((user) => user.external_id)).toEqual(['a', 'c'])
})

test('[K2] a connection that breaks is replaced, and nothing is lost', async () => {
  const log: string[] = []
  const first = await drive({ databaseUrl: database.url, log: (line) => log.push(line) })
  const other = new pg.Client({ connectionString: database.url })
  await other.connect()
  for (const external_id of ['a', 'b', 'c', 'd', 'e']) {
    await first.track({ attributes: [{ external_id }] })
    await other.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
    )
  }
  await other.end()
  await first.close()
  expect((await (await start()).profiles()).map((user) => user.external_id)).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(log.filter((line) => line.startsWith('bug'))).toEqual([])
})

test('does not start on what it cannot read, and says what to do', async () => {
  const first = await start()
  await first.post('/__sandbox/segments', { id: 's', name: 'S' })
  await first.close()
  const rows = new pg.Client({ connectionString: database.url })
  await rows.connect()
  await rows.query("update braze_sandbox.part set data = '[1]' where name = 'segments'")
  await expect(start()).rejects.toThrow(
    'holds a segments that this sandbox cannot read: drop schema braze_sandbox cascade',
  )
  await rows.query('drop schema braze_sandbox cascade')
  await rows.end()
  expect((await (await start()).get('/segments/list')).body.segments).toEqual([])
})

test('does not start without its database, and leaves nothing open', async () => {
  await expect(drive({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none' })).rejects.toThrow('ECONNREFUSED')
})
