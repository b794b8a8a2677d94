import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import type { ConversationId } from './ids.ts'
import type { Runtime } from './runtime.ts'
import { createTestNode, eventually, prepareTestDatabase, startInput } from './testing.ts'

let database: TestDatabase
let nodes: Runtime[]

beforeEach(async () => {
  database = await createTestDatabase({ template: prepareTestDatabase, key: 'runtime' })
  nodes = await Promise.all([1, 2].map(() => createTestNode({ databaseUrl: database.url })))
})

afterEach(async () => {
  await Promise.all(nodes.map((node) => node.close()))
  await database.drop()
})

function nodeAt(index: number): Runtime {
  const node = nodes[index % nodes.length]
  if (node === undefined) throw new Error('no node')
  return node
}

const text = (words: string) => ({ kind: 'text', text: words }) as const

function record(node: Runtime, conversation: ConversationId, after: number) {
  const seen: number[] = []
  const statuses: string[] = []
  const leave = node.watch(conversation, after, (frame) => {
    seen.push(...frame.messages.map((message) => message.seq))
    statuses.push(frame.status)
  })
  return { seen, statuses, leave }
}

const upTo = (last: number, after = 0) => Array.from({ length: last - after }, (_, i) => after + i + 1)

describe('watching', () => {
  test('[R15] watchers on two nodes see what both commit, every message once and in order', async () => {
    const { conversation } = await nodeAt(0).start(startInput('echo'))
    const early = [record(nodeAt(0), conversation, 0), record(nodeAt(1), conversation, 0)]
    await Promise.all(Array.from({ length: 40 }, (_, i) => nodeAt(i).say(conversation, text(`w${i}`))))
    const late = [record(nodeAt(0), conversation, 30), record(nodeAt(1), conversation, 30)]
    await Promise.all(Array.from({ length: 40 }, (_, i) => nodeAt(i).say(conversation, text(`x${i}`))))
    for (const watcher of early) await eventually(async () => watcher.seen.length >= 161 && upTo(161))
    for (const watcher of late) await eventually(async () => watcher.seen.length >= 131)
    for (const watcher of early) expect(watcher.seen).toEqual(upTo(161))
    for (const watcher of late) expect(watcher.seen).toEqual(upTo(161, 30))
    for (const watcher of [...early, ...late]) watcher.leave()
    expect((await nodeAt(0).stats()).watchers).toBe(0)
  })

  test('[R15] word that is lost is made up for by looking', async () => {
    const { conversation } = await nodeAt(0).start(startInput('echo'))
    const watcher = record(nodeAt(1), conversation, 0)
    await eventually(async () => watcher.seen.length === 1)
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike '%listen%' and pid <> pg_backend_pid()`,
    )
    await client.end()
    await nodeAt(0).say(conversation, text('hi'))
    await eventually(async () => watcher.seen.length === 3)
    watcher.leave()
  })

  test('a watcher sees the conversation work and come to rest', async () => {
    const { conversation } = await nodeAt(0).start(startInput('act'))
    const watcher = record(nodeAt(0), conversation, 0)
    await eventually(async () => watcher.seen.length === 1)
    await nodeAt(0).say(conversation, text('hi'))
    expect(watcher.seen).toEqual(upTo(5))
    expect(watcher.statuses).toEqual(['waiting', 'working', 'waiting'])
    watcher.leave()
  })

  test('a watcher of an unknown conversation is told so', async () => {
    const error = await new Promise((resolve) => nodeAt(0).watch('conv_none', 0, () => {}, resolve))
    expect(error).toMatchObject({ code: 'unknown-conversation' })
  })
})
