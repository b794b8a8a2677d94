import { describe, expect, it } from 'vitest'
import { program } from './fixtures/flow.ts'

import { newState, step } from './step.ts'

const compiled = program({
  variables: {
    amount: { type: 'number' },
    secret: { type: 'text', sensitive: true, default: 'S' },
    open: { type: 'text', default: 'O' },
  },
  idle: [{ after: '1m', remind: 'Still {{ secret }}?' }],
  nodes: {
    first: { kind: 'say', text: 'Open {{ open }}.', to: { next: 'second' } },
    second: { kind: 'say', text: '{% if secret != "" %}Secret {{ secret }}.{% endif %}', to: { next: 'ask' } },
    ask: {
      kind: 'ask',
      text: 'More than {{ secret }}?',
      answer: { type: 'number' },
      retry: '{% if open == "" %}x{% endif %}',
      variable: 'amount',
      tries: 3,
      to: { next: 'bye', failed: 'bye' },
    },
    bye: { kind: 'end', text: 'Bye, {{ secret }}.' },
  },
})

describe('messages of the bot', () => {
  it('[FS12] are marked sensitive when their text uses a sensitive variable', () => {
    const begun = step(compiled, newState(compiled), {
      kind: 'started',
      contact: { id: 'cont_test' },
      variables: {},
      page: null,
      at: 0,
      random: 0,
    })
    const sent = (effects: typeof begun.effects) =>
      effects.flatMap((effect) => (effect.kind === 'send' ? [[effect.content.text, effect.sensitive]] : []))
    expect(sent(begun.effects)).toEqual([
      ['Open O.', false],
      ['Secret S.', true],
      ['More than S?', true],
    ])
    const reminded = step(compiled, begun.state, { kind: 'timer-fired', timer: 'idle', at: 1, random: 0 })
    expect(sent(reminded.effects)).toEqual([['Still S?', true]])
    const said = (text: string) => ({ kind: 'said', said: { kind: 'text', text }, at: 2, random: 0 }) as const
    const wrong = step(compiled, reminded.state, said('many'))
    expect(sent(wrong.effects)).toMatchObject([[expect.stringContaining('number'), false]])
    expect(sent(step(compiled, wrong.state, said('7')).effects)).toEqual([['Bye, S.', true]])
  })
})
