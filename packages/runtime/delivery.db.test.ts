import type { ActionResult } from '@parley/flow'
import { describe, expect, test } from 'vitest'
import { useTestNodes } from '../../test/support/runtime-nodes.ts'
import type { ActionCall, ActionEnd, Attempt } from './ports.ts'
import type { Runtime } from './runtime.ts'
import { eventually, startInput, success, type TestFlow } from './testing.ts'

const house = useTestNodes()
const { startNode } = house

const text = (words: string) => ({ kind: 'text', text: words }) as const

const failed = (retry: 'no' | 'later' | { readonly afterMs: number }, more: Partial<ActionEnd> = {}): ActionEnd => ({
  outcome: 'error',
  outputs: {},
  error: { kind: 'unavailable', message: 'down', retry },
  ...more,
})

/** What a contact says in a conversation of its own, by its external id. */
async function talker(node: Runtime, flow: TestFlow, id: string) {
  const { conversation } = await node.start(startInput(flow, { external_id: id }))
  return (word: string) => node.say(conversation, text(word))
}

const wordOf = (call: ActionCall): unknown =>
  call.input.word ?? (call.input.attributes as readonly { readonly word?: string }[] | undefined)?.[0]?.word

const isDone = (node: Runtime) => eventually(async () => (await node.stats()).outbox === 0)

describe('[R21] queued effects of one contact', () => {
  test.for(['queue', 'deliver'] as const)(
    'run one after the other in the order of their turns, across conversations and whatever is repeated (%s)',
    async (flow) => {
      const begun: string[] = []
      const ended: string[] = []
      let running = 0
      let most = 0
      const runAction = async (call: ActionCall): Promise<ActionEnd> => {
        begun.push(`${wordOf(call)}`)
        running += 1
        most = Math.max(most, running)
        await new Promise((resolve) => setImmediate(resolve))
        running -= 1
        if (call.attempt <= 2 && wordOf(call) !== 'c') return failed({ afterMs: 10 })
        ended.push(`${wordOf(call)}`)
        return success
      }
      const [left, right] = await Promise.all([startNode({ runAction }), startNode({ runAction })])
      const first = await talker(left, flow, 'ada')
      const second = await talker(right, flow, 'ada')
      for (const [at, word] of ['a', 'b', 'c', 'd', 'e'].entries()) await (at % 2 === 0 ? first : second)(word)
      await isDone(left)
      expect(ended).toEqual(['a', 'b', 'c', 'd', 'e'])
      expect(most).toBe(1)
      expect(begun).toEqual(['a', 'a', 'a', 'b', 'b', 'b', 'c', 'd', 'd', 'd', 'e', 'e', 'e'])
    },
  )

  test('do not wait for those of another contact', async () => {
    const held = Promise.withResolvers<ActionResult>()
    const ended: string[] = []
    const node = await startNode({
      async runAction(call) {
        if (wordOf(call) === 'slow') return held.promise
        ended.push(`${wordOf(call)}`)
        return success
      },
    })
    const ada = await talker(node, 'deliver', 'ada')
    const ben = await talker(node, 'deliver', 'ben')
    await ada('slow')
    await ada('behind')
    await ben('quick')
    await eventually(async () => ended.length === 1)
    expect(ended).toEqual(['quick'])
    held.resolve(success)
    await isDone(node)
    expect(ended).toEqual(['quick', 'behind'])
  })

  test('are not held up by a dead letter', async () => {
    const ended: string[] = []
    const node = await startNode({
      async runAction(call) {
        if (wordOf(call) === 'bad') return failed('no')
        ended.push(`${wordOf(call)}`)
        return success
      },
    })
    const ada = await talker(node, 'deliver', 'ada')
    for (const word of ['bad', 'good']) await ada(word)
    await isDone(node)
    expect(ended).toEqual(['good'])
    expect(await node.deadLetters.list()).toHaveLength(1)
  })

  test('do not take the places of actions, however many wait', async () => {
    const held = Promise.withResolvers<ActionResult>()
    const node = await startNode({
      limits: { deliveries: 2, actions: 1 },
      runAction: async (call) => (call.action.startsWith('braze.') ? held.promise : success),
    })
    for (const name of ['a', 'b', 'c', 'd']) await (await talker(node, 'deliver', name))('hi')
    await (await talker(node, 'queue', 'e'))('hi')
    await eventually(async () => (await node.stats()).outbox === 4)
    held.resolve(success)
    await isDone(node)
  })
})

describe('[R22] what must not be sent twice', () => {
  test('is marked before it is sent, and doubtful when its node died in between', async () => {
    const calls: ActionCall[] = []
    const never = new Promise<ActionEnd>(() => {})
    const dying = await startNode({
      limits: { pollMs: 3_600_000, graceMs: 1 },
      async runAction(call, attempt) {
        await attempt.mark()
        calls.push(call)
        return never
      },
    })
    await (await talker(dying, 'deliver', 'ada'))('hi')
    await eventually(async () => calls.length === 1)
    const { rows: marked } = await house.rows.query('select sending, doubtful from parley.outbox')
    expect(marked).toEqual([{ sending: true, doubtful: false }])
    // As a node leaves it that died.
    await house.rows.query(`update parley.outbox set lease_owner = 'dead', lease_until = now() - interval '1 s'`)
    const node = await startNode({
      async runAction(call) {
        calls.push(call)
        return success
      },
    })
    await isDone(node)
    expect(calls.map((call) => [call.attempt, call.doubtful])).toEqual([
      [1, false],
      [2, true],
    ])
    expect(new Set(calls.map((call) => call.idempotencyKey)).size).toBe(1)
  })

  test('is doubtful after an answer that was lost, for ever; not after a refusal, and not when it was not marked', async () => {
    const calls: boolean[] = []
    const script: ((attempt: Attempt) => Promise<ActionEnd>)[] = [
      async () => failed({ afterMs: 1 }, { ambiguous: true }),
      async (attempt) => attempt.mark().then(() => failed({ afterMs: 1 })),
      async (attempt) => attempt.mark().then(() => failed({ afterMs: 1 }, { ambiguous: true })),
      async (attempt) => attempt.mark().then(() => failed({ afterMs: 1 })),
      async () => failed('no'),
    ]
    const node = await startNode({
      async runAction(call, attempt) {
        calls.push(call.doubtful)
        return (await script[call.attempt - 1]?.(attempt)) ?? success
      },
    })
    await (await talker(node, 'deliver', 'ada'))('hi')
    await isDone(node)
    expect(calls).toEqual([false, false, false, true, true])
    expect(await node.deadLetters.list()).toMatchObject([{ doubtful: true, attempts: 5 }])
  })

  test('is not doubted when a node that closes says that it had not been sent', async () => {
    const calls: ActionCall[] = []
    const closing = await startNode({
      limits: { leaseMs: 3_600_000, graceMs: 1 },
      async runAction(call, attempt) {
        calls.push(call)
        await attempt.mark()
        await new Promise((resolve) => attempt.signal.addEventListener('abort', resolve))
        await attempt.unmark()
        throw new Error('given up')
      },
    })
    await (await talker(closing, 'deliver', 'ada'))('hi')
    await eventually(
      async () => (await house.rows.query('select 1 from parley.outbox where sending')).rows.length === 1,
    )
    await closing.close()
    const node = await startNode({
      async runAction(call) {
        calls.push(call)
        return success
      },
    })
    await isDone(node)
    expect(calls.map((call) => call.doubtful)).toEqual([false, false])
  })

  test('is not sent by a node that has lost its lease', async () => {
    let lost: unknown
    const gate = Promise.withResolvers<void>()
    const node = await startNode({
      limits: { pollMs: 3_600_000 },
      async runAction(_call, attempt) {
        await gate.promise
        lost = await attempt.mark().catch((error: unknown) => error)
        return success
      },
    })
    await (await talker(node, 'deliver', 'ada'))('hi')
    await eventually(async () => (await node.stats()).actionsRunning === 1)
    await house.rows.query(`update parley.outbox set lease_owner = 'other', lease_until = now() + interval '1 h'`)
    gate.resolve()
    await eventually(async () => lost !== undefined)
    expect(lost).toBeInstanceOf(Error)
  })
})

describe('[R25] dead letters', () => {
  async function withLetters(count: number, rest?: ActionEnd['rest']) {
    const calls: ActionCall[] = []
    const trouble = { is: true }
    const node = await startNode({
      async runAction(call) {
        calls.push(call)
        return trouble.is ? failed('no', rest === undefined ? {} : { rest }) : success
      },
    })
    for (let index = 0; index < count; index += 1) await (await talker(node, 'deliver', `id-${index}`))(`word ${index}`)
    await eventually(async () => (await node.deadLetters.list()).length === count)
    return { node, calls, trouble }
  }

  const idOf = (letter: { conversation: string; effect: string } | undefined) =>
    `${letter?.conversation}.${letter?.effect}`

  test('are listed page by page, newest first, and told apart by what they belong to', async () => {
    const { node } = await withLetters(5)
    const all = await node.deadLetters.list()
    expect(all[0]).toMatchObject({
      solution: 'test',
      environment: 'sandbox',
      flow: 'deliver',
      node: 'send',
      attempts: 1,
    })
    const paged: string[] = []
    for (let after: string | undefined; paged.length < 5; after = paged.at(-1)) {
      const page = await node.deadLetters.list({ limit: 2, ...(after === undefined ? {} : { after }) })
      paged.push(...page.map(idOf))
    }
    expect(paged).toEqual(all.map(idOf))
    expect(await node.deadLetters.list({ solution: 'other' })).toEqual([])
    expect(await node.deadLetters.list({ action: 'braze.users.track', environment: 'sandbox' })).toHaveLength(5)
  })

  test('are shown with their input, edited, and replayed as if they had just been asked for', async () => {
    const { node, calls, trouble } = await withLetters(1)
    const id = idOf((await node.deadLetters.list())[0])
    expect((await node.deadLetters.show(id))?.input).toMatchObject({ attributes: [{ word: 'word 0' }] })
    expect(await node.deadLetters.edit(id, { word: 'mended' })).toBe(true)
    trouble.is = false
    expect(await node.deadLetters.replay(id)).toBe(true)
    await eventually(async () => calls.length === 2)
    expect(calls[1]).toMatchObject({ input: { word: 'mended' }, attempt: 1, idempotencyKey: calls[0]?.idempotencyKey })
    await isDone(node)
    expect(await node.deadLetters.list()).toEqual([])
  })

  test('[R22] that were doubtful are repeated when they are replayed: somebody has decided; a new doubt is one again', async () => {
    const calls: ActionCall[] = []
    const lost = { ...failed('no'), ambiguous: true }
    const ends: ActionEnd[] = [lost, lost, success]
    const node = await startNode({
      async runAction(call, attempt) {
        await attempt.mark()
        calls.push(call)
        return ends[calls.length - 1] ?? success
      },
    })
    await (await talker(node, 'deliver', 'ada'))('hi')
    for (let replays = 0; replays < 2; replays += 1) {
      const [letter] = await eventually(async () => {
        const letters = await node.deadLetters.list()
        return letters.length === 1 && letters
      })
      expect(letter?.doubtful).toBe(true)
      expect(await node.deadLetters.replay(idOf(letter))).toBe(true)
    }
    await isDone(node)
    expect(calls.map((call) => [call.doubtful, call.repeated])).toEqual([
      [false, false],
      [false, true],
      [false, true],
    ])
  })

  test('keep only what is left to be done', async () => {
    const { node } = await withLetters(1, { events: ['left'] })
    const id = idOf((await node.deadLetters.list())[0])
    expect((await node.deadLetters.show(id))?.input).toEqual({ events: ['left'] })
  })

  test('are discarded for good; what is not there can neither be shown nor changed', async () => {
    const { node } = await withLetters(1)
    const id = idOf((await node.deadLetters.list())[0])
    expect(await node.deadLetters.discard(id)).toBe(true)
    for (const gone of [id, 'nonsense', '', '.']) {
      expect(await node.deadLetters.show(gone)).toBeNull()
      expect(await node.deadLetters.edit(gone, {})).toBe(false)
      expect(await node.deadLetters.replay(gone)).toBe(false)
      expect(await node.deadLetters.discard(gone)).toBe(false)
    }
    expect((await house.rows.query('select 1 from parley.outbox')).rows).toEqual([])
  })

  test('a living effect is no dead letter and cannot be touched as one', async () => {
    const held = Promise.withResolvers<ActionEnd>()
    const node = await startNode({ runAction: () => held.promise })
    await (await talker(node, 'deliver', 'ada'))('hi')
    const { rows: living } = await house.rows.query<{ id: string }>(
      `select conversation_id || '.' || effect_id as id from parley.outbox`,
    )
    const id = living[0]?.id ?? ''
    expect([await node.deadLetters.edit(id, {}), await node.deadLetters.discard(id)]).toEqual([false, false])
    held.resolve(success)
    await isDone(node)
  })
})

test('thousands of queued deliveries of many contacts run side by side', async () => {
  let running = 0
  let most = 0
  const node = await startNode({
    limits: { deliveries: 100 },
    async runAction() {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
      return success
    },
  })
  const talkers = await Promise.all(Array.from({ length: 200 }, (_, index) => talker(node, 'deliver', `id-${index}`)))
  for (let round = 0; round < 10; round += 1) await Promise.all(talkers.map((say) => say(`word ${round}`)))
  await isDone(node)
  expect(most).toBeGreaterThan(10)
  expect(most).toBeLessThanOrEqual(100)
})
