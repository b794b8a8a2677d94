import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { createCipher } from './cipher.ts'
import { createDatabase, type Database } from './database.ts'
import { createProfiles, type ProfileKey, withProfiles } from './profiles.ts'
import { createShadow } from './shadow.ts'
import { createKeptLog, prepareTestDatabase } from './testing.ts'

let database: TestDatabase
let opened: Database
let db: Database['pool']
let now = 1_000_000

beforeAll(async () => {
  database = await createTestDatabase({ template: prepareTestDatabase, key: 'runtime' })
  opened = createDatabase({ url: database.url, poolSize: 8, answerMs: 10_000, name: 'test', log: createKeptLog() })
  db = opened.pool
})

afterEach(async () => {
  await db.query('truncate parley.profile, parley.shadow')
  now = 1_000_000
})

afterAll(async () => {
  await opened.close()
  await database.drop()
})

const cipher = createCipher('default', { current: 'k'.repeat(32) })
const parts = () => ({ db, workspace: 'default', cipher, now: () => now })
const createNode = () => createProfiles(parts())
const ada: ProfileKey = {
  space: 'prod https://b',
  account: 'key-1',
  profile: 'external_id:lovelace',
  fields: ['first_name'],
}
const found = { first_name: 'Ada Lovelace' }
const keepMs = 900_000

async function keep(key: ProfileKey, value: typeof found | null = found): Promise<void> {
  await (await createNode().begin(key)).keep(value, keepMs)
}

describe('[RI1] a profile that was looked up', () => {
  test('is known on every node until its time is over, and so is that there is none', async () => {
    await keep(ada)
    const ben = { ...ada, profile: 'external_id:ben' }
    await keep(ben, null)
    expect(await createNode().find(ada)).toEqual(found)
    expect(await createNode().find(ben)).toBeNull()
    now += keepMs
    expect(await createNode().find(ada)).toBeUndefined()
    await createNode().sweep()
    expect((await db.query('select 1 from parley.profile')).rowCount).toBe(0)
  })

  test('is known for the fields, the account and the place that it was looked up with, and no others', async () => {
    await keep(ada)
    const others = [
      { fields: ['email'] },
      { account: 'key-2' },
      { space: 'sandbox https://b' },
      { profile: 'braze_id:ada' },
    ]
    for (const other of others) expect(await createNode().find({ ...ada, ...other })).toBeUndefined()
  })

  test('stands in the database under no name and in no words that tell who it is', async () => {
    await keep(ada)
    const { rows } = await db.query('select p::text as row from parley.profile p')
    expect(JSON.stringify(rows)).not.toMatch(/lovelace/i)
  })
})

describe('[RI2] a profile that changes', () => {
  test('is forgotten, and a look-up that began before stores nothing', async () => {
    const profiles = createNode()
    await keep(ada)
    const lookUp = await profiles.begin({ ...ada, fields: ['email'] })
    await profiles.forget(ada.space, [ada.profile])
    await lookUp.keep(found, keepMs)
    expect(await profiles.find(ada)).toBeUndefined()
    expect(await profiles.find({ ...ada, fields: ['email'] })).toBeUndefined()
  })

  test('stores what the look-up found that began last', async () => {
    const [first, second] = [await createNode().begin(ada), await createNode().begin(ada)]
    await second.keep({ first_name: 'Ada L.' }, keepMs)
    await first.keep(found, keepMs)
    expect(await createNode().find(ada)).toEqual({ first_name: 'Ada L.' })
  })

  test('is forgotten when a write to it begins and when it has ended', async () => {
    const shadow = withProfiles(createShadow(parts()), createNode())
    await keep(ada)
    const write = await shadow.begin(ada, ['first_name'], keepMs)
    expect(await createNode().find(ada)).toBeUndefined()
    await keep(ada)
    await write.settle({ first_name: 'Ada L.' })
    expect(await createNode().find(ada)).toBeUndefined()
    await keep(ada)
    await shadow.forget(ada.space, [ada.profile])
    expect(await createNode().find(ada)).toBeUndefined()
  })
})
