import { describe, expect, it } from 'vitest'
import { bye, type FlowDraft, problems, program } from './fixtures/flow.ts'
import { converse } from './testing.ts'

const ask = { kind: 'ask', text: 'One?', answer: { type: 'text' }, variable: 'x', to: { next: 'bye' } }
const help = { kind: 'say', text: 'Help, {{ x }}.', to: { next: 'ask' } }
const menu = [
  { id: 'help', label: 'Help for {{ x }}', to: 'help' },
  { id: 'stop', label: 'Stop', to: 'bye' },
]
const variables = { x: { type: 'text', default: 'Ada' } }
const draft: FlowDraft = { variables, menu, nodes: { ask, help, bye } }

describe('the persistent menu', () => {
  it('[FP1] leads away from a question, and hears the label', () => {
    const bot = converse(program(draft))
      .hears('One?')
      .picks('menu.help')
      .hears('Help, Ada.')
      .hears('One?')
      .is('waiting')
    expect(bot.heard).toEqual([
      { kind: 'hear', content: { kind: 'choice', text: 'Help for Ada', choice: 'menu.help' }, sensitive: false },
    ])
    bot.picks('menu.stop').hears('Bye.').is('ended')
  })

  it('[FP1] leads away from waits', () => {
    const rest = { kind: 'wait', for: '1h', to: { next: 'bye' } }
    converse(program({ ...draft, nodes: { rest, ask, help, bye } }))
      .is('working')
      .picks('menu.help')
      .hears('Help, Ada.')
    const hook = { kind: 'wait', webhook: { name: 'paid' }, to: { next: 'bye' } }
    converse(program({ ...draft, nodes: { hook, ask, help, bye } }))
      .picks('menu.stop')
      .hears('Bye.')
  })

  it('[FP1] does not lead away from an action or a person of the brand', () => {
    const act = {
      kind: 'action',
      action: 'track-user',
      input: { email: "'a@b.com'" },
      to: { success: 'bye', error: 'bye', duplicate: 'bye' },
    }
    const bot = converse(program({ ...draft, nodes: { act, ask, help, bye } }))
      .picks('menu.help')
      .hearsNothing()
      .is('working')
    expect(bot.heard[0]?.content.text).toBe('menu.help')
    const over = { kind: 'hand-over', to: { next: 'bye' } }
    converse(program({ ...draft, nodes: { over, ask, help, bye } }))
      .picks('menu.help')
      .hearsNothing()
      .is('with-agent')
  })

  it('[FP1] is no answer when it has no such item', () => {
    const yes = { ...ask, answer: { type: 'choice', choices: [{ id: 'yes', label: 'Yes' }] } }
    converse(
      program({ ...draft, variables: { x: { type: 'choice', default: 'Ada' } }, nodes: { ask: yes, help, bye } }),
    )
      .hears('One?')
      .picks('menu.none')
      .hears('Please pick one of the options.')
  })

  it('[FP2] of the caller holds inside a called flow, and gives the call up', () => {
    const call = { kind: 'call', flow: 'visit', to: { next: 'bye', done: 'bye' } }
    const bot = converse(program({ ...draft, nodes: { call, ask, help, bye } })).hears('Why, you?')
    expect(bot.menu).toEqual(['Help for Ada', 'Stop'])
    bot.picks('menu.help').hears('Help, Ada.').hears('One?')
    expect(bot.state).toMatchObject({ flow: 'main', frames: [], variables: { x: 'Ada' } })
  })

  it('[FP2] of a called flow takes the place of the caller’s', () => {
    const inner: FlowDraft = {
      ...draft,
      menu: [{ id: 'in', label: 'Inside', to: 'bye' }],
      nodes: { ask, bye: { kind: 'end', text: 'In.' } },
    }
    const call = { kind: 'call', flow: 'inner', to: { next: 'ask' } }
    const bot = converse(program({ ...draft, nodes: { call, ask, help, bye } }, { flows: { inner } })).hears('One?')
    expect(bot.menu).toEqual(['Inside'])
    bot.picks('menu.help').hears('In.').hears('One?')
    expect(bot.menu[1]).toBe('Stop')
  })

  it('[FP3] shows its labels as they are now, and nothing once it is over', () => {
    const bot = converse(
      program({
        ...draft,
        nodes: { ask: { ...ask, to: { next: 'again' } }, again: { ...ask, text: 'Two?' }, help, bye },
      }),
    )
    expect(bot.state.menu).toEqual([
      { id: 'menu.help', label: 'Help for Ada' },
      { id: 'menu.stop', label: 'Stop' },
    ])
    expect(bot.says('Eve').menu).toEqual(['Help for Eve', 'Stop'])
    expect(bot.picks('menu.stop').is('ended').menu).toEqual([])
  })

  it('[FP3] stays the same object while nothing in it changes', () => {
    const bot = converse(program(draft))
    const before = bot.state.menu
    bot.picks('menu.help')
    expect(bot.state.menu).toBe(before)
  })

  it('leads to nodes that nothing else needs to lead to', () => {
    expect(problems(draft)).toEqual([])
    expect(problems({ ...draft, menu: undefined })).toMatchObject([
      { code: 'unreachable-node', place: { node: 'help' } },
    ])
  })
})
