import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSecretBox } from './secret.ts'

const box = createSecretBox({ key: 'k-value-1', key_two: 'another$&value' })
const { key = '', key_two: keyTwo = '' } = box.placeholders

test('a stand-in in a header becomes the value, also where one name begins with another', () => {
  expect(box.fill(`Bearer ${key}`)).toEqual({ value: 'Bearer k-value-1', found: true })
  expect(box.fill(`${keyTwo}:${key}`)).toEqual({ value: 'another$&value:k-value-1', found: true })
  expect(box.fill('Bearer nothing')).toEqual({ value: 'Bearer nothing', found: false })
})

test('a stand-in inside of basic authentication becomes the value', () => {
  const { value, found } = box.fill(`Basic ${Buffer.from(`user:${key}`).toString('base64')}`)
  expect(found).toBe(true)
  expect(Buffer.from(value.slice(6), 'base64').toString()).toBe('user:k-value-1')
})

test('stand-ins cannot be guessed: another box has others', () => {
  const other = createSecretBox({ key: 'k-value-1' })
  expect(other.placeholders.key).not.toBe(key)
  expect(box.fill(other.placeholders.key ?? '').found).toBe(false)
})

test('values are taken out of every text, wherever they stand', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      const text = `${before}k-value-1${after}`
      expect(box.redact(text)).not.toContain('k-value-1')
      expect(box.redactBytes(Buffer.from(text)).includes('k-value-1')).toBe(false)
    }),
  )
  expect(box.redact('it is k-value-1.')).toBe('it is [secret key].')
})

test('bytes without a value are handed on as they are', () => {
  const bytes = Buffer.from([0, 255, 128, 10])
  expect(box.redactBytes(bytes)).toBe(bytes)
})
