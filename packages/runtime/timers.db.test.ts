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

const minute = 60_000

let database: TestDatabase
let nodes: Runtime[]
/** The time of all nodes. */
let now: number

beforeEach(async () => {
  database = await createTestDatabase({ template: prepareTestDatabase, key: 'runtime' })
  nodes = []
  now = 1_000_000
})

afterEach(async () => {
  await Promise.all(nodes.map((node) => node.close()))
  await database.drop()
})

async function startNode(options: Omit<TestNodeOptions, 'databaseUrl'> = {}): Promise<Runtime> {
  const node = await createTestNode({ databaseUrl: database.url, now: () => now, ...options })
  nodes.push(node)
  return node
}

const text = (words: string) => ({ kind: 'text', text: words }) as const

describe('timers', () => {
  test('[R13] a silent person is reminded after five minutes and given up ten minutes later', async () => {
    const node = await startNode()
    const { conversation } = await node.start(startInput('idle'))
    now += 5 * minute
    await eventually(async () => textsOf(await node.messages(conversation, 1)).includes('Still there?'))
    now += 10 * minute
    await eventually(async () => (await node.messages(conversation, 0)).status === 'abandoned')
    expect(textsOf(await node.messages(conversation, 0))).toEqual(['Ask', 'Still there?'])
    await expect(node.say(conversation, text('sorry'))).rejects.toMatchObject({ code: 'conversation-over' })
  })

  test('[R13] a timer moved by an answer does not fire at its old time', async () => {
    const node = await startNode()
    const [talks, silent] = await Promise.all([node.start(startInput('idle')), node.start(startInput('idle'))])
    now += 4 * minute
    await node.say(talks.conversation, text('here'))
    now += 4 * minute
    // The silent one's reminder shows that the time has been noticed.
    await eventually(async () => textsOf(await node.messages(silent.conversation, 1)).includes('Still there?'))
    expect(textsOf(await node.messages(talks.conversation, 0))).toEqual(['Ask', 'here', 'Ask'])
    now += minute
    await eventually(async () => textsOf(await node.messages(talks.conversation, 0)).includes('Still there?'))
  })

  test('[R13] an answer in the same batch as the timer moves it before it fires', async () => {
    const node = await startNode({ limits: { pollMs: 1 } })
    const started = await Promise.all(Array.from({ length: 40 }, () => node.start(startInput('idle'))))
    now += 5 * minute
    await Promise.all(started.map(({ conversation }) => node.say(conversation, text('here'))))
    await eventually(async () => (await node.stats()).timersDue === 0)
    for (const { conversation } of started) {
      const said = textsOf(await node.messages(conversation, 1))
      // Reminded first and answered then, or answered in time; never reminded after the answer.
      expect([
        ['here', 'Ask'],
        ['Still there?', 'here', 'Ask'],
      ]).toContainEqual(said)
    }
  })

  test('[R13] a timer fires once though many nodes look for it, also when the node that set it is gone', async () => {
    const first = await startNode()
    const started = await Promise.all(Array.from({ length: 30 }, () => first.start(startInput('pause'))))
    const paused = await Promise.all(
      started.map(({ conversation }) => first.say(conversation, text('hi'), { waitMs: 0 })),
    )
    expect(paused.map((answer) => answer.status)).toEqual(Array(30).fill('working'))
    await first.close()
    const limits = { pollMs: 1 }
    const [second] = await Promise.all([startNode({ limits }), startNode({ limits }), startNode({ limits })])
    now += 10 * minute
    for (const { conversation } of started) {
      await eventually(async () => (await second.messages(conversation, 0)).status === 'waiting')
      expect(textsOf(await second.messages(conversation, 0))).toEqual(['Ask', 'hi', 'Ten minutes later', 'Ask'])
    }
  })

  test('[R13] a page event does not move the timers', async () => {
    const node = await startNode()
    const { conversation } = await node.start(startInput('idle'))
    now += 4 * minute
    await node.pageEvent(conversation, { name: 'scrolled', properties: {} })
    now += minute
    await eventually(async () => textsOf(await node.messages(conversation, 1)).includes('Still there?'))
  })
})
