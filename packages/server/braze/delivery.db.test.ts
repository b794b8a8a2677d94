import { BrazeError, type Retry } from '@parley/braze'
import type { Values } from '@parley/flow'
import { type ActionCall, type ActionEnd, createRuntime, type Runtime } from '@parley/runtime'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { deliver } from './delivery.ts'
import type { Target } from './target.ts'

let database: TestDatabase
let runtime: Runtime
/** What reached Braze, and how it answers: each call takes the next, the last one stays. */
let sent: { readonly method: string; readonly body: Values }[]
let answers: (() => unknown)[]
let marks: number
let contact = 0

const quiet = { debug() {}, info() {}, warn() {}, error() {} }

beforeAll(async () => {
  database = await createTestDatabase()
  const ports = { log: quiet, readProgram: () => nothing(), runAction: async () => nothing() }
  runtime = await createRuntime({ databaseUrl: database.url, ports })
})

beforeEach(() => {
  sent = []
  answers = [() => ({ message: 'success' })]
  marks = 0
  contact += 1
})

afterAll(async () => {
  await runtime.close()
  await database.drop()
})

function nothing(): never {
  throw new Error('not used')
}

const target = { space: 'sandbox https://b', account: 'key', keepMs: 3_600_000 }

/** Delivers as the runtime would. Everybody is called after the test, so that tests do not know of each other. */
function run(action: string, input: Values, more: Partial<ActionCall> & Partial<Target> = {}): Promise<ActionEnd> {
  const { keepMs = target.keepMs, exists, ...given } = more
  const call: ActionCall = {
    version: 'ver_1',
    solution: 'shop',
    environment: 'sandbox',
    conversation: 'conv_1',
    contact: { id: 'cont_1', external_id: id() },
    flow: 'main',
    node: `node-${contact}`,
    action,
    input,
    mode: 'await',
    effect: '2.0',
    idempotencyKey: 'conv_1.2.0',
    at: 0,
    attempt: 1,
    doubtful: false,
    repeated: false,
    ...given,
  }
  const attempt = {
    signal: new AbortController().signal,
    mark: async () => {
      marks += 1
    },
    unmark: async () => {
      marks -= 1
    },
  }
  const host = {
    async call(_deployment: string, method: string, body: unknown, options: { signal?: AbortSignal } = {}) {
      sent.push({ method, body: body as Values })
      const next = answers.length > 1 ? answers.shift() : answers[0]
      const answer = next?.()
      return answer === waiting ? untilAborted(options.signal) : answer
    },
  }
  const parts = { host, shadow: () => runtime.shadow, dataPoints: () => runtime.dataPoints }
  return deliver(call, attempt, 'ver_1/sandbox', { ...target, keepMs, ...(exists && { exists }) }, parts)
}

const id = () => `person-${contact}`
const waiting = Symbol('no answer')

function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    const cancel = () => reject(failure('cancelled', 'no', { ambiguous: true }))
    // On a slow machine the time may be over before anybody listens.
    if (signal?.aborted === true) cancel()
    signal?.addEventListener('abort', cancel)
  })
}

const failure = (code: BrazeError['code'], retry: Retry, more: Partial<BrazeError> = {}): BrazeError =>
  new BrazeError(`${code}!`, { code, retry, ...more })

const throws = (error: Error) => () => {
  throw error
}

const attributes = (more: Values = {}) => ({ attributes: [{ external_id: id(), plan: 'gold', ...more }] })
const save = (more?: Values, call?: Parameters<typeof run>[2]) => run('braze.users.track', attributes(more), call)

describe('a track call', () => {
  test('is sent as it is and tells what was taken', async () => {
    answers = [() => ({ message: 'success', attributes_processed: 1, errors: [] })]
    expect(await save()).toEqual({ outcome: 'success', outputs: { attributes_processed: 1 } })
    expect(sent).toEqual([{ method: 'users.track', body: attributes() }])
    expect(marks).toBe(0)
  })

  test('sends only what has changed, and nothing when nothing has; both count as saved', async () => {
    await save({ city: 'London' })
    expect(await save({ city: 'London' })).toEqual({ outcome: 'success', outputs: { attributes_processed: 1 } })
    await save({ city: 'Paris', visits: { inc: 1 } })
    expect(sent.map(({ body }) => body)).toEqual([
      attributes({ city: 'London' }),
      { attributes: [{ external_id: id(), city: 'Paris', visits: { inc: 1 } }] },
    ])
    // Counted beside the way.
    await vi.waitFor(async () => {
      const lines = await runtime.dataPoints.list({ from: '2026-01-01', to: '2999-01-01' })
      expect(lines.filter((line) => line.node === `node-${contact}`)).toMatchObject([{ sent: 4, saved: 3 }])
    })
  })

  test('sends everything when the node or the solution says so', async () => {
    await save()
    await run('braze.users.track', { ...attributes(), options: { deltas: false } })
    await save({}, { keepMs: 0 })
    expect(sent.map(({ body }) => body)).toEqual([attributes(), attributes(), attributes()])
    // Nobody knows what the other one has done meanwhile.
    await save()
    expect(sent).toHaveLength(4)
  })

  test('is sent again after a refusal and after an answer that was lost, for neither proves anything', async () => {
    const trouble = [failure('invalid', 'no'), failure('network', 'later', { ambiguous: true })]
    for (const error of trouble) {
      contact += 1
      answers = [throws(error), () => ({ message: 'success' })]
      expect((await save()).outcome).toBe('error')
      await save()
      await save()
      expect(sent.filter(({ body }) => JSON.stringify(body).includes(id()))).toHaveLength(error.ambiguous ? 3 : 2)
    }
  })

  test('sends everything to a profile that is no longer there', async () => {
    await save()
    await save({}, { exists: async () => true })
    await save({}, { exists: async () => false })
    expect(sent.map(({ body }) => body)).toEqual([attributes(), attributes()])
  })

  test.each([
    ['address', { email: 'a@b.c' }],
    ['alias', { user_alias: { alias_label: 'chat', alias_name: 'a' } }],
  ])('forgets what an %s may have changed behind the back of the external id', async (_, name) => {
    await save()
    await run('braze.users.track', { attributes: [{ ...name, plan: 'silver' }] })
    await save()
    expect(sent).toHaveLength(3)
  })

  test('[R22] marks events before they are sent and tells a repetition', async () => {
    const events = [{ external_id: id(), name: 'signed_up', time: '2026-01-01' }]
    await run('braze.users.track', { events })
    await run('braze.users.track', { events }, { doubtful: true, attempt: 2 })
    expect(marks).toBe(2)
    expect(sent.map(({ body }) => body.events)).toMatchObject([
      [{ properties: { parley_delivery_id: 'conv_1.2.0.0' } }],
      [{ properties: { parley_delivery_id: 'conv_1.2.0.0', parley_repeat: true } }],
    ])
  })

  test('[R22] that adds something up is not repeated when it may have been taken: the rest is, and what is kept back is left over', async () => {
    const counted = { attributes: [{ external_id: id(), plan: 'gold', visits: { inc: 1 } }] }
    const message = expect.stringContaining('not sent again')
    for (const mode of ['queue', 'await'] as const) {
      sent = []
      expect(await run('braze.users.track', counted, { mode, doubtful: true, attempt: 2 })).toEqual({
        outcome: 'error',
        outputs: mode === 'await' ? { ambiguous: true } : {},
        error: { kind: 'unavailable', message, retry: 'no' },
        ambiguous: true,
        rest: { attributes: [{ external_id: id(), visits: { inc: 1 } }] },
      })
      expect(sent.map(({ body }) => body)).toEqual(mode === 'queue' ? [attributes()] : [])
    }
    expect(marks).toBe(0)
    // An operator has decided.
    const replayed = await run(
      'braze.users.track',
      { attributes: [{ external_id: id(), visits: { inc: 1 } }] },
      { repeated: true },
    )
    expect([replayed.outcome, marks, sent.length]).toEqual(['success', 1, 1])
  })

  test('[R22] that may have been taken says so to the flow that waits for it', async () => {
    answers = [throws(failure('timeout', 'later', { ambiguous: true }))]
    expect(await save({ visits: { inc: 1 } })).toMatchObject({
      error: { kind: 'timeout' },
      outputs: { ambiguous: true },
    })
    answers = [throws(failure('unavailable', 'later'))]
    expect(await save()).toMatchObject({ outputs: {} })
  })

  test('of which a part was refused is an error that leaves only that part to do', async () => {
    const events = [{ external_id: id(), name: 'a' }]
    const errors = [{ type: 'bad', input_array: 'events', index: 0 }]
    answers = [() => ({ message: 'success', attributes_processed: 1, errors })]
    expect(await run('braze.users.track', { ...attributes(), events })).toEqual({
      outcome: 'error',
      outputs: { errors },
      error: { kind: 'rejected', message: 'Braze refused 1 of 2 objects: bad', retry: 'no' },
      rest: { events },
    })
  })
})

describe('other calls', () => {
  test('look up a profile, or find none', async () => {
    answers = [
      () => ({ message: 'success', users: [{ braze_id: 'b' }, { external_id: 'ada' }] }),
      () => ({ message: 'success', users: [] }),
    ]
    const look = () => run('braze.users.export.ids', { external_ids: ['ada'] })
    expect(await look()).toEqual({ outcome: 'success', outputs: { profile: { external_id: 'ada' } } })
    expect(await look()).toEqual({ outcome: 'not-found', outputs: {} })
  })

  test('go to the second version of the subscription endpoint', async () => {
    await run('braze.subscription.status.set', { subscription_groups: [] })
    expect(sent[0]?.method).toBe('subscription.status.set_v2')
  })

  test('that join profiles leave nothing known of either', async () => {
    await save()
    await run('braze.users.identify', { aliases_to_identify: [{ external_id: id() }] })
    await save()
    expect(sent).toHaveLength(3)
  })

  test('send a message at most once: neither after a lost answer nor after a node that died', async () => {
    const send = (more: Partial<ActionCall>) =>
      run('braze.canvas.trigger.send', { canvas_id: 'c' }, { mode: 'queue', ...more })
    answers = [throws(failure('timeout', 'later', { ambiguous: true }))]
    expect(await send({})).toMatchObject({ error: { kind: 'timeout', retry: 'no' }, ambiguous: true })
    expect(await send({ doubtful: true })).toMatchObject({ error: { retry: 'no' }, ambiguous: true })
    expect([sent.length, marks]).toEqual([1, 1])
    answers = [() => ({ message: 'success' })]
    expect((await send({ repeated: true })).outcome).toBe('success')
    expect([sent.length, marks]).toEqual([2, 2])
    answers = [throws(failure('rate-limited', { afterMs: 5 }))]
    expect(await send({})).toMatchObject({ error: { retry: { afterMs: 5 } }, ambiguous: false })
  })

  test('that the flow refuses itself never reach Braze', async () => {
    const options = { refused: 'Nobody is known.' }
    expect(await run('braze.users.track', { options })).toMatchObject({
      error: { kind: 'input', message: 'Nobody is known.', retry: 'no' },
    })
    expect(await run('braze.users.export.ids', { options })).toMatchObject({ outcome: 'not-found' })
    expect(await run('braze.nonsense', {})).toMatchObject({ error: { kind: 'missing' } })
    expect(sent).toEqual([])
  })
})

describe('a limit', () => {
  test('makes an awaited call wait, and fails it only when its time is over', async () => {
    const limited = throws(failure('rate-limited', { afterMs: 1 }))
    answers = [limited, limited, () => ({ message: 'success' })]
    expect((await save()).outcome).toBe('success')
    expect(sent).toHaveLength(3)
    answers = [throws(failure('rate-limited', { afterMs: 60_000 }))]
    expect(await save({ city: 'x' }, { timeoutMs: 5 })).toMatchObject({ error: { kind: 'rate-limited' } })
  })

  test('sends a queued call back into its line', async () => {
    answers = [throws(failure('rate-limited', { afterMs: 700 }))]
    expect(await save({}, { mode: 'queue' })).toMatchObject({
      error: { kind: 'rate-limited', retry: { afterMs: 700 } },
    })
    expect(sent).toHaveLength(1)
  })

  test('of time ends an awaited call that Braze does not answer', async () => {
    answers = [() => waiting]
    expect(await save({}, { timeoutMs: 5 })).toMatchObject({ error: { kind: 'timeout' }, ambiguous: true })
  })
})

test('nobody there to make the call is no result, and what was not sent is not doubted', async () => {
  answers = [throws(failure('closed', 'no'))]
  await expect(save()).rejects.toMatchObject({ code: 'closed' })
  for (const [ambiguous, left] of [
    [false, 0],
    [true, 1],
  ] as const) {
    marks = 0
    answers = [throws(failure('cancelled', 'no', { ambiguous }))]
    await expect(run('braze.canvas.trigger.send', { canvas_id: 'c' })).rejects.toMatchObject({ code: 'cancelled' })
    expect(marks).toBe(left)
  }
})
