import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bye, program } from './fixtures/flow.ts'
import { escapeMarkdown, plainOfMarkdown, settleValues } from './markdown.ts'
import { plainOf } from './plain.ts'
import { converse } from './testing.ts'

const shown = (before: string, value: string, after: string) =>
  settleValues(`${before}${escapeMarkdown(value)}${after}`)

describe('a value in a text', () => {
  it.each([
    ['Ada', 'Ada'],
    ['ada_lovelace@b.com', 'ada_lovelace@b.com'],
    ['[click](https://evil.example)', '\\[click\\](https://evil.example)'],
    ['**bold** _it_ `c`', '\\*\\*bold\\*\\* \\_it\\_ \\`c\\`'],
    ['<https://evil.example>', '\\<https://evil.example>'],
    ['a\\*b*', 'a\\\\\\*b\\*'],
    ['3. May', '3. May'],
    ['one\n1. two\n- three\n# four', 'one\n1\\. two\n\\- three\n\\# four'],
  ])('[FT7] %j is written %j', (value, written) => {
    expect(shown('Hi ', value, '!')).toBe(`Hi ${written}!`)
  })

  it.each([
    ['3. May', '3\\. May'],
    ['- x', '\\- x'],
    ['-5', '-5'],
    ['> x', '\\> x'],
  ])('[FT7] %j at the beginning of a line is written %j', (value, written) => {
    expect(shown('', value, '')).toBe(written)
    expect(shown('Hi\n', value, '')).toBe(`Hi\n${written}`)
  })

  it('[FT7] whatever it is reads as it is, whatever stands beside it', () => {
    const beside = fc.constantFrom('', ' ', 'a ', '\n', '** ', '[x](https://a.example) ')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), beside, (value, before) => {
        const clean = value.replace(/[\uFDD0-\uFDEF\uFFFE]/g, '')
        expect(plainOfMarkdown(shown('', value, ''))).toBe(clean)
        expect(plainOfMarkdown(shown(before, value, ''))).toBe(plainOfMarkdown(before) + clean)
      }),
    )
    const marks = fc.string({ unit: fc.constantFrom(...'*_[]()\\`<>-+#1. a\n') })
    fc.assert(
      fc.property(marks, (value) => {
        expect(plainOfMarkdown(shown('', value, ''))).toBe(value)
      }),
    )
  })
})

describe('what the bot says', () => {
  const evil = '[Win](https://evil.example) **now**'
  const said = (text: string) => {
    const nodes = { hi: { kind: 'say', text, to: { next: 'bye' } }, bye }
    const bot = converse(program({ variables: { name: { type: 'text' } }, nodes }), { variables: { name: evil } })
    return bot.said[0]
  }

  it.each([
    '{{ name }}',
    '**{{ name }}**',
    'Hi {{ name | upcase | downcase }}',
    '{% echo name %}',
    '{% capture it %}{{ name }}{% endcapture %}{{ it | raw }}',
    '{% for it in (1..1) %}{% cycle name %}{% endfor %}',
    '[{{ name }}](https://shop.example)',
  ])('[FT7] repeats an answer as it is: %j', (text) => {
    const shown = said(text)
    expect(shown?.text).toMatch(/\\\[win\\\]\(https/i)
    expect(shown && plainOf(shown).toLowerCase()).toContain(evil.toLowerCase())
  })

  it('[FT7] leaves what the author marks as safe', () => {
    expect(said('{{ name | raw }}')?.text).toBe(evil)
  })
})

describe('a text without its marks', () => {
  it.each([
    ['Hi **Ada**, _really_ *fine*', 'Hi Ada, really fine'],
    [
      '[Help](https://a.example) or [https://b.example](https://b.example)',
      'Help (https://a.example) or https://b.example',
    ],
    ['5 \\* 3', '5 * 3'],
    ['- one\n- two', '- one\n- two'],
  ])('reads %j as %j', (text, plain) => {
    expect(plainOfMarkdown(text)).toBe(plain)
  })

  it('takes time in the length of the text', () => {
    for (const piece of ['**a', '[a', '](', '_a ', '\\', '*'])
      expect(plainOfMarkdown(piece.repeat(7000)).length).toBeLessThanOrEqual(21_000)
  })
})
