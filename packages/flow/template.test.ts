import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bye, program } from './fixtures/flow.ts'
import type { Scope } from './scope.ts'
import { compileTemplate } from './template.ts'
import { converse } from './testing.ts'
import type { Values } from './value.ts'

const at = Date.parse('2026-05-03T23:30:00Z')
const scopeOf = (values: Values): Scope => ({ at, language: 'en', value: (name) => values[name] ?? null })

function render(source: string, values: Values = {}): string {
  const template = compileTemplate(source)
  if ('reason' in template) throw new Error(template.reason)
  return template.render(scopeOf(values))
}

describe('a text', () => {
  it('is Liquid', () => {
    expect(render("Hi {{ name | default: 'there' }}!", { name: 'Ada' })).toBe('Hi Ada!')
    expect(render("Hi {{ name | default: 'there' }}!")).toBe('Hi there!')
    expect(render('{% if n > 1 %}many{% else %}one{% endif %}', { n: 2 })).toBe('many')
  })

  it.each(['include', 'render', 'layout', 'block'])('[FT1] has no {%% %s %%}', (tag) => {
    expect(compileTemplate(`{% ${tag} 'package.json' %}`)).toMatchObject({
      reason: expect.stringContaining('not found'),
    })
  })

  it('[FT1] sees no prototype', () => {
    expect(
      render('{{ name.constructor }}{{ contact.__proto__ }}{{ list.constructor.name }}', {
        name: 'x',
        contact: {},
        list: [],
      }),
    ).toBe('')
  })

  it('[FT2] takes the time from the event, in UTC', () => {
    expect(render("{{ 'now' | date: '%Y-%m-%d %H:%M' }}")).toBe('2026-05-03 23:30')
    expect(render("{{ 'today' | date: '%d' }} {{ now | date: '%H' }} {{ now }}")).toBe('03 23 2026-05-03T23:30:00.000Z')
    expect(render("{{ dob | date: '%-d %B %Y' }}", { dob: '1990-05-03' })).toBe('3 May 1990')
    expect(compileTemplate('{{ list | sample }}')).toMatchObject({ reason: expect.stringContaining('sample') })
  })

  it('[FT3] renders as nothing when it would grow without end', () => {
    expect(render('{% for i in (1..1000000000) %}x{% endfor %}')).toBe('')
    const list = Array.from({ length: 1000 }, (_, index) => index)
    const nested = '{% for a in list %}{% for b in list %}{% for c in list %}{% endfor %}{% endfor %}{% endfor %}done'
    expect(render(nested, { list })).toBe('')
    expect(render(nested, { list: [1, 2, 3] })).toBe('done')
    expect(render('{{ text | append: text }}', { text: 'x'.repeat(15_000) }).length).toBeLessThanOrEqual(20_000)
    expect(compileTemplate('x'.repeat(20_001))).toMatchObject({ reason: expect.stringContaining('20000') })
  })

  it('[FT3] renders whatever the values are', () => {
    const template =
      "{{ a }}{{ a.b | upcase | date: '%Y' }}{% for x in a %}{{ x | plus: 1 }}{% endfor %}{{ a | join: ',' | truncate: 3 }}"
    fc.assert(
      fc.property(fc.jsonValue(), (a) => {
        expect(render(template, { a: a as Values })).toBeTypeOf('string')
      }),
    )
  })

  it('says where it is not Liquid', () => {
    expect(compileTemplate('fine\n{{ name | nope }}')).toMatchObject({ reason: 'undefined filter: nope', at: 5 })
    expect(compileTemplate('{{ name')).toMatchObject({ reason: expect.stringContaining('not closed') })
    expect(compileTemplate('{% if a %}')).toMatchObject({ reason: expect.stringContaining('not closed') })
  })

  it('[FT4] sees variables, contact, page, results, conversation and now', () => {
    const text =
      "{{ name }},{{ contact.email }},{{ page.url }},{{ page.title }},{{ conversation.turn }},{{ results.track.outcome | default: 'none' }}"
    const track = {
      kind: 'action',
      action: 'track-user',
      input: { email: "'a@b.com'" },
      to: { success: 'last', error: 'last', duplicate: 'last' },
    }
    const last = {
      kind: 'end',
      text: '{{ results.track.outcome }}/{{ results.track.error.kind }}/{{ results.track.error.message }}/{{ results.track.outputs.code }}',
    }
    const bot = converse(
      program({
        variables: { name: { type: 'text', default: 'Ada' } },
        nodes: { hi: { kind: 'say', text, to: { next: 'track' } }, track, last },
      }),
      {
        contact: { id: 'c', email: 'ada@b.com' },
        page: { url: 'https://b.com' },
      },
    )
    bot
      .hears('Ada,ada@b.com,https://b.com,,1,none')
      .actionFails('rejected', 'No such key.')
      .hears('error/rejected/No such key./')
  })

  it('[FT5] is not sent when it renders blank, but a question is always asked', () => {
    const say = { kind: 'say', text: ' {{ nobody }} \n', to: { next: 'ask' } }
    const ask = { kind: 'ask', text: '{{ nobody }}', answer: { type: 'text' }, variable: 'nobody', to: { next: 'bye' } }
    converse(program({ variables: { nobody: { type: 'text' } }, nodes: { say, ask, bye } }))
      .hears('')
      .hearsNothing()
      .is('waiting')
  })

  it('[FT6] never carries control characters', () => {
    expect(render('a\u0000b\u001b[31m{{ x }}\n\tc', { x: '\u0007\ud800' })).toBe('ab[31m\ufffd\n\tc')
    expect(render('a\u0000b')).toBe('ab')
  })
})
