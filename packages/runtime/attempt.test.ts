import type { ActionError, ActionResult } from '@parley/flow'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readExecution, readLease } from './attempt.ts'
import type { ActionEnd } from './ports.ts'
import type { Task } from './sql/lease-outbox.ts'

const task: Task = {
  conversation: 'conv_1',
  effect: '2.0',
  contactId: 'cont_1',
  flow: 'queue',
  node: 'track',
  action: 'track',
  delivery: false,
  input: {},
  mode: 'queue',
  timeoutMs: null,
  at: 0,
  version: 'ver_1',
  solution: 'test',
  environment: 'sandbox',
  contact: { id: 'cont_1' },
  attempts: 1,
  takeovers: 0,
  doubtful: false,
  repeated: false,
  late: false,
}

function failed(retry: ActionError['retry']): ActionResult {
  return { outcome: 'error', outputs: {}, error: { kind: 'unavailable', message: 'Braze is down', retry } }
}

test('a queued action that succeeds is done, whatever the name of its outcome', () => {
  for (const outcome of ['success', 'duplicate'])
    expect(readExecution(task, { kind: 'result', result: { outcome, outputs: {} } }, 0)).toEqual({ kind: 'done' })
})

test('[R10] a queued action whose error says no is dead, with the reason', () => {
  expect(readExecution(task, { kind: 'result', result: failed('no') }, 0)).toEqual({
    kind: 'dead',
    reason: 'unavailable: Braze is down',
    doubtful: false,
  })
})

test('[R10] a queued action whose key was refused is repeated, for keys are mended and the data is not at fault', () => {
  const error: ActionError = { kind: 'unauthorized', message: 'the key was refused', retry: 'no' }
  const result: ActionResult = { outcome: 'error', outputs: {}, error }
  expect(readExecution(task, { kind: 'result', result }, 0)).toMatchObject({ kind: 'again' })
})

test('[R10] a queued action is repeated as late as its error asks, and never later than an hour', () => {
  expect(readExecution(task, { kind: 'result', result: failed({ afterMs: 1500 }) }, 0)).toMatchObject({ afterMs: 1500 })
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      fc.oneof(fc.constant('later' as const), fc.record({ afterMs: fc.double({ noNaN: true }) })),
      (attempts, random, retry) => {
        const verdict = readExecution({ ...task, attempts }, { kind: 'result', result: failed(retry) }, random)
        if (verdict.kind !== 'again') throw new Error(verdict.kind)
        expect(verdict.afterMs).toBeGreaterThanOrEqual(0)
        expect(verdict.afterMs).toBeLessThanOrEqual(3_600_000)
      },
    ),
  )
})

test('[R10] the pauses between repetitions grow', () => {
  const pauses = [1, 2, 3, 4].map((attempts) =>
    readExecution({ ...task, attempts }, { kind: 'result', result: failed('later') }, 0.5),
  )
  expect(pauses.map((verdict) => verdict.kind === 'again' && verdict.afterMs)).toEqual([750, 1500, 3000, 6000])
})

test('[R9] an awaited action is not repeated for its errors: the flow decides', () => {
  const result = failed('later')
  expect(readExecution({ ...task, mode: 'await' }, { kind: 'result', result }, 0)).toEqual({ kind: 'result', result })
})

test('[R9] an awaited action is tried five times when the host is not there, then it has crashed', () => {
  const verdicts = [1, 2, 3, 4, 5].map((attempts) =>
    readExecution({ ...task, mode: 'await', attempts }, { kind: 'no-host' }, 0),
  )
  expect(verdicts.map((verdict) => verdict.kind)).toEqual(['again', 'again', 'again', 'again', 'result'])
  expect(verdicts[4]).toMatchObject({ result: { outcome: 'error', error: { kind: 'crashed' } } })
})

test('[R22] what was sent and not answered is doubtful, also when the host is gone', () => {
  const lost: ActionEnd = { ...failed('later'), ambiguous: true }
  expect(readExecution(task, { kind: 'result', result: lost }, 0)).toMatchObject({ kind: 'again', doubtful: true })
  expect(readExecution(task, { kind: 'result', result: failed('later') }, 0)).toMatchObject({ doubtful: false })
  expect(readExecution(task, { kind: 'no-host' }, 0)).toMatchObject({ kind: 'again', doubtful: true })
})

test('a dead letter of which a part was taken keeps only the rest', () => {
  const result: ActionEnd = { ...failed('no'), rest: { events: [] } }
  expect(readExecution(task, { kind: 'result', result }, 0)).toMatchObject({ kind: 'dead', input: { events: [] } })
})

test('a queued delivery is not taken to be the reason why its nodes died', () => {
  expect(readLease({ ...task, delivery: true, attempts: 6, takeovers: 5 })).toBeNull()
  expect(readLease({ ...task, delivery: true, mode: 'await', attempts: 6, takeovers: 5 })).not.toBeNull()
})

test('[R9] an action that keeps bringing down its node is given up', () => {
  expect(readLease({ ...task, attempts: 5, takeovers: 4 })).toBeNull()
  expect(readLease({ ...task, attempts: 6, takeovers: 5 })).toMatchObject({ kind: 'dead' })
  expect(readLease({ ...task, mode: 'await', attempts: 6, takeovers: 5 })).toMatchObject({
    kind: 'result',
    result: { error: { kind: 'crashed' } },
  })
})
