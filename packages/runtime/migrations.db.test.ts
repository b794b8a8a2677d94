import type { SolutionSource, StateMapping } from '@parley/flow'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import type { ConversationId, VersionId } from './ids.ts'
import type { ActionCall } from './ports.ts'
import type { Runtime } from './runtime.ts'
import { createTestNode, eventually, prepareTestDatabase, success, textsOf } from './testing.ts'
import type { Migration, MigrationPlan, Stay } from './version.ts'

const ask = (text: string, variable: string, next: string) => ({
  kind: 'ask',
  text,
  answer: { type: 'text' },
  variable,
  to: { next },
})
const track = { kind: 'action', action: 'track', to: { success: 'bye', error: 'bye' } }
const bye = { kind: 'end', text: 'Bye {{ name }}' }

/** Asks a name, then a city, then tracks it; `who` and `town` are the names of the second one. */
function build(nodes: object, variables: readonly string[]): SolutionSource {
  const flow = {
    format: 1,
    start: Object.keys(nodes)[0],
    idle: [
      { after: '5m', remind: 'Still there?' },
      { after: '10m', abandon: true },
    ],
    variables: Object.fromEntries(variables.map((name) => [name, { type: 'text' }])),
    nodes: { ...nodes, bye },
  }
  return {
    name: 'moving',
    start: 'main',
    actions: { track: { outcomes: ['success', 'error'] } },
    flows: { main: { file: 'flows/main.flow.json', text: JSON.stringify(flow) } },
  }
}

const older = build({ name: ask('Old name?', 'name', 'city'), city: ask('Old city?', 'city', 'track'), track }, [
  'name',
  'city',
])
const newer = build({ who: ask('New name?', 'name', 'town'), town: ask('New town?', 'town', 'track'), track }, [
  'name',
  'town',
])
const mapping: StateMapping = {
  nodes: { 'main.name': 'main.who', 'main.city': 'main.town' },
  variables: { 'main.city': 'main.town' },
}
const plan: MigrationPlan = { solution: 'moving', from: 1, to: 2, environment: null, mapping }

let database: TestDatabase
let node: Runtime
let now: number
let calls: ActionCall[]
let release: () => void

beforeEach(async () => {
  now = Date.now()
  calls = []
  const held = Promise.withResolvers<void>()
  release = held.resolve
  database = await createTestDatabase({ template: prepareTestDatabase, key: 'runtime' })
  node = await createTestNode({
    databaseUrl: database.url,
    now: () => now,
    runAction: async (call) => {
      calls.push(call)
      await held.promise
      return success
    },
  })
  const { version } = await node.versions.put('moving', older)
  await node.versions.deploy('moving', 'sandbox', version)
})

afterEach(async () => {
  release()
  await node.close()
  await database.drop()
})

async function begin(...words: readonly string[]): Promise<ConversationId> {
  const input = {
    solution: 'moving',
    environment: 'sandbox',
    contact: {},
    variables: {},
    page: null,
    channel: 'web',
  } as const
  const { conversation } = await node.start(input)
  for (const word of words) await say(conversation, word)
  return conversation
}

const say = async (conversation: ConversationId, text: string) =>
  textsOf(await node.say(conversation, { kind: 'text', text }, { waitMs: 0 }))

const putNewer = async (): Promise<VersionId> => (await node.versions.put('moving', newer)).version

async function goOn(
  given: MigrationPlan,
  limit: number,
): Promise<{ migration: Migration; stays: readonly Stay[]; batches: number }> {
  let { migration } = { migration: await node.migrations.begin(given, { by: 'ada', note: 'new words' }) }
  const stays: Stay[] = []
  for (let batches = 1; ; batches++) {
    const batch = await node.migrations.go(migration.id, limit)
    migration = batch.migration
    stays.push(...batch.stays)
    if (migration.done) return { migration, stays, batches }
  }
}

describe('migrated conversations', () => {
  test('[R6] [RV6] go on in the other version where they stood; all others stay where they are', async () => {
    const first = await begin()
    const second = await begin('Ada')
    await putNewer()
    const { migration, stays } = await goOn(plan, 100)
    expect(migration).toMatchObject({ from: 1, to: 2, moved: 2, stayed: 0, done: true, by: 'ada', note: 'new words' })
    expect(stays).toEqual([])
    expect(await say(first, 'Bob')).toEqual(['New town?'])
    await say(second, 'London')
    expect(calls).toMatchObject([{ conversation: second }])
    expect(await node.migrations.list('moving')).toEqual([migration])
    // New conversations follow the deployment, which is another matter.
    expect(await say(await begin(), 'Eve')).toEqual(['Old city?'])
  })

  test('[RV6] come in batches that anyone may go on with; none is left out and none is moved twice', async () => {
    const all = await Promise.all(Array.from({ length: 23 }, () => begin('Ada')))
    await putNewer()
    const { migration, batches } = await goOn(plan, 5)
    expect(migration).toMatchObject({ moved: 23, stayed: 0 })
    expect(batches).toBe(5)
    const { version } = await node.versions.find('moving', 2)
    expect(await node.versions.running(version)).toEqual([{ environment: 'sandbox', conversations: 23 }])
    expect(await goOn(plan, 100)).toMatchObject({ migration: { moved: 0, stayed: 0 } })
    for (const conversation of all.slice(0, 3)) expect(await say(conversation, 'London')).toEqual([])
  })

  test('[RV6] that cannot go stay as they are, each with its reason, and are found beforehand', async () => {
    const stuck = await begin('Ada')
    // Ids follow each other in time.
    now += 1
    const free = await begin()
    await putNewer()
    const nameOnly = { ...plan, mapping: { nodes: { 'main.name': 'main.who' }, variables: {} } }
    const expected = [{ conversation: stuck, reason: expect.stringContaining('It stands at "main.city"') }]
    const lacks = { member: 'nodes', name: 'main.city' } as const
    expect(await node.migrations.preview(nameOnly, { limit: 100 })).toEqual({
      moved: 1,
      stays: [{ ...expected[0], lacks }],
      last: null,
    })
    expect(await node.migrations.places(nameOnly, lacks)).toEqual(['main.who', 'main.town'])
    const left = { member: 'variables', name: 'main.city' } as const
    expect(await node.migrations.places(nameOnly, left)).toEqual(['main.name', 'main.town'])
    expect(await node.migrations.preview(nameOnly, { limit: 1 })).toMatchObject({ last: stuck })
    expect(await goOn(nameOnly, 100)).toMatchObject({ migration: { moved: 1, stayed: 1 }, stays: expected })
    expect(await say(stuck, 'London')).toEqual([])
    expect(await say(free, 'Bob')).toEqual(['New town?'])
  })

  test('[RV6] keep effects that the old version asked for with the old version', async () => {
    const waiting = await begin('Ada', 'London')
    await eventually(async () => calls.length === 1)
    const { version: old } = await node.versions.find('moving', 1)
    await putNewer()
    expect(await goOn(plan, 100)).toMatchObject({ migration: { moved: 1 } })
    // The node dies with the action in hand: another one takes it over.
    const again: ActionCall[] = []
    const other = await createTestNode({
      databaseUrl: database.url,
      node: 'other',
      now: () => now,
      runAction: async (call) => {
        again.push(call)
        return success
      },
    })
    try {
      await node.close()
      const end = await eventually(async () => {
        const answer = await other.messages(waiting, 0)
        return answer.status === 'ended' && answer
      })
      expect(again).toMatchObject([{ version: old, idempotencyKey: calls[0]?.idempotencyKey }])
      expect(textsOf(end).at(-1)).toBe('Bye Ada')
    } finally {
      await other.close()
    }
  })

  test('[R5] [RV6] are moved between two turns, whatever is said meanwhile', async () => {
    const all = await Promise.all(Array.from({ length: 12 }, () => begin()))
    await putNewer()
    const [, ...answers] = await Promise.all([goOn(plan, 4), ...all.map((conversation) => say(conversation, 'Ada'))])
    for (const [text] of answers) expect(['Old city?', 'New town?']).toContain(text)
    const { version } = await node.versions.find('moving', 2)
    expect(await node.versions.running(version)).toEqual([{ environment: 'sandbox', conversations: 12 }])
    await Promise.all(all.map((conversation) => say(conversation, 'London')))
    await eventually(async () => calls.length === 12)
  })

  test('[RV6] keep their timers', async () => {
    const silent = await begin('Ada')
    await putNewer()
    await goOn(plan, 100)
    now += 300_000
    await eventually(async () => textsOf(await node.messages(silent, 0)).at(-1) === 'Still there?')
  })

  test('are only those of the environment that was named', async () => {
    await node.versions.deploy('moving', 'prod', (await node.versions.find('moving', 1)).version)
    await begin()
    await putNewer()
    expect(await goOn({ ...plan, environment: 'prod' }, 100)).toMatchObject({
      migration: { moved: 0, environment: 'prod' },
    })
    expect(await goOn({ ...plan, environment: 'sandbox' }, 100)).toMatchObject({ migration: { moved: 1 } })
  })

  test('need versions that exist and a mapping without mistakes', async () => {
    await expect(node.migrations.check(plan)).rejects.toMatchObject({ code: 'unknown-version' })
    await putNewer()
    expect(await node.migrations.check(plan)).toEqual([])
    const mistaken = { ...plan, mapping: { ...mapping, nodes: { 'main.nane': 'main.who' } } }
    expect(await node.migrations.check(mistaken)).toMatchObject([{ member: 'nodes', name: 'main.nane' }])
    await expect(node.migrations.go('move_none', 5)).rejects.toMatchObject({ code: 'unknown-migration' })
  })
})
