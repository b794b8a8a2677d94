import { describe, expect, it } from 'vitest'
import type { FlowFile } from '../../source/flow-file.ts'
import { answerAs, answerMembers, answerTypes, holdersOf } from './answer-types.ts'
import { changeAnswer } from './change-answer.ts'

const words = { yes: 'Yes', no: 'No', name: 'Name' }
const flow: FlowFile = {
  format: 1,
  start: 'age',
  variables: { age: { type: 'text', default: 'x', note: 'why' } },
  nodes: { age: { kind: 'ask', text: 'How old?', answer: { type: 'text', max: 3 }, variable: 'age', to: {} } },
}

describe('another type of answer', () => {
  it('keeps what means the same and leaves out the rest', () => {
    expect(answerAs({ type: 'choice', choices: [{ id: 'a', label: 'A' }], other: true }, 'choices', words)).toEqual({
      type: 'choices',
      choices: [{ id: 'a', label: 'A' }],
    })
    expect(answerAs({ type: 'date', locale: 'en-GB', min: 'today' }, 'number', words)).toEqual({
      type: 'number',
      locale: 'en-GB',
    })
    expect(answerAs({ type: 'choice', from: 'list' }, 'choices', words)).toEqual({ type: 'choices', from: 'list' })
    expect(answerAs({ type: 'number', min: 1, max: 9 }, 'slider', words)).toEqual({ type: 'slider', min: 1, max: 9 })
  })

  it('changes the type of a variable that only this question writes', () => {
    const changed = changeAnswer(flow, 'age', 'number', words)
    expect(changed.nodes.age?.answer).toEqual({ type: 'number' })
    expect(changed.variables?.age).toEqual({ type: 'number', note: 'why' })
  })

  it('makes a variable that nothing else uses what the answer is', () => {
    const own = { ...flow, variables: { age: { type: 'text' } } }
    expect(changeAnswer(own, 'age', 'date', words).variables?.age?.type).toBe('date')
    const read = { ...own, nodes: { ...own.nodes, bye: { kind: 'end', text: 'So {{ age }}.' } } }
    expect(changeAnswer(read, 'age', 'date', words).variables?.age?.type).toBe('text')
  })

  it('leaves a variable that fits, or that something else writes', () => {
    expect(changeAnswer(flow, 'age', 'date', words).variables?.age?.type).toBe('text')
    const written = { ...flow, nodes: { ...flow.nodes, other: { kind: 'set', set: { age: "'1'" } } } }
    expect(changeAnswer(written, 'age', 'number', words).variables?.age?.type).toBe('text')
  })

  it('gives every type something to begin with', () => {
    for (const type of answerTypes) {
      expect(holdersOf[type].length).toBeGreaterThan(0)
      const fresh = answerAs({ type: '' }, type, words)
      expect(Object.keys(fresh).every((name) => name === 'type' || answerMembers[type].includes(name))).toBe(true)
    }
  })
})
