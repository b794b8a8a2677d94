import { describe, expect, it } from 'vitest'
import { nluNames } from './nlu-names.ts'

describe('the names in files of understanding', () => {
  it('are intents below "intents", however they are indented, and entities below "entities"', () => {
    const text = [
      '# what people mean',
      'intents:',
      '    cancel_order:',
      '        examples: [stop: it, no]',
      "    'opening_hours':",
      '        examples:',
      '          - when are you open',
      'entities:',
      '  size:',
      '    values: { large: [big] }',
      'out_of_scope: { threshold: 0.5 }',
    ].join('\n')
    expect(nluNames([text])).toEqual({ intents: ['cancel_order', 'opening_hours'], entities: ['size'], roles: [] })
    expect(nluNames([''])).toEqual({ intents: [], entities: [], roles: [] })
  })

  it('are those of lists too, and of what examples mark, in all files', () => {
    const list = [
      'version: "3.1"',
      'nlu:',
      '- intent: book',
      '  examples: |',
      '    - from [Busan]{"entity": "city", "role": "from"} to [Seoul]{"entity": "city", "role": "to"}',
      '    - a [big](size) one, [red](colour:red)',
      '- intent: faq/hours',
      '- lookup: drink',
      '- regex: order',
      '- synonym: large',
    ].join('\n')
    expect(nluNames([list, 'intents:\n  book:\n    examples: [x]\n  cancel:\n    examples: [y]'])).toEqual({
      intents: ['book', 'faq.hours', 'cancel'],
      entities: ['city', 'colour', 'drink', 'order', 'size'],
      roles: ['from', 'to'],
    })
  })
})
