import { expect, test } from 'vitest'
import { readPayload } from './payload.ts'

test('an object is a payload, nothing is an empty one', () => {
  expect(readPayload('{ "a": [1] }')).toEqual({ kind: 'object', value: { a: [1] } })
  expect(readPayload(' \n')).toEqual({ kind: 'object', value: {} })
})

test('what is no object, or no JSON, says so, with the line where it is known', () => {
  expect(readPayload('[1]')).toMatchObject({ kind: 'wrong', line: null })
  expect(readPayload('{\n  "a": 1,\n  b\n}')).toMatchObject({ kind: 'wrong', line: 3 })
})
