import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createToken, readToken, tokenLifetimeMs } from './token.ts'

const key = 'k'.repeat(32)
const now = Date.UTC(2026, 0, 1)
const token = createToken(key, 'conv_abc', now)

test('a token opens its conversation until it expires', () => {
  expect(readToken(key, token, now)).toEqual({
    kind: 'valid',
    conversation: 'conv_abc',
    expiresAt: now + tokenLifetimeMs,
  })
  expect(readToken(key, token, now + tokenLifetimeMs - 1).kind).toBe('valid')
  expect(readToken(key, token, now + tokenLifetimeMs).kind).toBe('expired')
})

test('a token of another key is invalid', () => {
  expect(readToken('x'.repeat(32), token, now).kind).toBe('invalid')
})

test('no other conversation and no later expiry can be put into a token', () => {
  const [id = '', expiry = '', mac = ''] = token.split('.')
  expect(readToken(key, `conv_abd.${expiry}.${mac}`, now).kind).toBe('invalid')
  expect(readToken(key, `${id}.${Number(expiry) + 1}.${mac}`, now).kind).toBe('invalid')
})

test('every change of a character makes a token invalid', () => {
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.constantFrom(...'abcXYZ019_-.'), (at, character) => {
      fc.pre(token[at] !== character)
      expect(readToken(key, token.slice(0, at) + character + token.slice(at + 1), now).kind).toBe('invalid')
    }),
  )
})

test('no text whatever is taken for a token, and none makes the reading fail', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(readToken(key, text, now).kind).toBe('invalid')
    }),
  )
})
