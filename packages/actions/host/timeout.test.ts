import { expect, test } from 'vitest'
import { readTimeout } from './timeout.ts'

test('a time limit is a number with its unit', () => {
  expect(readTimeout('500ms')).toBe(500)
  expect(readTimeout('10s')).toBe(10_000)
  expect(readTimeout('1m')).toBe(60_000)
})

test.for(['', '10', '0s', '-1s', '1.5s', '61s', '2m', '1h', '10 s', '9999999ms'])('%j is none', (text) => {
  expect(readTimeout(text)).toBeNull()
})
