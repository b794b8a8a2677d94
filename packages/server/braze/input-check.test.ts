import { expect, test } from 'vitest'
import { brazeCalls } from './braze-call.ts'
import { checkInput } from './input-check.ts'

const pointersOf = (action: string, input: Parameters<typeof checkInput>[1]) =>
  checkInput(action, input).map(({ pointer }) => pointer)

test('an input that says something is taken, whatever is in its objects', () => {
  expect(checkInput('braze.users.track', { attributes: [{ x: 1 }], options: { deltas: false } })).toEqual([])
  expect(checkInput('braze.users.track', { events: [{ name: 'a' }], attributes: [] })).toEqual([])
  expect(checkInput('braze.canvas.trigger.send', { canvas_id: 'c', recipients: [] })).toEqual([])
  expect(checkInput('braze.subscription.status.set', { subscription_groups: [] })).toEqual([])
})

test.for([
  [{}, ['/input']],
  [{ attributes: [] }, ['/input']],
  [{ attribute: [{ external_id: 'ada' }] }, ['/input/attribute', '/input']],
  [{ attributes: { external_id: 'ada' } }, ['/input/attributes']],
  [{ attributes: [{ external_id: 'ada' }], events: ['a', null] }, ['/input/events']],
  [{ attributes: [{ external_id: 'ada' }], 'a/b': 1 }, ['/input/a~1b']],
] as const)('what would be lost without a word is told: %j', ([input, pointers]) => {
  expect(pointersOf('braze.users.track', input as Parameters<typeof checkInput>[1])).toEqual(pointers)
})

test('every call of Braze is checked, and no action of a solution', () => {
  for (const action of Object.keys(brazeCalls)) expect(pointersOf(action, { nonsense: 1 })).toContain('/input/nonsense')
  expect(checkInput('send-receipt', { nonsense: 1 })).toEqual([])
})
