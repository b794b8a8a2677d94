import { describe, expect, it } from 'vitest'
import { intentNames } from './intent-names.ts'

describe('the names of intents', () => {
  it('are those below "intents", however they are indented', () => {
    const text = [
      '# what people mean',
      'intents:',
      '    cancel_order:',
      '        examples: [stop: it, no]',
      "    'opening_hours':",
      '        examples:',
      '          - when are you open',
      'out_of_scope: { threshold: 0.5 }',
    ].join('\n')
    expect(intentNames(text)).toEqual(['cancel_order', 'opening_hours'])
    expect(intentNames('')).toEqual([])
  })
})
