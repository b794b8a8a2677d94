import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fingerprint } from './fingerprint.ts'

test('the order of members does not change a fingerprint', () => {
  expect(fingerprint({ a: 1, b: { c: 2, d: [3] } })).toBe(fingerprint({ b: { d: [3], c: 2 }, a: 1 }))
})

test('the order of a list does', () => {
  expect(fingerprint([1, 2])).not.toBe(fingerprint([2, 1]))
})

test('what JSON tells apart has fingerprints of its own', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      const same = fingerprint(a) === fingerprint(b)
      expect(same).toBe(fingerprint(JSON.parse(JSON.stringify(a))) === fingerprint(JSON.parse(JSON.stringify(b))))
      if (JSON.stringify(a) === JSON.stringify(b)) expect(same).toBe(true)
    }),
  )
  expect(fingerprint({ a: '1' })).not.toBe(fingerprint({ a: 1 }))
  expect(fingerprint({})).not.toBe(fingerprint([]))
})
