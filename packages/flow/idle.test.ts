import { describe, expect, it } from 'vitest'
import { bye, problems, program } from './fixtures/flow.ts'
import { type Conversation, converse } from './testing.ts'

const variables = { x: { type: 'text' } }
const ask = { kind: 'ask', text: 'One?', answer: { type: 'text' }, variable: 'x', to: { next: 'two' } }
const two = {
  kind: 'ask',
  text: 'Two?',
  answer: { type: 'number' },
  variable: 'n',
  retry: 'Again?',
  to: { next: 'bye' },
}

function silent(idle: object[] | undefined, more: object = {}): Conversation {
  const draft = { variables: { ...variables, n: { type: 'number' } }, nodes: { ask: { ...ask, ...more }, two, bye } }
  return converse(program(idle === undefined ? draft : { ...draft, idle })).hears('One?')
}

const remindThenAbandon = [
  { after: '10m', remind: 'Still there?' },
  { after: '30m', abandon: true },
]

describe('silence', () => {
  it('[FI1] fires the rules one after the other, each counting from the one before', () => {
    silent(remindThenAbandon)
      .waits('9m')
      .hearsNothing()
      .waits('1m')
      .hears('Still there?')
      .waits('29m')
      .hearsNothing()
      .is('waiting')
      .waits('1m')
      .is('abandoned')
  })

  it('[FI2] reminds with its text and nothing else', () => {
    const bot = silent(remindThenAbandon).waits('10m').hears('Still there?').hearsNothing()
    expect(bot.said.at(-1)).toEqual({ kind: 'text', text: 'Still there?' })
  })

  it('[FI2] leaves a question by its port idle', () => {
    silent(undefined, { idle: [{ after: '1m', port: 'idle' }], to: { next: 'two', idle: 'bye' } })
      .waits('1m')
      .hears('Bye.')
      .is('ended')
  })

  it('[FI3] begins anew with whatever the person says and with the next question', () => {
    silent(remindThenAbandon)
      .waits('10m')
      .hears('Still there?')
      .waits('20m')
      .says('x')
      .hears('Two?')
      .waits('9m')
      .says('wrong')
      .hears('Again?')
      .waits('9m')
      .hearsNothing()
      .waits('1m')
      .hears('Still there?')
      .waits('29m')
      .is('waiting')
      .says('1')
      .hears('Bye.')
      .waits('1d')
      .hearsNothing()
      .is('ended')
  })

  it('[FI3] begins anew with a wrong answer after a reminder', () => {
    const bot = silent(remindThenAbandon).waits('10m').hears('Still there?').says('x').hears('Two?')
    bot
      .waits('10m')
      .hears('Still there?')
      .says('wrong')
      .hears('Again?')
      .waits('10m')
      .hears('Still there?')
      .is('waiting')
  })

  it("[FI4] keeps a question's own rules at that question only", () => {
    silent(remindThenAbandon, { idle: [{ after: '1m', remind: 'Well?' }] })
      .waits('1m')
      .hears('Well?')
      .says('x')
      .hears('Two?')
      .waits('9m')
      .hearsNothing()
      .waits('1m')
      .hears('Still there?')
  })

  it('[FI4] abandons after half an hour without rules, and after the last reminder', () => {
    silent(undefined).waits('29m').is('waiting').waits('1m').is('abandoned')
    silent([{ after: '1m', remind: 'Well?' }])
      .waits('1m')
      .hears('Well?')
      .waits('29m')
      .is('waiting')
      .waits('1m')
      .is('abandoned')
    silent(undefined, { idle: [] }).waits('30m').is('abandoned')
  })

  it('does nothing at all while an action runs', () => {
    const act = {
      kind: 'action',
      action: 'track-user',
      input: { email: "'a@b.com'" },
      to: { success: 'bye', error: 'bye', duplicate: 'bye' },
    }
    converse(program({ idle: remindThenAbandon, nodes: { act, bye } }))
      .waits('1d')
      .hearsNothing()
      .is('working')
  })

  it.each([
    [[{ after: '1m' }], 'exactly one thing'],
    [[{ after: '1m', remind: 'x', abandon: true }], 'exactly one thing'],
    [[{ after: '1m', port: 'idle' }], 'Only the idle rules of a question'],
    [
      [
        { after: '1m', abandon: true },
        { after: '1m', remind: 'x' },
      ],
      'never come',
    ],
  ])('refuses the rules %j', (idle, reason) => {
    expect(problems({ idle, nodes: { bye } })).toMatchObject([
      { code: 'bad-idle', reason: expect.stringContaining(reason) },
    ])
  })
})
