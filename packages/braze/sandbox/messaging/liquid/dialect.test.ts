// biome-ignore-all lint/suspicious/noTemplateCurlyInString: `${}` is how Braze writes its names
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { translate } from './dialect.ts'
import { LiquidProblem } from './problem.ts'

describe('the dialect', () => {
  it.each([
    ['{{${first_name}}}', '{{braze_profile["first_name"]}}'],
    ["{{ ${first_name} | default: 'x' }}", `{{ braze_profile["first_name"] | default: 'x' }}`],
    ['{{custom_attribute.${my plan "A"}}}', '{{custom_attribute["my plan \\"A\\""]}}'],
    ['{{custom_attribute.${plan}[0].tier}}', '{{custom_attribute["plan"][0].tier}}'],
    ["{{ '${no}' }}", "{{ '${no}' }}"],
    ['no ${liquid} {here}', 'no ${liquid} {here}'],
  ])('[L1] %s is %s', (source, plain) => {
    expect(translate(source)).toBe(plain)
  })

  it('[L2] takes the expression out of braces within a tag', () => {
    expect(translate("{% if {{custom_attribute.${n}}} > 1 and {{${city}}} == 'x}}' %}")).toBe(
      `{% if  custom_attribute["n"]  > 1 and  braze_profile["city"]  == 'x}}' %}`,
    )
    const tag = '{% connected_content https://h/{{${user_id}}} :save a %}'
    expect(translate(tag)).toBe(tag)
  })

  it('[L3] leaves raw alone and removes HTML comments', () => {
    expect(translate('{% raw %}{{${a}}}{% endraw %}{{${b}}}')).toBe(
      '{% raw %}{{${a}}}{% endraw %}{{braze_profile["b"]}}',
    )
    expect(translate('a<!-- {{ nobody reads this -->b<!-- open')).toBe('ab<!-- open')
  })

  it('refuses blocks nested more than 100 times', () => {
    const nested = (depth: number) => '{% if a %}'.repeat(depth) + '{% endif %}'.repeat(depth)
    expect(translate(nested(100))).toBe(nested(100))
    expect(() => translate(nested(101))).toThrow(LiquidProblem)
  })

  it('takes every text', () => {
    const piece = fc.constantFrom(
      '{{',
      '}}',
      '{%',
      '%}',
      '${',
      '}',
      "'",
      '"',
      'raw',
      'endraw',
      '<!--',
      '-->',
      ' a.',
      '|',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), (pieces) => {
        expect(translate(pieces.join(''))).toBeTypeOf('string')
      }),
    )
  })
})
