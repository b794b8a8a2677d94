import { expect, expectTypeOf, test } from 'vitest'
import { brazeSandbox, defineAction, defineSolution, error, isBrazeFailure, success, z } from './index.ts'

test('types flow from input, outcomes and outputs into execute', () => {
  const action = defineAction({
    input: z.object({ email: z.email(), age: z.number().optional() }),
    outcomes: ['declined'],
    outputs: z.object({ points: z.number() }),
    async execute({ payload, context, secrets, braze }) {
      expectTypeOf(payload).toEqualTypeOf<{ email: string; age?: number | undefined }>()
      expectTypeOf(context.idempotency_key).toBeString()
      expectTypeOf(secrets.any).toEqualTypeOf<string | undefined>()
      expectTypeOf(braze.users.track).parameter(0).toExtend<{ readonly attributes?: readonly object[] }>()
      if (payload.age === 1) return { outcome: 'declined' }
      if (payload.age === 2) return error('no', { retry: 'later' })
      return success({ points: 3 })
    },
  })
  expect(action.outcomes).toEqual(['declined'])

  defineAction({
    input: z.object({}),
    // @ts-expect-error: an outcome that is not declared
    execute: async () => ({ outcome: 'maybe' }),
  })
  defineAction({
    input: z.object({}),
    outputs: z.object({ points: z.number() }),
    // @ts-expect-error: an output of another type
    execute: async () => success({ points: 'three' }),
  })
  defineAction({ input: z.object({}), async execute() {} })
})

test('a solution is what was written down', () => {
  const written = {
    name: 'a',
    start: 'main',
    params: { sandbox: { braze_url: brazeSandbox }, prod: {} },
    secrets: ['braze_api_key'],
  }
  expect(defineSolution(written)).toBe(written)
})

test('a result says its outcome, and an error its advice', () => {
  expect(success()).toEqual({ outcome: 'success' })
  expect(success({ a: 1 })).toEqual({ outcome: 'success', outputs: { a: 1 } })
  expect(error('no')).toEqual({ outcome: 'error', message: 'no', retry: 'no' })
})

test('a failure of Braze is told apart from others', () => {
  expect(isBrazeFailure(new Error('x'))).toBe(false)
  expect(isBrazeFailure(Object.assign(new Error('x'), { name: 'BrazeError', code: 'rejected', retry: 'no' }))).toBe(
    true,
  )
})
