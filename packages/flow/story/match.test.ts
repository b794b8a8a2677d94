import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Value } from '../value.ts'
import { brokenPattern, compareValue, fitsText } from './match.ts'

const value = fc.jsonValue() as fc.Arbitrary<Value>

/** The same value with the members of its objects in another order. */
function reversed(given: Value): Value {
  if (Array.isArray(given)) return given.map((each: Value) => reversed(each))
  if (typeof given !== 'object' || given === null) return given
  return Object.fromEntries(
    Object.entries(given)
      .reverse()
      .map(([name, each]) => [name, reversed(each as Value)]),
  )
}

describe('comparing values', () => {
  it('finds every value to be itself, whatever the order of its members', () => {
    fc.assert(fc.property(value, (each) => compareValue(each, reversed(each), 'exact') === null))
  })

  it('finds whatever else is there, when nothing else may be', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value), fc.string(), value, (object, name, more) => {
        fc.pre(!Object.hasOwn(object, name) && name !== '__proto__')
        const given = { ...object, [name]: more }
        expect(compareValue(object, given, 'exact')?.expected).toBe('nothing')
        expect(compareValue(object, given, 'members')).toBeNull()
      }),
    )
  })

  it('names the first place that differs', () => {
    const given = { a: [{ b: 1 }, { b: 2, c: 'x' }] }
    expect(compareValue({ a: [{ b: 1 }, { b: 3 }] }, given, 'members')).toEqual({
      path: 'a[1].b',
      expected: '3',
      happened: '2',
    })
    expect(compareValue({ a: [{ b: 1 }] }, given, 'members')?.path).toBe('a[1]')
    expect(compareValue({ a: null }, given, 'members')?.happened).toBe('[{"b":1},{"b":2,"c":"x"}]')
    expect(compareValue({ d: { e: 1 } }, { d: { e: 1, f: 2 } }, 'members')?.path).toBe('d.f')
    expect(compareValue({ d: { e: 1 } }, { d: { e: 1, f: 2 } }, 'part')).toBeNull()
  })
})

describe('patterns', () => {
  it('are texts between slashes', () => {
    expect(fitsText('/^[0-9]{4}$/', '2026')).toBe(true)
    expect(fitsText('/^[0-9]{4}$/', 'x2026')).toBe(false)
    expect(fitsText('/a/', '/a/')).toBe(true)
    expect(fitsText('//', 'x')).toBe(false)
    expect(compareValue({ at: '/^2026-/' }, { at: '2026-01-05' }, 'exact')).toBeNull()
  })

  it('that are none say so, and fit nothing but themselves', () => {
    expect(brokenPattern('/(/')).toMatch(/./)
    expect(brokenPattern('/(?<=a)b/')).toMatch(/./)
    expect(fitsText('/(/', 'x')).toBe(false)
    expect(brokenPattern('and/or')).toBeNull()
  })
})
