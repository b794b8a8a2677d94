import { describe, expect, it } from 'vitest'
import { bye, type FlowDraft, program } from '../fixtures/flow.ts'
import { converse } from '../testing.ts'

const variables = {
  name: { type: 'text', default: 'Ada' },
  secret: { type: 'text', sensitive: true, default: 'S' },
}
const help = {
  kind: 'hand-over',
  text: 'One moment, {{ name }}.',
  skill: 'billing_{{ name }}',
  brief: 'Asks about {{ name }}.',
  wait: '30m',
  to: { next: 'bye', timeout: 'late', unavailable: 'nobody' },
}
const late = { kind: 'end', text: 'Nobody came.' }
const nobody = { kind: 'end', text: 'Nobody is here.' }

function handing(more: object = {}): FlowDraft {
  const node: { to: object } = { ...help, ...more }
  const targets = Object.keys(node.to)
  return {
    variables,
    nodes: {
      help: node,
      bye,
      ...(targets.includes('timeout') ? { late } : {}),
      ...(targets.includes('unavailable') ? { nobody } : {}),
    },
  }
}

describe('a hand-over', () => {
  it('[FG1] asks for a person of the brand and leaves the conversation with them', () => {
    const bot = converse(program(handing())).hears('One moment, Ada.').is('with-agent')
    expect(bot.handOvers).toEqual([
      {
        kind: 'hand-over',
        id: '1.1',
        flow: 'main',
        node: 'help',
        skill: 'billing_Ada',
        note: 'Asks about Ada.',
        sensitive: false,
      },
    ])
    bot.handOverEnds().hears('Bye.').is('ended')
    expect(bot.transcript).toContain('(hand-over ended: done)')
  })

  it('[FG2] hears what the person says meanwhile, and does nothing about it', () => {
    const bot = converse(program(handing())).ignores().says('Hello?').hearsNothing().is('with-agent')
    expect(bot.heard.map(({ content }) => content.text)).toEqual(['Hello?'])
    bot.returns().hearsNothing().is('with-agent')
  })

  it('[FG3] leaves by timeout when the time is over, and is then over', () => {
    const bot = converse(program(handing())).ignores().waits('29m').is('with-agent').waits('1m').hears('Nobody came.')
    expect(bot.transcript).toContain('(hand-over ended: timeout)')
    expect(() => bot.handOverEnds()).toThrow('with nobody')
  })

  it('[FG3] rests for as long as it takes without a time', () => {
    const bot = converse(program(handing({ wait: undefined, to: { next: 'bye' } })))
    bot.ignores().waits('300d').is('with-agent').handOverEnds().hears('Bye.').waits('1d').is('ended')
  })

  it('[FG4] leaves by unavailable where that leads somewhere, otherwise by next', () => {
    converse(program(handing())).ignores().handOverEnds('unavailable').hears('Nobody is here.')
    converse(program(handing({ to: { next: 'bye', timeout: 'late' } })))
      .ignores()
      .handOverEnds('unavailable')
      .hears('Bye.')
  })

  it('[FG5] says whether what it hands on may repeat a sensitive answer', () => {
    const sensitive = (more: object) => converse(program(handing(more))).handOvers[0]?.sensitive
    expect([sensitive({}), sensitive({ brief: '{{ secret }}' }), sensitive({ skill: '{{ secret }}' })]).toEqual([
      false,
      true,
      true,
    ])
    const bare = converse(program(handing({ skill: undefined, brief: ' {{ page.url }}' })))
    expect(bare.handOvers).toMatchObject([{ skill: null, note: null }])
    expect(converse(program(handing({ brief: 'x'.repeat(5000) }))).handOvers[0]?.note).toHaveLength(4000)
  })
})
