import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '@parley/runtime/postgres'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import type { Runtime } from './runtime.ts'
import {
  createTestNode,
  eventually,
  prepareTestDatabase,
  startInput,
  type TestNodeOptions,
  textsOf,
} from './testing.ts'
import { createTestProxy, type TestProxy } from './testing-proxy.ts'

let database: TestDatabase
let proxy: TestProxy
let nodes: Runtime[]

beforeEach(async () => {
  database = await createTestDatabase({ template: prepareTestDatabase, key: 'runtime' })
  proxy = await createTestProxy(database.url)
  nodes = []
})

afterEach(async () => {
  proxy.giveBack()
  await Promise.all(nodes.map((node) => node.close()))
  await proxy.close()
  await database.drop()
})

/** A node whose every word to the database passes the proxy. */
async function startNode(options: Omit<TestNodeOptions, 'databaseUrl'> = {}): Promise<Runtime> {
  const node = await createTestNode({ databaseUrl: proxy.url, ...options })
  nodes.push(node)
  return node
}

const text = (words: string) => ({ kind: 'text', text: words }) as const

describe('outages', () => {
  test('[R3] a commit whose answer is lost is not repeated, and is acknowledged all the same', async () => {
    const node = await startNode()
    const started = await Promise.all(Array.from({ length: 5 }, () => node.start(startInput('echo'))))
    const cut = proxy.cut('after-commit')
    const answers = await Promise.all(started.map(({ conversation }) => node.say(conversation, text('hi'))))
    await cut
    for (const answer of answers) expect(textsOf(answer)).toEqual(['Say hi'])
    for (const { conversation } of started)
      expect(textsOf(await node.messages(conversation, 0))).toEqual(['Say ', 'hi', 'Say hi'])
  })

  test('[R3] a commit that never reached the database is taken again', async () => {
    const node = await startNode()
    const { conversation } = await node.start(startInput('echo'))
    const cut = proxy.cut('before-commit')
    expect(textsOf(await node.say(conversation, text('hi')))).toEqual(['Say hi'])
    await cut
    expect(textsOf(await node.messages(conversation, 0))).toEqual(['Say ', 'hi', 'Say hi'])
  })

  test('[R3] a start whose commit was lost, or whose answer was, begins one conversation', async () => {
    const node = await startNode()
    for (const at of ['before-commit', 'after-commit'] as const) {
      const cut = proxy.cut(at)
      const { conversation, messages } = await node.start(startInput('echo', { external_id: at }))
      await cut
      expect(textsOf({ messages })).toEqual(['Say '])
      expect(textsOf(await node.say(conversation, text('hi')))).toEqual(['Say hi'])
    }
  })

  test('[R3] an action result whose commit was lost, or whose answer was, is one turn', async () => {
    const cuts: Promise<void>[] = []
    const at = ['before-commit', 'after-commit'] as const
    const node = await startNode({
      async runAction() {
        const next = at[cuts.length]
        if (next !== undefined) cuts.push(proxy.cut(next))
        return { outcome: 'success', outputs: {} }
      },
    })
    const { conversation } = await node.start(startInput('act'))
    for (const word of ['a', 'b'])
      expect(textsOf(await node.say(conversation, text(word)))).toEqual(['Thinking', `Good ${word}`, 'Ask'])
    await Promise.all(cuts)
    expect(cuts).toHaveLength(2)
    expect(textsOf(await node.messages(conversation, 5))).toEqual(['b', 'Thinking', 'Good b', 'Ask'])
  })

  test('[R16] while the database is away callers are told so in time, and afterwards everything goes on', async () => {
    const node = await startNode({ limits: { databaseMs: 1000 } })
    const { conversation } = await node.start(startInput('echo'))
    proxy.takeAway()
    await expect(node.say(conversation, text('a'))).rejects.toMatchObject({
      code: 'database-unavailable',
      retry: 'later',
    })
    await expect(node.start(startInput('echo'))).rejects.toMatchObject({ code: 'database-unavailable' })
    await expect(node.messages(conversation, 0)).rejects.toMatchObject({ code: 'database-unavailable' })
    await expect(node.healthy()).rejects.toMatchObject({ code: 'database-unavailable' })
    proxy.giveBack()
    await node.healthy()
    expect(textsOf(await node.say(conversation, text('b')))).toEqual(['Say b'])
  })

  test('[R16] a database that accepts everything and answers nothing is as good as away', async () => {
    const node = await startNode({ limits: { databaseMs: 1000 } })
    const { conversation } = await node.start(startInput('echo'))
    proxy.freeze()
    const said = Array.from({ length: 5 }, (_, i) => node.say(conversation, text(`${i}`), { clientMessageId: `${i}` }))
    for (const outcome of await Promise.allSettled(said))
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'database-unavailable' } })
    proxy.giveBack()
    for (let i = 0; i < 5; i++)
      expect(textsOf(await node.say(conversation, text(`${i}`), { clientMessageId: `${i}` }))).toEqual([`Say ${i}`])
    expect((await node.messages(conversation, 0)).seq).toBe(11)
  })

  test('timers and effects go on after the database was away', async () => {
    let now = 0
    const node = await startNode({ limits: { databaseMs: 1000 }, now: () => now })
    const { conversation } = await node.start(startInput('idle'))
    proxy.takeAway()
    now = 5 * 60_000
    await expect(node.healthy()).rejects.toMatchObject({ code: 'database-unavailable' })
    proxy.giveBack()
    // A read may still meet a connection that was lost meanwhile; its caller asks again.
    const read = () => node.messages(conversation, 0).catch(() => null)
    await eventually(async () => textsOf((await read()) ?? { messages: [] }).includes('Still there?'))
  })

  test('[R16] a node closes though the database is away', async () => {
    const node = await createTestNode({ databaseUrl: proxy.url, limits: { databaseMs: 1000 } })
    const { conversation } = await node.start(startInput('echo'))
    proxy.takeAway()
    const said = node.say(conversation, text('a')).catch((error: { code: string }) => error.code)
    await node.close()
    expect(await said).toBe('database-unavailable')
  })

  test('[R7] a database server that is stopped and started again loses no turn and takes those that waited', async () => {
    const home = await mkdtemp(join(tmpdir(), 'parley-restart-'))
    let server = await startPostgres({ home })
    const node = await createTestNode({ databaseUrl: server.url, limits: { databaseMs: 60_000 } })
    try {
      const started = await Promise.all(Array.from({ length: 8 }, () => node.start(startInput('echo'))))
      for (const { conversation } of started) await node.say(conversation, text('before'))
      const { port } = server
      await server.stop()
      const waiting = started.map(({ conversation }) => node.say(conversation, text('meanwhile')))
      server = await startPostgres({ home, port })
      for (const answer of await Promise.all(waiting)) expect(textsOf(answer)).toEqual(['Say meanwhile'])
      for (const { conversation } of started)
        expect(textsOf(await node.messages(conversation, 1))).toEqual([
          'before',
          'Say before',
          'meanwhile',
          'Say meanwhile',
        ])
    } finally {
      await node.close()
      await server.stop()
      await rm(home, { recursive: true, force: true })
    }
  })
})
