import { describe, expect, it } from 'vitest'
import { findContentBlocks, findTranslations, isLiquidClosed } from './liquid-text.ts'

describe('Liquid in a text', () => {
  it('names the Content Blocks that it includes', () => {
    const text = `a {{content_blocks.\${one}}} b {{ content_blocks.\${two} | id: "cb2" }} c {{\${content_blocks}}}`
    expect([...findContentBlocks([text, text])]).toEqual(['one', 'two'])
  })

  it('gives the texts between translation tags', () => {
    const text = '{% translation a %}One{% endtranslation %}{%- translation b -%} Two {%- endtranslation -%}'
    expect([...findTranslations([text])]).toEqual([
      ['a', 'One'],
      ['b', 'Two'],
    ])
  })

  it('passes over translation tags that are never closed', () => {
    expect([...findTranslations(['{% translation a %}One', '{% endtranslation %}'])]).toEqual([])
  })

  it.each([
    ['plain', true],
    ['{{ a }} {% if b %}{% endif %}', true],
    [`{% connected_content https://h/{{\${user_id}}} :save x %}`, true],
    ['a }} b', true],
    ['{{ a', false],
    ['{% if', false],
    ['{{ a %}', false],
  ])('%j is closed: %s', (text, closed) => {
    expect(isLiquidClosed(text)).toBe(closed)
  })

  it('may be hostile and long', () => {
    const texts = ['{% translation a %}', '{{', '{%', `content_blocks.\${`, '{% translation '].map((part) =>
      part.repeat(50_000),
    )
    expect(findTranslations(texts).size).toBe(0)
    expect(findContentBlocks(texts).size).toBe(0)
    expect(texts.map((text) => isLiquidClosed(text))).toEqual([true, false, false, true, false])
  })
})
