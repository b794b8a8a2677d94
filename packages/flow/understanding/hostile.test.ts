import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText } from '../fixtures/any-text.ts'
import { said } from '../fixtures/event.ts'
import { type FlowDraft, program } from '../fixtures/flow.ts'
import type { Recognition } from '../recognizer.ts'
import { readState, type State } from '../state.ts'
import { newState, statusOf, step } from '../step.ts'
import type { Value } from '../value.ts'

const draft: FlowDraft = {
  understanding: {
    corrections: true,
    small_talk: true,
    least: 0,
    sure: 0,
    understood: '{{ city }}{{ first }}',
    intents: { help: { flow: 'ring' }, order: { to: 'first' } },
  },
  variables: {
    first: { type: 'text', entity: 'given_name' },
    city: { type: 'text', entity: 'city' },
    day: { type: 'date' },
    seats: { type: 'number' },
    person: { type: 'form' },
  },
  nodes: {
    first: { kind: 'ask', text: 'First?', answer: { type: 'text' }, variable: 'first', to: { next: 'day' } },
    day: {
      kind: 'ask',
      text: 'Day?',
      answer: { type: 'date' },
      variable: 'day',
      fills: ['seats', 'city'],
      tries: 3,
      to: { next: 'seats', failed: 'seats', corrected: 'meant' },
    },
    seats: { kind: 'ask', text: 'Seats?', answer: { type: 'number' }, variable: 'seats', to: { next: 'person' } },
    person: {
      kind: 'ask',
      text: 'Who?',
      answer: {
        type: 'form',
        fields: [
          { name: 'city', label: 'City', answer: { type: 'text' }, variable: 'city' },
          { name: 'day', label: 'Day', answer: { type: 'date' } },
        ],
      },
      variable: 'person',
      to: { next: 'meant' },
    },
    meant: {
      kind: 'understand',
      intents: [{ intent: 'order', label: 'Order' }],
      ambiguous: { within: 1, least: 0 },
      to: { order: 'first', else: 'first', unknown: 'first' },
    },
  },
}

/** Answers main, which answers it. */
const ring: FlowDraft = {
  understanding: { corrections: true, intents: { order: { flow: 'main' }, help: { flow: 'visit' } } },
  variables: { city: { type: 'text', entity: 'city' }, born: { type: 'date' } },
  nodes: {
    born: { kind: 'ask', text: 'Born?', answer: { type: 'date' }, variable: 'born', to: { next: 'city' } },
    city: { kind: 'ask', text: 'City?', answer: { type: 'text' }, variable: 'city', to: { next: 'on' } },
    on: { kind: 'call', flow: 'visit', input: { name: 'city' }, to: { next: 'bye', done: 'bye' } },
    bye: { kind: 'end' },
  },
}

const names = fc.oneof(fc.constantFrom('order', 'help', 'nothing', '__proto__', 'constructor', ''), anyText())
const confidence = fc.oneof(fc.double(), fc.constantFrom(0, 1, 0.5, Number.NaN, -1))
const entity = fc.record({
  type: fc.oneof(fc.constantFrom('city', 'given_name', 'name', 'date', 'number', 'email', '__proto__'), anyText()),
  value: fc.jsonValue() as fc.Arbitrary<Value>,
  text: anyText(),
  start: fc.integer(),
  end: fc.integer(),
  confidence,
})
const recognition = fc.record(
  {
    intent: fc.option(names),
    confidence,
    entities: fc.dictionary(fc.string(), fc.jsonValue() as fc.Arbitrary<Value>),
    alternatives: fc.array(fc.record({ intent: names, confidence }), { maxLength: 5 }),
    extracted: fc.array(entity, { maxLength: 6 }),
  },
  { requiredKeys: ['intent', 'confidence', 'entities'] },
) as fc.Arbitrary<Recognition>

describe('whatever a recognizer says', () => {
  it('[FS2] the step has an answer, and the state is JSON', () => {
    const made = program(draft, {
      flows: { ring },
      recognizer: {
        recognize() {
          throw new Error('no idea')
        },
      },
    })
    const turn = fc.record({ said, recognition: fc.option(recognition, { nil: undefined }) })
    fc.assert(
      fc.property(fc.array(turn, { minLength: 1, maxLength: 12 }), (turns) => {
        const begin = { kind: 'started', contact: { id: 'c' }, variables: {}, page: null, at: 0, random: 0 } as const
        let state: State = step(made, newState(made), begin).state
        for (const { said, recognition } of turns) {
          const event = {
            kind: 'said',
            said,
            at: 0,
            random: 0,
            ...(recognition === undefined ? {} : { recognition }),
          } as const
          const stepped = step(made, state, event)
          expect(stepped).toEqual(step(made, state, event))
          expect(['waiting', 'ended']).toContain(statusOf(stepped.state))
          expect(stepped.state.frames.length).toBeLessThan(5)
          state = readState(JSON.parse(JSON.stringify(stepped.state)))
        }
      }),
      { numRuns: 150 },
    )
  })
})
