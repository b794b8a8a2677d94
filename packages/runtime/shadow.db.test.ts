import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { createCipher } from './cipher.ts'
import { createDataPoints } from './data-points.ts'
import { createDatabase, type Database } from './database.ts'
import { createShadow, type ShadowProfile } from './shadow.ts'
import { dropShadows } from './sql/drop-shadows.ts'
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
  await db.query('truncate parley.shadow, parley.data_point')
  now = 1_000_000
})

afterAll(async () => {
  await opened.close()
  await database.drop()
})

const createNode = () =>
  createShadow({ db, workspace: 'default', cipher: createCipher('default', undefined), now: () => now })
const ada: ShadowProfile = { space: 'prod https://b', account: 'key-1', profile: 'external_id:ada' }
const dayMs = 86_400_000

describe('[R24] the shadow', () => {
  test('knows exactly the values that the service has taken, on every node, whatever the order of their members', async () => {
    const shadow = createNode()
    const taken = { plan: 'gold', tags: ['a', 'b'], address: { city: 'London', zip: 1 }, gone: null }
    const write = await shadow.begin(ada, Object.keys(taken), dayMs)
    expect(await shadow.known(ada, taken)).toEqual(new Set())
    await write.settle(taken)
    const same = { ...taken, address: { zip: 1, city: 'London' } }
    expect(await createNode().known(ada, same)).toEqual(new Set(['plan', 'tags', 'address', 'gone']))
    const other = { plan: 'Gold', tags: ['b', 'a'], address: { city: 'London' }, gone: '', unheard: 1 }
    expect(await shadow.known(ada, other)).toEqual(new Set())
    expect(await shadow.known({ ...ada, profile: 'external_id:ben' }, taken)).toEqual(new Set())
    expect(await shadow.known({ ...ada, account: 'key-2' }, taken)).toEqual(new Set())
  })

  test('forgets after its time, when it is told to, and what a write without an end may have changed', async () => {
    const shadow = createNode()
    const save = async () => (await shadow.begin(ada, ['plan', 'city'], dayMs)).settle({ plan: 1, city: 2 })
    const known = () => shadow.known(ada, { plan: 1, city: 2 })
    await save()
    now += dayMs
    expect(await known()).toEqual(new Set())
    await save()
    await shadow.forget(ada.space, [ada.profile])
    expect(await known()).toEqual(new Set())
    await save()
    await shadow.begin(ada, ['plan'], dayMs)
    // Under way: nothing is known. Given up: what it did not touch is.
    expect(await known()).toEqual(new Set())
    await db.query(`update parley.shadow set busy_until = now() - interval '1 s'`)
    expect(await known()).toEqual(new Set(['city']))
  })

  test('believes neither of two writes that were under way at once, whichever ends first', async () => {
    for (const order of [0, 1]) {
      const profile = { ...ada, profile: `external_id:${order}` }
      const writes = [
        await createNode().begin(profile, ['plan'], dayMs),
        await createNode().begin(profile, ['plan'], dayMs),
      ]
      const ends = [{ plan: 1 }, { plan: 2 }]
      for (const at of order === 0 ? [0, 1] : [1, 0]) await writes[at]?.settle(ends[at] ?? {})
      expect(await createNode().known(profile, { plan: 1 })).toEqual(new Set())
      expect(await createNode().known(profile, { plan: 2 })).toEqual(new Set())
    }
  })

  test('does not believe a write that began before it was told to forget', async () => {
    const shadow = createNode()
    const write = await shadow.begin(ada, ['plan'], dayMs)
    await shadow.forget(ada.space, [ada.profile])
    const later = await shadow.begin(ada, ['city'], dayMs)
    await write.settle({ plan: 1 })
    await later.settle({ city: 2 })
    expect(await shadow.known(ada, { plan: 1, city: 2 })).toEqual(new Set(['city']))
  })

  test('serves many profiles at once, and one profile twice at once', async () => {
    const shadow = createNode()
    const profiles = Array.from({ length: 500 }, (_, index) => ({ ...ada, profile: `external_id:${index}` }))
    await Promise.all(
      profiles.map(async (profile) => (await shadow.begin(profile, ['plan'], dayMs)).settle({ plan: profile.profile })),
    )
    const known = await Promise.all(profiles.map((profile) => shadow.known(profile, { plan: profile.profile })))
    expect(known.every((names) => names.has('plan'))).toBe(true)
    await Promise.all([shadow.begin(ada, ['a'], dayMs), shadow.begin(ada, ['b'], dayMs)])
  })

  test('holds neither names nor values, and is swept when nobody believes it any more', async () => {
    const shadow = createNode()
    await (await shadow.begin(ada, ['plan'], dayMs)).settle({ plan: 'Schloss Neuschwanstein' })
    const { rows } = await db.query('select * from parley.shadow')
    expect(JSON.stringify(rows)).not.toMatch(/ada|Neuschwanstein/)
    await dropShadows(db, 'default', now + dayMs - 1)
    expect(await shadow.known(ada, { plan: 'Schloss Neuschwanstein' })).toEqual(new Set(['plan']))
    await dropShadows(db, 'default', now + dayMs + 1)
    expect((await db.query('select 1 from parley.shadow')).rows).toEqual([])
  })
})

test('data points add up by node, flow and day, whoever counts them', async () => {
  now = Date.parse('2026-03-01T23:59:59Z')
  const [one, two] = [1, 2].map(() => createDataPoints({ db, workspace: 'default', now: () => now }))
  const place = { solution: 'shop', environment: 'prod', flow: 'main', node: 'save' }
  await Promise.all(
    [one, two].flatMap((node) =>
      Array.from({ length: 50 }, (_, index) =>
        node?.add({ ...place, node: index % 2 === 0 ? 'save' : 'buy', sent: 2, saved: 1 }),
      ),
    ),
  )
  now += 1000
  await one?.add({ ...place, sent: 5, saved: 0 })
  const range = { from: '2026-03-01', to: '2026-03-02' }
  expect(await one?.list(range)).toEqual([
    { ...place, day: '2026-03-02', sent: 5, saved: 0 },
    { ...place, node: 'buy', day: '2026-03-01', sent: 100, saved: 50 },
    { ...place, node: 'save', day: '2026-03-01', sent: 100, saved: 50 },
  ])
  expect(await two?.list({ ...range, to: '2026-03-01' })).toHaveLength(2)
  expect(await two?.list({ ...range, solution: 'other' })).toEqual([])
})
