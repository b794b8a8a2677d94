import { expect, it } from 'vitest'
import { matchesPattern } from './regex.ts'

it.each([
  ['^gold', 'golden', true],
  ['.*@example\\.com$', 'ann@example.com', true],
  ['(?:a|b)c', 'xbc', true],
  ['^(\\w+)@(\\w+)\\.com$', 'ann@example.com', true],
  ['^(a)\\1$', 'aa', true],
  ['^a{2,3}b?$', 'aab', true],
  ['^a{2,3}b?$', 'ab', false],
  ['(', '(', false],
  ['[', 'x', false],
])('finds %s in %s: %s', (pattern, text, found) => {
  expect(matchesPattern(pattern, text)).toBe(found)
})

it('is not held up by patterns that would take for ever, however many they are', () => {
  const text = `${'a'.repeat(60)}!`
  for (let index = 0; index < 2000; index += 1) expect(matchesPattern(`^(a+)+${index}$`, text)).toBe(false)
  expect(matchesPattern('^(a|a)*$', text)).toBe(false)
  expect(matchesPattern(`^${'a?'.repeat(40)}${'a'.repeat(60)}b$`, text)).toBe(false)
  // Each of them alone would take longer than the age of the world: that it ends says it all.
}, 60_000)
