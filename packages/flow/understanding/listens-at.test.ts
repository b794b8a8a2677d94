import { describe, expect, it } from 'vitest'
import { type FlowDraft, program } from '../fixtures/flow.ts'
import { converse } from '../testing.ts'
import { hearsSensitive, listensAt } from './listens-at.ts'

const ask = { kind: 'ask', text: '?', answer: { type: 'text' }, variable: 'x', to: { next: 'say' } }
const say = { kind: 'say', text: 'Hm.', to: { next: 'meant' } }
const meant = { kind: 'understand', intents: [{ intent: 'order' }], to: { order: 'rest', else: 'rest' } }
const rest = { kind: 'ask', text: '?', answer: { type: 'text' }, variable: 'x', to: { next: 'bye' } }
const bye = { kind: 'end' }
const variables = { x: { type: 'text' } }

function listens(draft: FlowDraft, ...said: readonly string[]): boolean {
  const made = program(draft)
  const talk = converse(made)
  for (const each of said) talk.says(each)
  return listensAt(made, talk.state)
}

describe('whether words are looked at', () => {
  it('[FU21] is told by where they lead', () => {
    const draft = { variables, nodes: { ask, say, meant, rest, bye } }
    expect(listens(draft)).toBe(true)
    expect(listens(draft, 'x')).toBe(false)
    expect(listens(draft, 'x', 'y')).toBe(false)
  })

  it('[FU21] is told apart from whether anybody may see them', () => {
    const sensitive = program({ variables: { x: { type: 'text', sensitive: true } }, nodes: { rest, bye } })
    expect(hearsSensitive(sensitive, converse(sensitive).state)).toBe(true)
    const open = program({ variables, nodes: { rest, bye } })
    expect(hearsSensitive(open, converse(open).state)).toBe(false)
  })

  it('[FU21] is told by the flow and the question', () => {
    const understanding = { intents: { order: { answer: 'Yes.' } } }
    const nodes = { rest, bye }
    expect(listens({ variables, nodes })).toBe(false)
    expect(listens({ variables, nodes, understanding })).toBe(true)
    expect(listens({ variables, nodes: { rest: { ...rest, understands: false }, bye }, understanding })).toBe(false)
    expect(listens({ variables: { x: { type: 'text', entity: 'city' } }, nodes })).toBe(true)
  })
})
