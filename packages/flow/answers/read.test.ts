import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { said } from '../fixtures/event.ts'
import { bye, program } from '../fixtures/flow.ts'
import { type Answer, answerTypes, readAnswer } from './index.ts'

const settings: { readonly [type: string]: object } = {
  choice: {
    choices: [
      { id: 'ios', label: 'iOS' },
      { id: 'Android', label: 'Android', synonyms: ['2nd'] },
    ],
  },
  phone: { country: 'GB' },
  date: { locale: 'en-GB' },
}

/** The answer of a question as the compiler makes it. */
function answerOf(type: string): Answer {
  const ask = { kind: 'ask', text: '?', answer: { type, ...settings[type] }, variable: 'x', to: { next: 'bye' } }
  const body = program({ variables: { x: { type } }, nodes: { ask, bye } })
    .flows.get('main')
    ?.nodes.get('ask')?.body
  if (body?.kind !== 'ask') throw new Error('not a question')
  return body.answer
}

describe('reading an answer', () => {
  it.each(answerTypes)('[FA11] of type %s is total, and a value said again is the same value', (type) => {
    const answer = answerOf(type)
    fc.assert(
      fc.property(said, fc.integer({ min: 0, max: 4e12 }), (given, at) => {
        const reading = readAnswer(answer, given, at)
        if (reading.kind === 'wrong') expect(reading.say).toMatch(/^[A-Z].*\.$/)
        else
          expect(readAnswer(answer, { kind: 'text', text: String(reading.value) }, at)).toMatchObject({
            value: reading.value,
          })
      }),
      { numRuns: 300 },
    )
  })

  it('takes what shows nothing for no answer, and leaves what a person wrote whole', () => {
    const text = answerOf('text')
    expect(readAnswer(text, { kind: 'text', text: '\u200b \u202e' }, 0).kind).toBe('wrong')
    expect(readAnswer(text, { kind: 'text', text: '\ufeff Ada\u200b ' }, 0)).toMatchObject({ value: 'Ada' })
    const england = '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'
    expect(readAnswer(text, { kind: 'text', text: england }, 0)).toMatchObject({ value: england })
  })
})
