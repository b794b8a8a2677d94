import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partsOf } from './plain-template.ts'
import type { Scope } from './scope.ts'
import { compileTemplate, type Template } from './template.ts'
import type { Value, Values } from './value.ts'

function compiled(source: string, form: 'markdown' | 'plain'): Template | null {
  const template = compileTemplate(source, form)
  return 'reason' in template ? null : template
}

const scopeOf = (values: Values): Scope => ({
  at: 0,
  language: 'en',
  value: (name) => (Object.hasOwn(values, name) ? (values[name] ?? null) : null),
})

const scalar = fc.constantFrom<Value>(null, '', ' ', 'Ada', '*a*', '1. x', '- x\n2. y', '_x_', false, true, 0, -1.5)
const value: fc.Arbitrary<Value> = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 2 }),
  fc.dictionary(fc.constantFrom('b', 'c', '0', 'size'), fc.oneof(scalar, fc.constant({ c: 'deep' })), { maxKeys: 2 }),
)
const piece = fc.constantFrom(
  'words ',
  '\n',
  '- ',
  '1. ',
  '{{ a }}',
  '{{- a -}}',
  '{{ a.b }}',
  "{{ a['c'] }}",
  '{{ a.b.c }}',
  '{{ a.0 }}',
  '{{ a.size }}',
  '{{ a[z] }}',
  "{{ a | default: 'x*y' }}",
  "{{ a.b | default: '' }}",
  '{{ a | default: z }}',
  "{{ a | default: 'x', allow_false: true }}",
  '{{ a | raw }}',
  '{{ a | upcase }}',
  '{{ true }}',
  '{{ nil }}',
  "{{ 'x' }}",
  '{{ z == a }}',
)

describe('texts that only put values in', () => {
  it('[FT8] come to the same as through the whole of Liquid', () => {
    let short = 0
    const texts = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(texts, fc.constantFrom('markdown', 'plain'), value, scalar, (source, form, a, z) => {
        const given = compiled(source, form)
        // A branch that is never taken shows nothing and needs all of Liquid.
        const whole = compiled(`${source}{% if false %}{% endif %}`, form)
        if (given === null || whole === null) throw new Error(source)
        expect(partsOf(whole.tree ?? [])).toBeNull()
        if (partsOf(given.tree ?? []) !== null) short += 1
        const scope = scopeOf({ a, z })
        expect(given.render(scope)).toBe(whole.render(scope))
      }),
      { numRuns: 500 },
    )
    expect(short).toBeGreaterThan(50)
  })

  it.each(["Hi {{ first_name | default: 'you' }}!", '{{ contact.email }}', 'Hi {{ x }}, {{ y }}.'])(
    '[FT8] are %s',
    (source) => {
      for (const form of ['markdown', 'plain'] as const)
        expect(partsOf(compiled(source, form)?.tree ?? [])).not.toBeNull()
    },
  )

  it.each(['{{ now }}', '{{ x | upcase }}', '{% if x %}{% endif %}', '{{ x.size }}', '{{ x[y] }}', '{{ x | raw }}'])(
    '[FT8] are not %s',
    (source) => {
      expect(partsOf(compiled(source, 'markdown')?.tree ?? [])).toBeNull()
    },
  )
})
