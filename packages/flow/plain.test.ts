import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { channels } from './channels.ts'
import { anyText } from './fixtures/any-text.ts'
import type { Choice, Content } from './message.ts'
import { plainOf } from './plain.ts'

const words = anyText()
const url = fc.webUrl()
const input = { type: 'choice' } as const
const choice = fc.record(
  { id: words, label: words, description: words, image: url, url },
  { requiredKeys: ['id', 'label'] },
)
const choices = fc.array(choice)
const link = fc.record({ label: words, url })
const card = fc.record(
  { title: words, text: words, image: url, choices: fc.array(fc.oneof(choice, link)) },
  { requiredKeys: ['title', 'choices'] },
)
const place = fc.record(
  { latitude: fc.double(), longitude: fc.double(), name: words, address: words },
  { requiredKeys: [] },
)
const values = fc.dictionary(words, fc.jsonValue())
const field = fc.record(
  { name: words, label: words, input: fc.constant(input), required: fc.boolean(), choices },
  { requiredKeys: ['name', 'label', 'input', 'required'] },
)

/** Any message at all. */
const content = fc
  .tuple(
    anyText({ maxLength: 9000, size: 'max' }),
    fc.oneof(
      fc.record({ kind: fc.constant('text') }),
      fc.record({ kind: fc.constant('choices'), choices, input: fc.constantFrom(undefined, input) }),
      fc.record({ kind: fc.constant('carousel'), cards: fc.array(card), choices }),
      fc.record({
        kind: fc.constant('form'),
        fields: fc.array(field),
        values,
        errors: fc.dictionary(words, words),
        input: fc.constant({ type: 'form' }),
      }),
      fc.record({ kind: fc.constant('image'), image: fc.record({ url, alt: words }) }),
      fc.record({ kind: fc.constant('video'), video: fc.record({ url, title: words }) }),
      fc.record({
        kind: fc.constant('file'),
        file: fc.oneof(
          fc.record({ url, name: words }),
          fc.record({ id: words, name: words, type: words, size: fc.nat() }),
        ),
      }),
      fc.record({ kind: fc.constant('link'), link }),
      fc.record({ kind: fc.constant('web-view'), web_view: link }),
      fc.record({ kind: fc.constant('location'), location: place }),
      fc.record({ kind: fc.constant('choice'), choice: words }),
      fc.record({ kind: fc.constant('picks'), picks: fc.array(words) }),
      fc.record({ kind: fc.constant('form-answer'), form: values }),
    ),
  )
  .map(([text, rest]) => ({ text, ...rest }) as Content)

describe('a message in plain words', () => {
  it('[FO2] is total and bounded', () => {
    fc.assert(
      fc.property(content, (it) => {
        const plain = plainOf(it)
        expect(plain.length).toBeLessThanOrEqual(4000)
        expect(/[\uD800-\uDBFF]$/.test(plain) && !/[\uD800-\uDBFF]$/.test(it.text)).toBe(false)
      }),
    )
  })

  it('[FO2] has no Markdown in it, and leaves what a person wrote', () => {
    expect(plainOf({ kind: 'text', text: '**Hi** [you](https://a.example)\\!' })).toBe('Hi you (https://a.example)!')
    expect(plainOf({ kind: 'choice', text: '**Hi**', choice: 'hi' })).toBe('**Hi**')
  })

  it('[FO3] numbers what can be picked', () => {
    const list: readonly Choice[] = [
      { id: 'a', label: 'One', description: 'the first' },
      { id: 'b', label: 'Two', url: 'https://b.example/' },
    ]
    expect(plainOf({ kind: 'choices', text: 'Which?', choices: list, input })).toBe(
      'Which?\n1. One – the first\n2. Two: https://b.example/',
    )
    expect(plainOf({ kind: 'choices', text: 'Look', choices: list.slice(1) })).toBe('Look\nTwo: https://b.example/')
  })

  it('[FO2] tells a place, files and forms of the person', () => {
    const place = { latitude: 1, longitude: 2 }
    expect(plainOf({ kind: 'location', text: '1, 2', location: place })).toBe('1, 2')
    expect(plainOf({ kind: 'location', text: '', location: { ...place, name: 'Shop' } })).toBe('Shop (1, 2)')
    const file = { id: 'file_1', name: 'a.png', type: 'image/png', size: 1 } as const
    expect(plainOf({ kind: 'file', text: 'a.png', file })).toBe('a.png')
    expect(plainOf({ kind: 'form-answer', text: '', form: { seat: '12A', ok: true } })).toBe('seat: 12A\nok: true')
  })
})

describe('the channels', () => {
  it('[FO5] all take words, and have room for what they show', () => {
    for (const limits of Object.values(channels)) {
      expect(limits.shows.has('text')).toBe(true)
      expect(limits.characters).toBeGreaterThan(1000)
      expect(limits.shows.has('choices')).toBe(limits.buttons > 0)
      if (limits.shows.has('carousel')) expect(limits.cards).toBeGreaterThan(0)
      expect(limits.label > 0).toBe(limits.buttons > 0)
    }
  })
})
