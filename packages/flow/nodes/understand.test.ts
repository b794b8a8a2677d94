import { describe, expect, it } from 'vitest'
import { createChecker } from '../checker.ts'
import { type Around, type FlowDraft, problems, program } from '../fixtures/flow.ts'
import type { Recognizer } from '../recognizer.ts'
import { converse } from '../testing.ts'

const ask = { kind: 'ask', text: 'What can I do?', answer: { type: 'text' }, variable: 'x', to: { next: 'hear' } }
const hear = {
  kind: 'understand',
  intents: [{ intent: 'order' }, { intent: 'help', port: 'person' }],
  to: { order: 'order', person: 'person', else: 'other' },
}
const ends = {
  order: { kind: 'end', text: 'Order {{ results.hear.outputs.confidence }}.' },
  person: { kind: 'end', text: 'Person.' },
  other: { kind: 'end', text: 'Other {{ results.hear.outputs.intent }}.' },
}

function hearing(more: object = {}): FlowDraft {
  return { variables: { x: { type: 'text' } }, nodes: { ask, hear: { ...hear, ...more }, ...ends } }
}

function says(text: string, draft: FlowDraft = hearing(), around?: Around) {
  return converse(program(draft, around)).ignores().says(text)
}

describe('an understand node', () => {
  it('[FU1] goes by the port of the intent that was meant, otherwise by else', () => {
    says('I want to order!').hears('Order 1.')
    says('please, I need some help').hears('Person.')
    says('What is the weather like?').hears('Other .')
    expect(says('I want to order').state.results.hear).toEqual({
      outcome: 'order',
      outputs: { intent: 'order', confidence: 1, entities: {}, alternatives: [] },
    })
  })

  it('[FU1] goes by else for an intent that it does not route', () => {
    const few = hearing({ intents: [{ intent: 'order' }], to: { order: 'order', else: 'other' } })
    const { person: _, ...nodes } = few.nodes
    says('I need help', { ...few, nodes }).hears('Other help.')
  })

  it('[FU2] understands its own text where it has one, otherwise what the person said last', () => {
    says('whatever', hearing({ text: "'I want to ' + 'order'" })).hears('Order 1.')
    says('whatever', hearing({ text: 'string(1 / 0)' })).hears('Other .')
    const direct = { nodes: { hear, ...ends } }
    converse(program(direct)).hears('Other .')
    const chosen = { type: 'choice', choices: [{ id: 'o', label: 'I want to order' }] }
    const picking = { ...hearing(), nodes: { ...hearing().nodes, ask: { ...ask, answer: chosen } } }
    converse(program({ ...picking, variables: { x: { type: 'choice' } } }))
      .ignores()
      .picks('o')
      .hears('Order 1.')
  })

  it('[FU2] keeps what was said only in programs that read it', () => {
    expect(says('I want to order').state.heard).toBe('I want to order')
    expect(says('I want to order', hearing({ text: 'x' })).state.heard).toBeNull()
  })

  it('[FU5] asks the recognizer that comes with the solution', () => {
    const source = {
      name: 's',
      start: 'main',
      flows: {
        main: {
          file: 'flows/main.flow.json',
          text: JSON.stringify({ format: 1, start: 'hear', nodes: { hear, ...ends } }),
        },
      },
      actions: {},
      intents: { order: ['I want to order'], help: ['help'] },
    }
    const checker = createChecker(source)
    const recognizerNow = () => {
      const body = checker.compiled.program?.flows.get('main')?.nodes.get('hear')?.body
      return body?.kind === 'understand' ? body.recognizer : null
    }
    const own: Recognizer = { recognize: () => ({ intent: 'help', confidence: 0.5, entities: {} }) }
    const phrases = recognizerNow()
    checker.update({ ...source, recognizer: own })
    expect(recognizerNow()).toBe(own)
    checker.update(source)
    expect(recognizerNow()?.recognize('I want to order', 'en')).toEqual(phrases?.recognize('I want to order', 'en'))
  })

  it('[FU5] asks the recognizer that the program was compiled with, and survives it', () => {
    const asked: string[] = []
    const own: Recognizer = {
      recognize(text, language) {
        asked.push(`${text} (${language})`)
        if (text === 'throw') throw new Error('no idea')
        return { intent: 'order', confidence: 0.25, entities: { big: 'x'.repeat(text === 'big' ? 70_000 : 1) } }
      },
    }
    says('xyz', hearing(), { recognizer: own }).hears('Order 0.25.')
    expect(asked).toEqual(['xyz (en)'])
    says('throw', hearing(), { recognizer: own }).hears('Other .')
    expect(says('big', hearing(), { recognizer: own }).state.results.hear?.outputs.entities).toEqual({})
    expect(says('abc', hearing(), { recognizer: own }).state.results.hear?.outputs.entities).toEqual({ big: 'x' })
    says('y'.repeat(9000), hearing(), { recognizer: own })
    expect(asked.at(-1)?.length).toBeLessThan(4200)
  })

  it('knows which intents there are', () => {
    const mistaken = hearing({
      intents: [
        { intent: 'oder', port: 'order' },
        { intent: 'help', port: 'person' },
      ],
    })
    expect(problems(mistaken)).toMatchObject([{ code: 'unknown-intent' }])
    expect(problems(hearing(), { intents: {} })).toHaveLength(2)
  })
})
