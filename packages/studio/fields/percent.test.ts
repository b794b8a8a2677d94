import { expect, test } from 'vitest'
import { percentWords, shareFrom } from './percent.ts'

test.each([
  ['85', 0.85],
  ['85 %', 0.85],
  ['7,5', 0.075],
  ['100', 1],
  ['0', 0],
  ['', undefined],
  ['much', 'much'],
  ['5.', '5.'],
  ['1000', '1000'],
])('%s typed in percent is %s', (typed, share) => {
  expect(shareFrom(typed)).toBe(share)
})

test('a share is shown as it was typed', () => {
  for (const typed of ['85', '7.5', '100', '0', '29']) expect(percentWords(shareFrom(typed))).toBe(typed)
  expect(percentWords('much')).toBe('much')
  expect(percentWords(undefined)).toBe('')
})
