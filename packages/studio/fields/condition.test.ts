import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCondition, type Test, writeCondition } from './condition.ts'
import { type Plain, readPlain, writePlain } from './plain-value.ts'

const names = fc.constantFrom('age', 'first_name', 'results.track.outcome', 'contact.email')
const plain: fc.Arbitrary<Plain> = fc.oneof(
  fc.string().map((text): Plain => ({ kind: 'text', text })),
  fc.integer().map((number): Plain => ({ kind: 'number', number })),
  fc.boolean().map((boolean): Plain => ({ kind: 'boolean', boolean })),
  names.map((name): Plain => ({ kind: 'name', name })),
)
const words = fc.string().map((text): Plain => ({ kind: 'text', text }))
const tests: fc.Arbitrary<Test> = fc.oneof(
  fc.record({ name: names, comparison: fc.constantFrom('yes', 'no', 'known', 'unknown') }),
  fc.record({
    name: names,
    comparison: fc.constantFrom('is', 'is-not', 'more', 'at-least', 'less', 'at-most'),
    value: plain,
  }),
  fc.record({ name: names, comparison: fc.constantFrom('contains', 'begins', 'includes'), value: words }),
)

describe('a condition', () => {
  it('[CO1] that is put together reads back as it is, for every one', () => {
    fc.assert(
      fc.property(fc.array(tests, { minLength: 1, maxLength: 4 }), fc.constantFrom('all', 'any'), (all, join) => {
        const condition = { join, tests: all }
        const read = readCondition(writeCondition(condition))
        expect(read?.tests).toEqual(all)
        if (all.length > 1) expect(read?.join).toBe(join)
      }),
    )
  })

  it('reads what people write by hand', () => {
    expect(readCondition("operating_system == 'iOS' && age >= 18")).toEqual({
      join: 'all',
      tests: [
        { name: 'operating_system', comparison: 'is', value: { kind: 'text', text: 'iOS' } },
        { name: 'age', comparison: 'at-least', value: { kind: 'number', number: 18 } },
      ],
    })
    expect(readCondition('email != null || proved')?.join).toBe('any')
    expect(readCondition('')).toEqual({ join: 'all', tests: [] })
  })

  it('[CO1] leaves what it does not understand', () => {
    for (const logic of [
      'a && b || c',
      '(a) && b',
      'size(x) > 1',
      'a ? b : c',
      "x.matches('a')",
      '1 == x',
      'a == b.c()',
    ])
      expect(readCondition(logic), logic).toBeNull()
  })
})

describe('a plain value', () => {
  it('reads back as it is written, for every one', () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(readPlain(writePlain(value))).toEqual(value)
      }),
    )
  })

  it('is none where a formula is more than that', () => {
    for (const logic of ["'a' + 'b'", 'a + 1', "'''a'''", "'a\\x'", "'a", 'f(x)', ''])
      expect(readPlain(logic), logic).toBeNull()
  })
})
