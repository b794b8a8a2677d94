import type { ActionResult } from '@parley/flow'
import { describe, expect, test } from 'vitest'
import { useTestNodes } from '../../test/support/runtime-nodes.ts'
import type { ActionCall } from './ports.ts'
import { eventually, startInput, success, textsOf } from './testing.ts'

const house = useTestNodes()
const { startNode } = house

const text = (words: string) => ({ kind: 'text', text: words }) as const

function failed(retry: 'no' | 'later' | { readonly afterMs: number }): ActionResult {
  return { outcome: 'error', outputs: {}, error: { kind: 'unavailable', message: 'down', retry } }
}

/** An action that waits until it is told its result; it notes how often it was begun. */
function createHeldAction() {
  const calls: ActionCall[] = []
  const open: ((result: ActionResult) => void)[] = []
  return {
    calls,
    runAction: (call: ActionCall) =>
      new Promise<ActionResult>((resolve) => {
        calls.push(call)
        open.push(resolve)
      }),
    finish: (result: ActionResult = success) => {
      for (const resolve of open.splice(0)) resolve(result)
    },
  }
}

describe('outbox', () => {
  test('[R2] when an action runs, its turn can already be read by everyone', async () => {
    const seen: unknown[] = []
    const node = await startNode({
      async runAction(call) {
        const found = await house.rows.query(
          `select (state ->> 'turn')::int as turn, (select count(*)::int from parley.outbox o where o.conversation_id = c.id) as outbox
           from parley.conversation c where id = $1`,
          [call.conversation],
        )
        seen.push(found.rows[0])
        return success
      },
    })
    const { conversation } = await node.start(startInput('act'))
    for (const word of ['a', 'b', 'c']) await node.say(conversation, text(word))
    expect(seen).toEqual([
      { turn: 2, outbox: 1 },
      { turn: 4, outbox: 1 },
      { turn: 6, outbox: 1 },
    ])
  })

  test('an action is told all about its call, and its result routes the conversation', async () => {
    const calls: ActionCall[] = []
    const node = await startNode({
      now: () => 1_000,
      async runAction(call) {
        calls.push(call)
        return failed('no')
      },
    })
    const { conversation } = await node.start(startInput('act', { external_id: 'jane' }))
    const answer = await node.say(conversation, text('hi'))
    expect(textsOf(answer)).toEqual(['Thinking', 'Bad unavailable', 'Ask'])
    expect(calls).toEqual([
      {
        version: expect.stringMatching(/^ver_/),
        solution: 'test',
        environment: 'sandbox',
        conversation,
        contact: { id: expect.stringMatching(/^cont_/), external_id: 'jane' },
        page: null,
        channel: 'web',
        flow: 'act',
        node: 'track',
        action: 'track',
        input: { word: 'hi' },
        mode: 'await',
        effect: '2.2',
        idempotencyKey: `${conversation}.2.2`,
        at: 1_000,
        attempt: 1,
        doubtful: false,
        repeated: false,
      },
    ])
  })

  test('[R4] an action whose host was not there is executed again under the same key', async () => {
    const calls: ActionCall[] = []
    const node = await startNode({
      async runAction(call) {
        calls.push(call)
        if (calls.length < 3) throw new Error('no host')
        return success
      },
    })
    const { conversation } = await node.start(startInput('act'))
    expect(textsOf(await node.say(conversation, text('hi')))).toEqual(['Thinking', 'Good hi', 'Ask'])
    expect(calls.map((call) => call.attempt)).toEqual([1, 2, 3])
    expect(new Set(calls.map((call) => call.idempotencyKey)).size).toBe(1)
  })

  test('[R11] while a node renews its lease no other executes its action, however long it takes', async () => {
    const held = createHeldAction()
    const others: ActionCall[] = []
    // The lease is far shorter than the action.
    const limits = { leaseMs: 300, pollMs: 10 }
    const first = await startNode({ limits, runAction: held.runAction })
    const { conversation } = await first.start(startInput('act'))
    await startNode({
      limits,
      runAction: async (call) => {
        others.push(call)
        return success
      },
    })
    const answer = first.say(conversation, text('hi'))
    const leases = new Set<string>()
    await eventually(async () => {
      const { rows: found } = await house.rows.query<{ until: Date }>('select lease_until as until from parley.outbox')
      for (const { until } of found) leases.add(until.toISOString())
      return leases.size >= 5
    })
    held.finish()
    expect(textsOf(await answer)).toEqual(['Thinking', 'Good hi', 'Ask'])
    expect([held.calls.length, others.length]).toEqual([1, 0])
  })

  test('[R11] an expired lease is taken over, and a late result of the first holder is as good as another', async () => {
    const held = createHeldAction()
    // It does not look itself, or it would be the one that takes over.
    const node = await startNode({ runAction: held.runAction, limits: { pollMs: 3_600_000 } })
    const { conversation } = await node.start(startInput('act'))
    // As a node leaves it that died in the middle.
    const spoken = node.say(conversation, text('hi'))
    await eventually(async () => held.calls.length === 1)
    await house.rows.query(`update parley.outbox set lease_owner = 'dead', lease_until = now() - interval '1 s'`)
    const again = createHeldAction()
    await startNode({ runAction: again.runAction })
    await eventually(async () => again.calls.length === 1)
    expect(again.calls[0]).toMatchObject({ idempotencyKey: held.calls[0]?.idempotencyKey, attempt: 2 })
    held.finish()
    expect(textsOf(await spoken)).toEqual(['Thinking', 'Good hi', 'Ask'])
    again.finish(failed('no'))
    await eventually(async () => (await node.stats()).outbox === 0)
    expect(textsOf(await node.messages(conversation, 0))).toEqual(['Ask', 'hi', 'Thinking', 'Good hi', 'Ask'])
  })

  test('[R14] a result that comes twice is one turn', async () => {
    const held = createHeldAction()
    const [left, right] = await Promise.all([
      startNode({ runAction: held.runAction, limits: { pollMs: 3_600_000 } }),
      startNode({ runAction: held.runAction }),
    ])
    const { conversation } = await left.start(startInput('act'))
    const answer = left.say(conversation, text('hi'))
    await eventually(async () => held.calls.length === 1)
    await house.rows.query(`update parley.outbox set lease_until = now() - interval '1 s'`)
    await eventually(async () => held.calls.length === 2)
    held.finish()
    await answer
    await right.say(conversation, text('more'), { waitMs: 0 })
    await eventually(async () => held.calls.length === 3)
    held.finish()
    await eventually(async () => textsOf(await left.messages(conversation, 0)).includes('Good more'))
    expect(textsOf(await left.messages(conversation, 0)).filter((words) => words.startsWith('Good'))).toEqual([
      'Good hi',
      'Good more',
    ])
    await eventually(async () => {
      const stats = await Promise.all([left.stats(), right.stats()])
      return stats.every((each) => each.actionsRunning === 0 && each.outbox === 0)
    })
    // The start, twice the person, twice a result: the doubled result took no turn.
    const { rows: turns } = await house.rows.query('select turn from parley.conversation where id = $1', [conversation])
    expect(turns).toEqual([{ turn: 5 }])
  })

  test('[R10] a queued action is repeated until it succeeds, while the conversation goes on', async () => {
    const calls: ActionCall[] = []
    const node = await startNode({
      async runAction(call) {
        calls.push(call)
        return calls.length < 4 ? failed({ afterMs: 5 }) : success
      },
    })
    const { conversation } = await node.start(startInput('queue'))
    expect(textsOf(await node.say(conversation, text('hi')))).toEqual(['Ask'])
    await eventually(async () => (await node.stats()).outbox === 0)
    expect(calls.map((call) => call.attempt)).toEqual([1, 2, 3, 4])
    expect(new Set(calls.map((call) => call.idempotencyKey))).toEqual(new Set([`${conversation}.2.1`]))
    expect(await node.deadLetters.list()).toEqual([])
  })

  test('[R10] a queued action whose error is final becomes a dead letter with its reason', async () => {
    const node = await startNode({ runAction: async () => failed('no'), now: () => 5_000 })
    const { conversation } = await node.start(startInput('queue'))
    await node.say(conversation, text('hi'))
    await eventually(async () => (await node.deadLetters.list()).length === 1)
    expect(await node.deadLetters.list()).toEqual([
      {
        conversation,
        effect: '2.1',
        solution: 'test',
        environment: 'sandbox',
        flow: 'queue',
        node: 'track',
        action: 'track',
        reason: 'unavailable: down',
        attempts: 1,
        doubtful: false,
        at: 5_000,
        diedAt: 5_000,
      },
    ])
    expect(await node.stats()).toMatchObject({ outbox: 0, deadLetters: 1 })
  })

  test('[R10] the pause before a repetition is kept, also by a node that starts meanwhile', async () => {
    let now = 0
    const calls: number[] = []
    const runAction = async () => {
      calls.push(now)
      return calls.length === 1 ? failed({ afterMs: 60_000 }) : success
    }
    const first = await startNode({ runAction, now: () => now })
    const { conversation } = await first.start(startInput('queue'))
    await first.say(conversation, text('hi'))
    await eventually(
      async () => (await house.rows.query('select 1 from parley.outbox where run_at = 60000')).rows.length === 1,
    )
    await startNode({ runAction, now: () => now })
    now = 59_999
    // Another contact's action without a pause shows that the outbox has been looked through at this time.
    await house.rows.query(
      `insert into parley.outbox (workspace_id, conversation_id, effect_id, contact_id, node, action, input, mode, at, run_at, attempts)
       select workspace_id, conversation_id, '9.9', 'cont_other', node, action, input, mode, at, 59999, 0 from parley.outbox`,
    )
    await eventually(async () => (await house.rows.query('select 1 from parley.outbox')).rows.length === 1)
    expect(calls).toEqual([0, 59_999])
    now = 60_000
    await eventually(async () => calls.length === 3)
    expect(calls).toEqual([0, 59_999, 60_000])
  })

  test('many actions share a few places, and all of them run once', async () => {
    let running = 0
    let most = 0
    const keys: string[] = []
    const node = await startNode({
      limits: { actions: 3 },
      async runAction(call) {
        running += 1
        most = Math.max(most, running)
        keys.push(call.idempotencyKey)
        await new Promise((resolve) => setImmediate(resolve))
        running -= 1
        return success
      },
    })
    const started = await Promise.all(Array.from({ length: 60 }, () => node.start(startInput('act'))))
    const answers = await Promise.all(started.map((start) => node.say(start.conversation, text('hi'))))
    for (const answer of answers) expect(textsOf(answer)).toEqual(['Thinking', 'Good hi', 'Ask'])
    expect(most).toBe(3)
    expect(new Set(keys).size).toBe(60)
    expect(keys).toHaveLength(60)
  })

  test('[R12] a node that closes lets a running action end and takes its result', async () => {
    const held = createHeldAction()
    const node = await startNode({ runAction: held.runAction, limits: { graceMs: 30_000 } })
    const { conversation } = await node.start(startInput('act'))
    const answer = node.say(conversation, text('hi'))
    await eventually(async () => held.calls.length === 1)
    const closing = node.close()
    await expect(node.say(conversation, text('late'))).rejects.toMatchObject({ code: 'closing' })
    held.finish()
    expect(textsOf(await answer)).toEqual(['Thinking', 'Good hi', 'Ask'])
    await closing
  })

  test('[R12] what a node cannot end in time is given up at once, and another node takes over long before the lease runs out', async () => {
    const held = createHeldAction()
    const limits = { leaseMs: 3_600_000, graceMs: 1 }
    const [first, second] = await Promise.all([startNode({ runAction: held.runAction, limits }), startNode({ limits })])
    const { conversation } = await first.start(startInput('act'))
    const answer = first.say(conversation, text('hi'))
    await eventually(async () => held.calls.length === 1)
    await first.close()
    expect(await answer).toMatchObject({ status: 'working' })
    await eventually(async () => textsOf(await second.messages(conversation, 0)).includes('Good hi'))
  })

  test('[R19] neither what was said nor what an action was given is ever logged', async () => {
    const lines: string[] = []
    const keep = (fields: unknown, words: string) => void lines.push(JSON.stringify([fields, words]))
    const log = { debug: keep, info: keep, warn: keep, error: keep }
    let calls = 0
    const node = await startNode({
      log,
      async runAction() {
        calls += 1
        if (calls === 1) throw new Error('no host')
        return failed('no')
      },
    })
    const { conversation } = await node.start(startInput('queue'))
    await node.say(conversation, text('my secret'), { clientMessageId: 'a' })
    await node.say(conversation, text('my secret'), { clientMessageId: '\0' }).catch(() => {})
    await eventually(async () => (await node.deadLetters.list()).length === 1)
    expect(lines.length).toBeGreaterThan(2)
    expect(lines.join('\n')).not.toContain('secret')
  })
})
