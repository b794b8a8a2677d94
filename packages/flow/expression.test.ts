import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLogic } from './expression.ts'
import type { Value, Values } from './value.ts'

const logic = createLogic(
  new Map([
    ['name', { type: 'text' }],
    ['age', { type: 'number' }],
    ['vip', { type: 'boolean' }],
    ['data', { type: 'json' }],
  ] as const),
)
const at = Date.parse('2026-05-03T10:00:00Z')

function run(source: string, values: Values = {}): Value | undefined {
  const expression = logic.compile(source)
  if ('kind' in expression) throw new Error(expression.reason)
  return expression.evaluate({ at, language: 'en', value: (name) => values[name] ?? null })
}

const known = {
  name: 'Ada',
  age: 36,
  vip: true,
  data: { list: [1, 'two', null], empty: {} },
  contact: { id: 'c', email: null },
  results: { track: null },
}

describe('logic', () => {
  it.each([
    ['age >= 18', true],
    ['age == 36', true],
    ['age + 1', 37],
    ['1 + age * 2 - 3', 70],
    ['10 / 4', 2],
    ['age / 8', 4.5],
    ["name + ' L.'", 'Ada L.'],
    ["name.startsWith('A') && vip", true],
    ["name in ['Ada', 'Bob']", true],
    ['data.list.size() == 3', true],
    ['data.list[1]', 'two'],
    ["data.list.exists(x, x == 'two')", true],
    ['cel.bind(x, age + 1, x * 2)', 74],
    ["vip ? 'yes' : 'no'", 'yes'],
    ["now > timestamp('2026-01-01T00:00:00Z')", true],
    ['string(age) + name', '36Ada'],
    ["{'a': age, 'b': [name]}", { a: 36, b: ['Ada'] }],
  ])('is CEL: %s', (source, value) => {
    expect(run(source, known)).toEqual(value)
  })

  it('[FL1] compares any name with null and fails on any other use of it', () => {
    for (const name of ['name', 'age', 'vip', 'data']) {
      expect(run(`${name} == null`)).toBe(true)
      expect(run(`null != ${name}`)).toBe(false)
      expect(run(`${name} == null`, known)).toBe(false)
    }
    expect(run('age > 3')).toBeUndefined()
    expect(run("name + 'x'")).toBeUndefined()
  })

  it.each([
    ['age + name', 'type', 0],
    ['vip > 3', 'type', 0],
    ['1 +', 'syntax', 3],
    ["name = 'x'", 'syntax', 5],
    ['1 + nme', 'name', 4],
    ['name.foo()', 'type', 0],
    ['', 'syntax', 0],
    [`${'('.repeat(200)}1${')'.repeat(200)}`, 'limit', expect.any(Number)],
  ])('[FL1] refuses %j', (source, kind, at) => {
    expect(logic.compile(source)).toMatchObject({ kind, at })
  })

  it('[FL2] mixes whole numbers and decimals', () => {
    for (const sign of ['+', '-', '*', '/']) {
      expect(run(`age ${sign} 2`, known)).toBeTypeOf('number')
      expect(run(`2 ${sign} age`, known)).toBeTypeOf('number')
    }
    expect(run('36 == age && age != 35 && 35 < age', known)).toBe(true)
  })

  it('[FL3] matches literal RE2 patterns in linear time', () => {
    expect(run("name.matches('^A')", known)).toBe(true)
    expect(run("['xAy'].exists(x, x.matches('A'))")).toBe(true)
    expect(run("name.matches('(a+)+$')", { name: `${'a'.repeat(50_000)}!` })).toBe(false)
    expect(logic.compile("name.matches('(?=x)')")).toMatchObject({ kind: 'pattern' })
    expect(logic.compile('name.matches(name)')).toMatchObject({ kind: 'pattern' })
  })

  it.each(['1 / 0', 'age / 0', 'data.nothing.x', 'data.list[9]', 'results.track.outcome', "int('x')", 'data + 1'])(
    '[FL4] %s fails quietly',
    (source) => {
      expect(run(source, known)).toBeUndefined()
    },
  )

  it('[FL4] fails quietly whatever the values are', () => {
    const sources = [
      'age > 1 && name != null',
      'data.list.map(x, x + 1)',
      "data.a.b == 'c' || vip",
      'size(data) > 1',
      'data[name]',
      'name + string(age)',
    ]
    fc.assert(
      fc.property(
        fc.constantFrom(...sources),
        fc.dictionary(fc.constantFrom('name', 'age', 'vip', 'data'), fc.jsonValue()),
        (source, values) => {
          const value = run(source, values as Values)
          expect(value === undefined || JSON.stringify(value) !== undefined).toBe(true)
        },
      ),
    )
  })

  it('[FL5] refuses has where what is missing is null', () => {
    expect(logic.compile('has(contact.email)')).toMatchObject({
      kind: 'type',
      reason: expect.stringContaining('contact.email != null'),
    })
    expect(logic.compile('has(results.track.error)')).toMatchObject({ kind: 'type' })
    expect(run('contact.email == null', known)).toBe(true)
    expect(run('has(data.list) && !has(data.other)', known)).toBe(true)
    expect(run('has(results.track.outputs.code)', { results: { track: { outputs: { code: 'x' } } } })).toBe(true)
  })

  it('[FL6] yields JSON', () => {
    expect(run('9007199254740993')).toBe(9_007_199_254_740_992)
    expect(run('now')).toBe('2026-05-03T10:00:00.000Z')
    expect(run("b'abc'")).toBeUndefined()
    expect(run("duration('1h')")).toBeUndefined()
  })
})
