import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCipher, isSealed } from './cipher.ts'

const one = 'the first key of these tests, 32+'
const two = 'the second key of these tests, 32+'
const cipher = createCipher('default', { current: one })
const place = { of: 'conv_1', row: 'state' }

describe('[RX1] what is sealed', () => {
  test('opens as it was, and shows nothing of itself', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, text) => {
        const stored: unknown = JSON.parse(cipher.sealJson(place, value))
        expect(isSealed(stored)).toBe(true)
        expect(cipher.openJson(place, stored)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(cipher.openText(place, cipher.sealText(place, text))).toBe(Buffer.from(text).toString())
      }),
    )
    expect(cipher.sealJson(place, { word: 'Lovelace' })).not.toContain('Lovelace')
    expect(cipher.sealJson(place, 1)).not.toBe(cipher.sealJson(place, 1))
  })

  test.each([
    ['another conversation', 'default', { of: 'conv_2', row: 'state' }],
    ['another row', 'default', { of: 'conv_1', row: 'message 1' }],
    ['another workspace', 'other', place],
  ])('does not open in %s', (_, workspace, elsewhere) => {
    const stored: unknown = JSON.parse(cipher.sealJson(place, 'x'))
    const other = createCipher(workspace, { current: one })
    expect(() => other.openJson(elsewhere, stored)).toThrow(/was changed in the database/)
  })

  test('does not open when a byte of it was changed or is missing', () => {
    const { key, content } = cipher.sealBytes(place, Buffer.from('hello'))
    for (let at = 0; at < content.length; at += 1) {
      const changed = Buffer.from(content)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => cipher.openBytes(place, key, changed)).toThrow(/cannot be opened/)
      expect(() => cipher.openBytes(place, key, Buffer.from(content.subarray(0, at)))).toThrow(/cannot be opened/)
    }
    expect(cipher.openBytes(place, key, Buffer.from(content)).toString()).toBe('hello')
  })

  test('is opened by the key that sealed it, also when another one seals now', () => {
    const stored: unknown = JSON.parse(cipher.sealJson(place, 'x'))
    expect(createCipher('default', { current: two, old: [one] }).openJson(place, stored)).toBe('x')
    expect(() => createCipher('default', { current: two }).openJson(place, stored)).toThrow(
      `sealed with the key ${cipher.keys[0]}`,
    )
    expect(() => createCipher('default', undefined).openJson(place, stored)).toThrow('PARLEY_DATA_KEYS_OLD')
  })
})

describe('[RX2] what was never sealed', () => {
  test('is read as it is, whatever it looks like', () => {
    for (const text of ['hello', '', '{"$sealed":', '{"a":1}']) expect(cipher.openText(place, text)).toBe(text)
    expect(cipher.openJson(place, { word: 'x' })).toEqual({ word: 'x' })
    expect(cipher.openBytes(place, null, Buffer.from('x')).toString()).toBe('x')
  })

  test('stays plain without a key', () => {
    expect(createCipher('default', undefined).sealJson(place, { a: 1 })).toBe('{"a":1}')
  })
})

test('a mark says the same of the same value with any of the keys, and nothing without one', () => {
  const plain = createCipher('default', undefined)
  const both = createCipher('default', { current: two, old: [one] })
  expect(cipher.mark({ a: 1, b: 2 })).toBe(cipher.mark({ b: 2, a: 1 }))
  expect(both.isMark(cipher.mark('1990'), '1990')).toBe(true)
  expect(both.isMark(plain.mark('1990'), '1990')).toBe(true)
  expect(both.isMark(cipher.mark('1990'), '1991')).toBe(false)
  expect(createCipher('default', { current: two }).isMark(cipher.mark('1990'), '1990')).toBe(false)
  expect(cipher.mark('1990')).not.toContain(plain.mark('1990'))
})

test('a short key is refused', () => {
  expect(() => createCipher('default', { current: 'short' })).toThrow('at least 32')
})
