import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLogic } from '../expression.ts'
import type { Values } from '../value.ts'

const logic = createLogic(
  new Map([
    ['x', { type: 'json' }],
    ['n', { type: 'number' }],
    ['t', { type: 'text' }],
  ] as const),
)

/** Conditions of every shape over three names; those whose types do not fit are passed over. */
const { condition } = fc.letrec<{ condition: string; value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom('x', 'n', 't', '1', '2.5', "'a'", 'null', '[1, n]', 'contact.email'),
    fc.tuple(tie('value'), fc.constantFrom('+', '-', '*'), tie('value')).map(([a, sign, b]) => `(${a} ${sign} ${b})`),
    fc.tuple(tie('condition'), tie('value'), tie('value')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    tie('value').map((a) => `size(${a})`),
  ),
  condition: fc.oneof(
    { maxDepth: 3 },
    fc
      .tuple(tie('value'), fc.constantFrom('==', '!=', '<', '>=', 'in'), tie('value'))
      .map(([a, sign, b]) => `${a} ${sign} ${b}`),
    fc
      .tuple(tie('condition'), fc.constantFrom('&&', '||'), tie('condition'))
      .map(([a, sign, b]) => `(${a} ${sign} ${b})`),
    tie('condition').map((a) => `!(${a})`),
    fc.constantFrom("t.startsWith('a')", '[1, 2].exists(y, y == n)', 'x.exists(y, y == n)', 'has(x.a)', 'x'),
  ),
}))
const values: fc.Arbitrary<Values> = fc.record({
  x: fc.constantFrom(null, true, 1, 'a', [1], { a: 1 }),
  n: fc.constantFrom(null, 1, 2.5),
  t: fc.constantFrom(null, 'a', 'b'),
})

const compiled = (source: string) => {
  const expression = logic.compile(source)
  return 'kind' in expression ? null : expression
}

describe('what logic proves', () => {
  it('[FC8] is that a variable is known when it has held, and when it has not', () => {
    let tried = 0
    fc.assert(
      fc.property(condition, values, (source, known) => {
        const expression = compiled(source)
        if (expression === null) return
        tried += 1
        const held = expression.evaluate({ at: 0, language: 'en', value: (name) => known[name] ?? null }) === true
        const { proof } = expression
        for (const name of held ? proof.held : proof.failed) {
          if (['x', 'n', 't'].includes(name)) expect([source, name, known[name]]).not.toEqual([source, name, null])
        }
      }),
      { numRuns: 1500 },
    )
    expect(tried).toBeGreaterThan(200)
  })

  it.each([
    ['x != null', ['x'], []],
    ['x == null', [], ['x']],
    ['!(x == null)', ['x'], []],
    ['x == null || n > 3', [], ['x']],
    ['x != null && n > 3', ['x', 'n'], []],
    ["t == 'a' || n == 1", [], []],
    ["t == 'a' || t == 'b'", ['t'], []],
    ["t in ['a', 'b']", ['t'], []],
    ['x in [1, n]', [], []],
    ['n + 1 > 2', ['n'], []],
  ])('[FC8] of %s are %j and %j', (source, held, failed) => {
    const proof = compiled(source)?.proof
    expect([...(proof?.held ?? [])]).toEqual(held)
    expect([...(proof?.failed ?? [])]).toEqual(failed)
  })
})
