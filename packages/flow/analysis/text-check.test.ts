import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { program } from '../fixtures/flow.ts'
import { compileTemplate } from '../template.ts'
import { converse } from '../testing.ts'
import type { Declaration, VariableType } from '../variable.ts'
import { checkText } from './text-check.ts'
import { piecesOf } from './text-tree.ts'

const types: { readonly [name: string]: VariableType } = {
  name: 'text',
  mail: 'email',
  phone: 'phone',
  born: 'date',
  at: 'time',
  when: 'date-time',
  age: 'number',
  vip: 'boolean',
  os: 'choice',
  likes: 'choices',
  doc: 'file',
  place: 'location',
  data: 'form',
  any: 'json',
}
const declared = (name: string): Declaration | undefined => {
  const type = types[name]
  return type === undefined ? undefined : { type, sensitive: false, default: null, slot: null, called: [] }
}

function check(source: string, form: 'markdown' | 'plain' = 'markdown') {
  const template = compileTemplate(source, form)
  if ('reason' in template) throw new Error(template.reason)
  return checkText(piecesOf(template.tree ?? []), declared, { steps: 10_000, memory: 200_000 })
}
const reasons = (source: string) => check(source).finds.map(({ reason }) => reason)

describe('the types of a text', () => {
  it.each([
    "{{ name | upcase | truncate: 3 }} {{ age | plus: 1 | round }} {{ likes | join: ', ' }} {{ likes.size }}",
    "{{ born | date: '%Y' | plus: 1 }} {{ when | date: '%H' }} {{ now | date: '%H' }} {{ 'now' | date: '%H' }}",
    '{% for each in likes %}{{ each | upcase }}{% endfor %}{% for each in any %}{{ each.x | plus: 1 }}{% endfor %}',
    '{% for each in data %}{{ each }}{% endfor %}{% for i in (1..3) %}{{ i | plus: 1 }}{% endfor %}',
    '{{ doc.name }} {{ doc.size | divided_by: 1024 }} {{ place.address }} {{ data.field | upcase }} {{ any | join: "" }}',
    "{% if age > 3 and vip == true or name == 'x' and born < '2000-01-01' %}x{% endif %}",
    "{% if age == nil or name == blank or likes == empty or likes contains 'a' or name contains 'b' %}x{% endif %}",
    "{% case os %}{% when 'ios', 'android' %}x{% else %}y{% endcase %}{% case age %}{% when 1 %}x{% endcase %}",
    "{% assign first = name | split: ' ' | first %}{{ first | upcase }}{% capture both %}{{ name }}{% endcapture %}{{ both | size }}",
    '{% assign n = age %}{% if vip %}{% assign n = name %}{% endif %}{{ n | upcase }}',
    "{{ age | append: '%' }} {{ age | default: 'none' | upcase }} {{ vip }} {{ phone | slice: 0, 3 }} {{ data | json }} {{ likes | json }}",
    '{{ contact.email | upcase }} {{ conversation.turn | plus: 1 }} {{ results.x.outcome | upcase }} {{ results.x.outputs.n | plus: 1 }}',
    '{{ name.size }} {{ name | first }} {{ likes.first | upcase }} {{ likes[0] }} {{ any.a.b.c | whatever_it_is }}'.replace(
      ' | whatever_it_is',
      '',
    ),
    '{% cycle name, age %}{% increment n %}{% liquid\nassign q = age\necho q | plus: 1 %}{% comment %}{{ age | upcase }}{% endcomment %}',
  ])('[FC9] fit: %s', (source) => {
    expect(reasons(source)).toEqual([])
  })

  it.each([
    ['{{ mail | times: 2 }}', /"times" makes nothing of an e-mail/],
    ['{{ phone | minus: 1 }}', /"minus"/],
    ['{{ at | date: "%H" }}', /"date" makes nothing of a text/],
    ['{{ vip | date: "%Y" }}', /true or false/],
    ['{{ likes | upcase }}', /a list/],
    ['{{ doc | append: "x" }}', /an object/],
    ['{{ age | first }}', /a number/],
    ['{{ data }}', /an object, which would be shown/],
    ['{{ likes | sort }}', /a list, which would be shown/],
    ['{% liquid echo likes %}', /a list, which would be shown/],
    ['{{ age.years }}', /"age" is a number and has no "years"/],
    ['{{ doc.nam | upcase }}', /file has no "nam"/],
    ['{% if name > 3 %}x{% endif %}', /A text is compared with a number/],
    ['{% if likes == "a" %}x{% endif %}', /A list is compared with a text/],
    ['{% unless vip == "yes" %}x{% endunless %}', /True or false is compared/],
    ['{% if age contains 3 %}x{% endif %}', /A number contains nothing/],
    ['{% for x in age %}x{% endfor %}', /goes over a list/],
    ['{% tablerow x in born %}x{% endtablerow %}', /goes over a list/],
    ['{% assign n = age | plus: 1 %}{{ n | upcase }}', /"upcase" makes nothing of a number/],
  ])('[FC9] do not fit: %s', (source, words) => {
    expect(reasons(source)).toEqual([expect.stringMatching(words)])
    expect(check(source, 'plain').finds).toEqual(check(source).finds)
  })

  it('[FC9] are told where they do not fit', () => {
    const source = 'Fine.\n{{ name }} {{ age | plus: 1 | upcase }}'
    expect(check(source).finds.map(({ at }) => source.slice(at))).toEqual(['upcase }}'])
  })

  it('knows what a text shows without asking whether it is known', () => {
    expect(
      check('{{ name }}{{ age | default: 3 }}{% if os %}{{ os }}{% endif %}{{ contact.id | append: mail }}{{ now }}')
        .shows,
    ).toEqual(['name', 'mail'])
    expect(check('{{ any[name] }}{% assign x = born %}{{ x }}{{ at | default: when }}').shows).toEqual([
      'any',
      'name',
      'born',
      'when',
    ])
  })
})

describe('the limits of a text', () => {
  const limited = (source: string) => check(source).finds.filter(({ code }) => code === 'text-limit').length === 1
  const renders = (source: string) => {
    const template = compileTemplate(source)
    if ('reason' in template) throw new Error(template.reason)
    return template.render({ at: 0, language: 'en', value: () => null }) !== ''
  }

  it('[FC10] are passed exactly where rendering comes to nothing, for loops over what is written out', () => {
    const piece = fc.constantFrom('x', '{{ 1 }}', '{% if true %}y{% endif %}')
    const loop = fc
      .tuple(
        fc.constantFrom(3, 60, 99, 120, 3000, 4999, 5001, 250_000),
        fc.constantFrom('', ' limit: 2', ' offset: 10'),
        piece,
      )
      .map(([most, more, inside]) => `{% for i in (1..${most})${more} %}${inside}{% endfor %}`)
    const nested = fc
      .tuple(fc.constantFrom(10, 80, 120), loop)
      .map(([most, inside]) => `{% for j in (1..${most}) %}${inside}{% endfor %}`)
    fc.assert(
      fc.property(fc.oneof(loop, nested), (inside) => {
        const source = `a${inside}`
        // A branch inside counts its way only when it is gone: what is said to be too much certainly is.
        if (limited(source)) expect(renders(source)).toBe(false)
        else if (!inside.includes('if true')) expect(renders(source)).toBe(true)
      }),
      { numRuns: 100 },
    )
    expect(limited('{% for i in (1..4999) %}x{% endfor %}')).toBe(false)
    expect(limited('{% for i in (1..5001) %}x{% endfor %}')).toBe(true)
    expect(limited('{% for i in (1..9000000) limit: age %}x{% break %}{% endfor %}')).toBe(true)
    expect(limited('{% for i in (1..9000) %}x{% break %}{% endfor %}')).toBe(false)
  })

  it('[FC10] are what a person never notices otherwise', () => {
    const nodes = {
      hi: { kind: 'say', text: 'a{% for i in any %}{% for j in any %}x{% endfor %}{% endfor %}', to: { next: 'bye' } },
      bye: { kind: 'end' },
    }
    const any = Array.from({ length: 100 }, (_, at) => at)
    converse(program({ variables: { any: { type: 'json', default: any } }, nodes })).hearsNothing()
  })
})
