import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import type { ActionEnd } from './ports.ts'
import type { Runtime } from './runtime.ts'
import {
  createKeptLog,
  createTestNode,
  eventually,
  prepareTestDatabase,
  readTestProgram,
  startInput,
  textsOf,
} from './testing.ts'

let database: TestDatabase
let node: Runtime

beforeEach(async () => {
  database = await createTestDatabase({ template: prepareTestDatabase, key: 'runtime' })
})

afterEach(async () => {
  await node.close()
  await database.drop()
})

const text = (words: string) => ({ kind: 'text', text: words }) as const
const success: ActionEnd = { outcome: 'success', outputs: { secret: 'secret words' } }

/** A node whose flow `act` throws at so many of the next turns, once `breaks` is called. */
async function startBreaking() {
  const calls: string[] = []
  const log = createKeptLog()
  const gate = Promise.withResolvers<void>()
  let left = 0
  node = await createTestNode({
    databaseUrl: database.url,
    log,
    async runAction(call) {
      calls.push(call.idempotencyKey)
      await gate.promise
      return success
    },
    readProgram(build) {
      const program = readTestProgram(build)
      const get = (name: string) => {
        if (left > 0 && name === 'act') {
          left -= 1
          throw new Error('a bug that quotes secret words')
        }
        return program.flows.get(name)
      }
      return { ...program, flows: Object.assign(new Map(program.flows), { get }) }
    },
  })
  const { conversation } = await node.start(startInput('act', { external_id: 'ada' }))
  /** The result of the action that runs comes now, and so many turns break. */
  const breaks = (turns: number) => {
    left = turns
    gate.resolve()
  }
  return { log, conversation, breaks, calls }
}

/** Says something whose own turn is fine; the turns after it break. */
async function sayThenBreak(broken: Awaited<ReturnType<typeof startBreaking>>, turns: number) {
  const answer = node.say(broken.conversation, text('hi'))
  await eventually(async () => broken.calls.length === 1)
  broken.breaks(turns)
  return answer
}

test('[R9] a result that the flow cannot take becomes an error that it can', async () => {
  const broken = await startBreaking()
  const answer = await sayThenBreak(broken, 1)
  expect(textsOf(answer)).toEqual(['Thinking', 'Bad crashed', 'Ask'])
  expect(answer.status).toBe('waiting')
  expect(await node.stats()).toMatchObject({ outbox: 0, deadLetters: 0, failedTurns: 1 })
  expect(broken.calls).toHaveLength(1)
})

test('[R9] a conversation that cannot take the error either is over: its caller is answered, and nothing is forgotten', async () => {
  const broken = await startBreaking()
  const answer = await sayThenBreak(broken, 2)
  expect(answer.status).toBe('abandoned')
  expect(textsOf(answer)).toEqual(['Thinking'])
  await eventually(async () => (await node.stats()).deadLetters === 1)
  expect(await node.deadLetters.list()).toMatchObject([
    { action: 'track', reason: 'the turn of its result failed', doubtful: true },
  ])
  await expect(node.say(broken.conversation, text('more'))).rejects.toMatchObject({ code: 'conversation-over' })
  expect(JSON.stringify(broken.log.lines)).not.toContain('secret')
  // Replayed it is executed, and changes nothing any more.
  const [letter] = await node.deadLetters.list()
  await node.deadLetters.replay(`${letter?.conversation}.${letter?.effect}`)
  await eventually(async () => (await node.stats()).outbox === 0)
  expect([broken.calls.length, (await node.stats()).deadLetters]).toEqual([2, 0])
  expect((await node.messages(broken.conversation, 0)).status).toBe('abandoned')
})
