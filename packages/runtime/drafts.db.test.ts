import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { createDatabase } from './database.ts'
import { createDrafts } from './drafts.ts'
import type { Runtime, StartInput } from './runtime.ts'
import {
  createKeptLog,
  createTestNode,
  prepareTestDatabase,
  readTestProgram,
  startInput,
  testBuild,
  textsOf,
} from './testing.ts'
import type { Draft, DraftId } from './version.ts'

/** Shorter than the silence after which a conversation is over. */
const keepMs = 600_000

let database: TestDatabase
let node: Runtime
let now: number

beforeEach(async () => {
  now = Date.now()
  database = await createTestDatabase({ template: prepareTestDatabase, key: 'runtime' })
  node = await createTestNode({ databaseUrl: database.url, now: () => now })
})

afterEach(async () => {
  await node.close()
  await database.drop()
})

const put = (greeting: string, draft: Partial<Parameters<Runtime['drafts']['put']>[0]> = {}): Promise<Draft> =>
  node.drafts.put({
    solution: 'test',
    name: 'work',
    author: 'ada',
    build: testBuild(greeting),
    keepMs,
    ...draft,
  })

const startOn = (draft: DraftId, more: Partial<StartInput> = {}) =>
  node.start({ ...startInput('echo'), draft, ...more })

const answer = async (conversation: Parameters<Runtime['say']>[0]) =>
  textsOf(await node.say(conversation, { kind: 'text', text: 'hello' }))

/** Does what every node does from time to time. */
async function sweep(): Promise<void> {
  const log = createKeptLog()
  const { pool: db, close } = createDatabase({ url: database.url, poolSize: 1, answerMs: 10_000, name: 'sweep', log })
  await createDrafts({ db, workspace: 'default', ports: { readProgram: readTestProgram }, now: () => now }).sweep()
  await close()
}

describe('a draft', () => {
  test('[RV5] is replaced by its author under its name; conversations stay on the build they began with', async () => {
    const first = await put('First')
    const { conversation } = await startOn(first.id)
    const second = await put('Second')
    expect(second.id).toBe(first.id)
    expect(second.version).not.toBe(first.version)
    expect(await answer(conversation)).toEqual(['First hello'])
    expect(await answer((await startOn(second.id)).conversation)).toEqual(['Second hello'])
    expect(await node.drafts.list('test')).toEqual([second])
    expect(await put('Other', { author: 'bob' })).not.toMatchObject({ id: first.id })
    expect(await node.versions.list('test')).toHaveLength(1)
  })

  test('[RV5] runs in the sandbox whatever environment is asked for, and only under its own solution', async () => {
    const { id } = await put('Draft')
    const { conversation } = await startOn(id, { environment: 'prod' })
    expect(await answer(conversation)).toEqual(['Draft hello'])
    expect(node.versions.starts).toMatchObject([{ environment: 'sandbox', number: null }])
    await expect(startOn(id, { solution: 'other' })).rejects.toMatchObject({ code: 'unknown-draft' })
    await expect(startOn('draft_none')).rejects.toMatchObject({ code: 'unknown-draft' })
  })

  test('[RV5] is gone when its time is over; its build stays for as long as a conversation runs on it', async () => {
    const { id, version } = await put('Draft')
    const { conversation } = await startOn(id)
    now += keepMs
    expect(await node.drafts.list('test')).toEqual([])
    await expect(startOn(id)).rejects.toMatchObject({ code: 'unknown-draft' })
    await sweep()
    expect(await answer(conversation)).toEqual(['Draft hello'])
    now += keepMs
    await sweep()
    await expect(node.versions.load(version)).resolves.toBeDefined()
  })

  test('[RV5] whose conversations are over leaves nothing behind', async () => {
    const { id, version } = await put('Draft')
    const { conversation } = await startOn(id, { flow: 'once' })
    await node.say(conversation, { kind: 'text', text: 'done' })
    now += keepMs
    await sweep()
    await expect(node.versions.load(version)).rejects.toMatchObject({ code: 'unknown-version' })
  })

  test('removed is gone at once', async () => {
    const { id } = await put('Draft')
    expect(await node.drafts.remove(id)).toBe(true)
    expect(await node.drafts.remove(id)).toBe(false)
    await expect(node.drafts.find(id)).rejects.toMatchObject({ code: 'unknown-draft' })
  })

  test('that cannot be run is not stored, and no solution has more than 200', async () => {
    await expect(put('Bad', { build: { flows: {} } })).rejects.toThrow()
    await Promise.all(Array.from({ length: 20 }, (_, n) => put('Draft', { name: `early ${n}` })))
    now += keepMs
    for (let n = 0; n < 200; n++) await put('Draft', { name: `draft ${n}` })
    await expect(put('Draft', { name: 'one more' })).rejects.toMatchObject({ code: 'too-many-drafts' })
    await expect(put('Changed', { name: 'draft 7' })).resolves.toMatchObject({ name: 'draft 7' })
  })
})
