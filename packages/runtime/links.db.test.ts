import type pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, openTestPool, type TestDatabase } from '../../test/support/database.ts'
import { createCipher } from './cipher.ts'
import { type ConversationId, createId } from './ids.ts'
import type { Outreach } from './link.ts'
import type { Runtime } from './runtime.ts'
import { type LinkRow, putLinks } from './sql/put-links.ts'
import { createKeptLog, createTestNode, eventually, prepareTestDatabase, testBuild, textsOf } from './testing.ts'

const dayMs = 86_400_000
const begin = Date.UTC(2026, 4, 4, 9)

let database: TestDatabase
let clock: number
let node: Runtime
let other: Runtime
let pool: pg.Pool
let log: ReturnType<typeof createKeptLog>

beforeEach(async () => {
  database = await createTestDatabase({ template: prepareTestDatabase, key: 'runtime' })
  clock = begin
  log = createKeptLog()
  const open = (name: string) => createTestNode({ databaseUrl: database.url, node: name, now: () => clock, log })
  node = await open('a')
  other = await open('b')
  pool = openTestPool(database.url)
})

afterEach(async () => {
  await node.close()
  await other.close()
  await pool.end()
  await database.drop()
})

const outreach = (more: Partial<Outreach> = {}): Outreach => ({
  id: 'dispatch-1 ann',
  solution: 'test',
  environment: 'sandbox',
  flow: 'hook',
  person: { external_id: 'ann' },
  variables: { word: 'tea' },
  origin: { dispatch_id: 'dispatch-1', canvas_id: 'spring' },
  keepMs: 7 * dayMs,
  ...more,
})

const startWith = async (runtime: Runtime, token: string, visitor?: string) => {
  const { start } = await runtime.links.use(token, visitor)
  return runtime.start({ ...start, page: null, channel: 'web' })
}

describe('a link', () => {
  test('begins a conversation of one person, with the variables and in the flow that it was made for', async () => {
    const { expiresAt } = await node.links.put(
      outreach({ language: 'de', variables: { word: 'tea', amount: '5' } }),
      't',
    )
    expect(expiresAt).toBe(begin + 7 * dayMs)
    expect(await other.links.find('t')).toEqual({ solution: 'test', environment: 'sandbox', externalId: 'ann' })
    const { start } = await other.links.use('t', 'vis_1')
    expect(start).toMatchObject({
      flow: 'hook',
      contact: { external_id: 'ann' },
      proof: 'link',
      variables: { word: 'tea', amount: 5 },
      language: 'de',
    })
    const { conversation, ...answer } = await other.start({ ...start, page: null, channel: 'web' })
    expect(textsOf(answer)).toEqual(['Ask'])
    expect(conversation).toBe(start.id)
  })

  test('[RL1] is used up by the first start, of several at once too, and stays good for the visitor who made it', async () => {
    await node.links.put(outreach(), 't')
    const tries = Array.from({ length: 8 }, (_, n) => startWith(n % 2 === 0 ? node : other, 't', `vis_${n}`))
    const ends = await Promise.allSettled(tries)
    const winner = ends.findIndex((end) => end.status === 'fulfilled')
    const refused = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason.code] : []))
    expect(refused).toEqual(Array.from({ length: 7 }, () => 'link-used'))
    await expect(startWith(node, 't', `vis_${(winner + 1) % 8}`)).rejects.toMatchObject({ code: 'link-used' })
    await expect(startWith(node, 't')).rejects.toMatchObject({ code: 'link-used' })
    await expect(startWith(other, 't', `vis_${winner}`)).resolves.toMatchObject({ status: 'waiting' })
  })

  test('[RL1] is no way to begin any number of conversations', async () => {
    await node.links.put(outreach(), 't')
    for (let n = 0; n < 20; n++) await node.links.use('t', 'vis_1')
    await expect(node.links.use('t', 'vis_1')).rejects.toMatchObject({ code: 'link-used' })
  })

  test('[RL1] used by somebody without a visitor id, is used up', async () => {
    await node.links.put(outreach(), 't')
    await startWith(node, 't')
    await expect(startWith(node, 't')).rejects.toMatchObject({ code: 'link-used' })
    await expect(startWith(node, 't', 'vis_1')).rejects.toMatchObject({ code: 'link-used' })
  })

  test('is unused again when its conversation did not begin', async () => {
    await node.links.put(outreach(), 't')
    const used = await node.links.use('t', 'vis_1')
    await used.undo()
    await startWith(node, 't', 'vis_2')
    await expect(node.links.use('t', 'vis_1')).rejects.toMatchObject({ code: 'link-used' })
    // The second use of the same visitor taken back leaves the first.
    await (await node.links.use('t', 'vis_2')).undo()
    await expect(node.links.use('t', 'vis_1')).rejects.toMatchObject({ code: 'link-used' })
  })

  test('is over after its time, also for the visitor who used it', async () => {
    await node.links.put(outreach({ keepMs: 1000 }), 't')
    await node.links.use('t', 'vis_1')
    clock += 1000
    for (const visitor of ['vis_1', 'vis_2'])
      await expect(node.links.use('t', visitor)).rejects.toMatchObject({ code: 'link-expired' })
    await expect(node.links.use('nonsense', 'vis_1')).rejects.toMatchObject({ code: 'link-unknown' })
    await expect(node.links.find('nonsense')).rejects.toMatchObject({ code: 'link-unknown' })
  })

  test('[RL2] asked for again is the same one, at once, later, on another node, whatever else is said', async () => {
    const both = [node, other]
    const put = (n: number) => both[n % 2]?.links.put(outreach({ variables: { word: `tea ${n}` } }), 't')
    const first = await Promise.all(Array.from({ length: 10 }, (_, n) => put(n)))
    clock += dayMs
    expect(new Set([...first, await put(11)].map((link) => link?.expiresAt))).toEqual(new Set([begin + 7 * dayMs]))
    await startWith(node, 't', 'vis_1')
    await put(12)
    await expect(node.links.use('t', 'vis_2')).rejects.toMatchObject({ code: 'link-used' })
  })

  test('is refused for what the flow does not have or cannot hold, and nothing is kept', async () => {
    const refused = (more: Partial<Outreach>) => expect(node.links.put(outreach(more), 't')).rejects
    await refused({ variables: { wrod: 'tea' } }).toMatchObject({
      code: 'unknown-variable',
      errors: [{ path: ['variables', 'wrod'], detail: expect.stringContaining('word, amount') }],
    })
    await refused({ variables: { amount: 'five' } }).toMatchObject({
      code: 'invalid-variable',
      errors: [{ path: ['variables', 'amount'] }],
    })
    await refused({ flow: 'none' }).toMatchObject({ code: 'unknown-flow' })
    await refused({ solution: 'none' }).toMatchObject({ code: 'unknown-solution' })
    await refused({ environment: 'prod' }).toMatchObject({ code: 'not-deployed' })
    await expect(node.links.find('t')).rejects.toMatchObject({ code: 'link-unknown' })
  })

  test('is refused when as many wait as may, and those that wait are made', async () => {
    const small = await createTestNode({ databaseUrl: database.url, node: 'c', limits: { queue: 3 }, log })
    const puts = Array.from({ length: 8 }, (_, n) => small.links.put(outreach({ id: `many ${n}` }), `token ${n}`))
    const ends = await Promise.allSettled(puts)
    await small.close()
    expect(ends.map((end) => (end.status === 'fulfilled' ? 'made' : end.reason.code))).toEqual([
      ...Array.from({ length: 3 }, () => 'made'),
      ...Array.from({ length: 5 }, () => 'overloaded'),
    ])
  })

  test('takes what a template left blank as not said', async () => {
    await node.links.put(outreach({ variables: { word: '', amount: '' } }), 't')
    expect((await node.links.use('t', undefined)).start.variables).toEqual({ word: '' })
  })

  test('[RL4] begins whatever has become of flow and variables since', async () => {
    await node.links.put(outreach(), 't')
    const build = testBuild('Tell')
    const { hook: _gone, ...flows } = build.flows
    const { version } = await node.versions.put('test', { ...build, flows })
    await node.versions.deploy('test', 'sandbox', version)
    expect(textsOf(await startWith(node, 't'))).toEqual(['Tell tea'])
    await node.links.put(outreach({ id: 'x', flow: 'once' }), 'u')
    const once = build.flows.once
    const bare = { file: 'flows/once.flow.json', text: once?.text.replaceAll('word', 'term') ?? '' }
    const newer = await node.versions.put('test', { ...build, flows: { ...flows, once: bare } })
    await node.versions.deploy('test', 'sandbox', newer.version)
    expect(textsOf(await startWith(node, 'u'))).toEqual(['Once?'])
    expect(log.lines).toContainEqual(
      expect.objectContaining({ level: 'warn', fields: expect.objectContaining({ variables: ['word'] }) }),
    )
  })

  test('is kept for thirty days after its time, and then no longer', async () => {
    await node.links.put(outreach({ keepMs: dayMs }), 't')
    const store = node.links as unknown as { sweep(): Promise<void> }
    clock = begin + 30 * dayMs
    await store.sweep()
    expect(await node.links.find('t')).toMatchObject({ solution: 'test' })
    clock = begin + 31 * dayMs
    await store.sweep()
    await expect(node.links.find('t')).rejects.toMatchObject({ code: 'link-unknown' })
  })
})

describe('a conversation that is asked for', () => {
  const begun = (id: Parameters<Runtime['find']>[0]) =>
    eventually(async () => ((await node.find(id)) === null ? null : node.messages(id, 0)))

  test('[RL2] begins by itself, once, however often and wherever it is asked for', async () => {
    const asked = Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? node : other).links.begin(outreach()))
    const ids = new Set((await Promise.all(asked)).map((it) => it.conversation))
    expect(ids.size).toBe(1)
    const [id] = [...ids]
    if (id === undefined) throw new Error('there is none')
    expect(textsOf(await begun(id))).toEqual(['Ask'])
    expect((await other.links.begin(outreach())).conversation).toBe(id)
    expect((await other.links.begin(outreach({ id: 'dispatch-2 ann' }))).conversation).not.toBe(id)
  })

  /** As a node leaves it that dies right after its acknowledgement. */
  async function leave(more: Partial<LinkRow> = {}): Promise<ConversationId> {
    const conversation = createId('conv', clock)
    const time = { createdAt: clock, expiresAt: clock + dayMs }
    const who = { solution: 'test', environment: 'sandbox', flow: 'once', person: { external_id: 'ann' } } as const
    const rest = { variables: {}, language: null, origin: {}, tokenHash: null }
    const row = { id: conversation, ...who, ...rest, ...time, conversation, ...more }
    await putLinks(pool, 'default', [row], createCipher('default', undefined))
    return conversation
  }

  test('[RL3] begins on another node when the one that took it died', async () => {
    const conversation = await leave()
    expect(textsOf(await begun(conversation))).toEqual(['Once?'])
  })

  test('[RL3] begins once when the node that began it could not say so any more', async () => {
    const conversation = await leave()
    await begun(conversation)
    const open = async () => {
      const text = 'select begin_at is null and used_at is not null as done from parley.link where id = $1'
      const { rows } = await pool.query<{ done: boolean }>(text, [conversation])
      return rows[0]?.done === true
    }
    await eventually(open)
    await pool.query('update parley.link set begin_at = 0, used_at = null where id = $1', [conversation])
    await eventually(open)
    const { rows } = await pool.query('select last_seq from parley.conversation')
    expect(rows).toEqual([{ last_seq: 1 }])
    expect(log.lines.filter((line) => line.level === 'error')).toEqual([])
  })

  test('[RL3] that cannot begin is tried again later, and given up when its time is over', async () => {
    const [first, second] = [await leave({ solution: 'later' }), await leave({ solution: 'never' })]
    const told = (level: string, id: string) =>
      log.lines.some((line) => line.level === level && JSON.stringify(line.fields).includes(id))
    await eventually(async () => told('warn', first) && told('warn', second))
    const { version } = await node.versions.put('later', testBuild('Later'))
    await node.versions.deploy('later', 'sandbox', version)
    expect(await node.find(first)).toBe(null)
    clock += 3_600_000
    await begun(first)
    clock += dayMs
    await eventually(async () => told('error', second))
    expect(await node.find(second)).toBe(null)
  })
})
