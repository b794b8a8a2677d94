import { describe, expect, it } from 'vitest'
import { bye, type FlowDraft, program } from '../fixtures/flow.ts'
import { converse } from '../testing.ts'

const variables = {
  amount: { type: 'number', default: 0 },
  whole: { type: 'json' },
  x: { type: 'text' },
}
const paid = {
  kind: 'wait',
  for: '1h',
  webhook: { name: 'paid' },
  save: { amount: 'payload.amount', whole: 'payload' },
  to: { next: 'thanks', timeout: 'late', reply: 'said' },
}
const ends = {
  thanks: { kind: 'end', text: 'Paid {{ amount }}, {{ results.rest.outcome }}.' },
  late: { kind: 'end', text: 'Too late, {{ results.rest.outcome }}.' },
  said: { kind: 'end', text: 'You said something, {{ results.rest.outcome }}.' },
}

function waiting(more: object = {}): FlowDraft {
  return { variables, nodes: { rest: { ...paid, ...more }, ...ends } }
}

/** Asks first, so that a webhook can come too early. */
function asking(more: object = {}): FlowDraft {
  const ask = { kind: 'ask', text: 'Ready?', answer: { type: 'text' }, variable: 'x', to: { next: 'rest' } }
  return { variables, nodes: { ask, rest: { ...paid, ...more }, ...ends } }
}

const seen = {
  ...paid,
  webhook: undefined,
  event: { name: 'viewed', when: 'payload.amount > 10 && amount == 0' },
}

describe('a wait for a webhook', () => {
  it('[FE1] goes on by next when it comes, with its payload', () => {
    const bot = converse(program(waiting()))
      .is('working')
      .webhook('paid', { amount: 7, more: [1] })
    bot.hears('Paid 7, next.').is('ended')
    expect(bot.variable('whole')).toEqual({ amount: 7, more: [1] })
    expect(bot.state.results).toEqual({ rest: { outcome: 'next', outputs: { amount: 7, more: [1] } } })
  })

  it('[FE1] is not for another name, nor for one too large', () => {
    const bot = converse(program(waiting()))
      .webhook('shipped')
      .webhook('paid', { text: 'x'.repeat(70_000) })
    bot.hearsNothing().is('working')
    expect(bot.state.webhooks).toEqual({})
    bot.webhook('paid').hears('Paid 0, next.')
  })

  it('[FE3] goes on by timeout when the time is over first, by reply when the person says something', () => {
    converse(program(waiting())).waits('59m').hearsNothing().waits('1m').hears('Too late, timeout.')
    converse(program(waiting())).says('Hello?').hears('You said something, reply.')
    const { said: _, ...others } = waiting({ to: { next: 'thanks', timeout: 'late' } }).nodes
    const deaf = converse(program({ variables, nodes: others }))
    deaf.says('Hello?').hearsNothing().is('working').waits('1h').hears('Too late, timeout.')
  })

  it('[FE3] waits for as long as it takes without a time', () => {
    const draft = waiting({ for: undefined, to: { next: 'thanks', reply: 'said' } })
    const { late: _, ...others } = draft.nodes
    converse(program({ ...draft, nodes: others }))
      .waits('300d')
      .is('working')
      .webhook('paid', { amount: 1 })
      .hears(/Paid 1/)
  })

  it('[FE4] leaves a variable as it is when its value fails or does not fit', () => {
    const bot = converse(program(waiting())).webhook('paid', { amount: 'much' }).hears('Paid 0, next.')
    expect(bot.variable('amount')).toBe(0)
  })

  it('[FE5] takes one that came before at once, the newest of its name, and only once', () => {
    const bot = converse(program(asking())).hears('Ready?')
    bot.webhook('paid', { amount: 1 }).webhook('paid', { amount: 2 }).hearsNothing().is('waiting')
    expect(bot.state.webhooks).toEqual({ paid: { amount: 2 } })
    bot.says('yes').hears('Paid 2, next.')
    expect(bot.state.webhooks).toEqual({})
  })

  it('[FE6] keeps eight names that some node waits for, and no other', () => {
    const names = Array.from({ length: 9 }, (_, index) => `hook${index}`)
    const rests = Object.fromEntries(
      names.map((name, index) => [
        name,
        { kind: 'wait', webhook: { name }, to: { next: index === 8 ? 'bye' : `hook${index + 1}` } },
      ]),
    )
    const ask = { kind: 'ask', text: 'Ready?', answer: { type: 'text' }, variable: 'x', to: { next: 'hook0' } }
    const bot = converse(program({ variables: { x: { type: 'text' } }, nodes: { ask, ...rests, bye } })).ignores()
    for (const name of [...names, 'paid', 'constructor']) bot.webhook(name, { name })
    expect(Object.keys(bot.state.webhooks)).toEqual(names.slice(0, 8))
    bot.webhook('hook3', { again: true }).says('x').is('working')
    expect(bot.state).toMatchObject({ node: 'hook8', webhooks: {}, results: { hook3: { outputs: { again: true } } } })
    bot.webhook('hook8').hears('Bye.')
  })
})

describe('a wait for a page event', () => {
  it('[FE2] goes on when one of its name comes for which its condition holds', () => {
    const bot = converse(program(waiting(seen)))
      .page('viewed', { amount: 3 })
      .page('left', { amount: 30 })
      .page('viewed')
    bot.hearsNothing().is('working').page('viewed', { amount: 30 }).hears('Paid 30, next.')
  })

  it('[FE2] without a condition goes on with the first of its name', () => {
    converse(program(waiting({ ...seen, event: { name: 'viewed' } })))
      .page('viewed', { amount: 1 })
      .hears('Paid 1, next.')
  })

  it('[FE2] keeps no event that came before', () => {
    const bot = converse(program(asking(seen)))
      .page('viewed', { amount: 30 })
      .says('yes')
      .ignores()
    bot
      .is('working')
      .webhook('viewed', { amount: 30 })
      .is('working')
      .page('viewed', { amount: 30 })
      .hears('Paid 30, next.')
  })
})

describe('texts and logic', () => {
  it('[FT4] know the id of the conversation, by which a webhook finds it', () => {
    const hi = { kind: 'end', text: '/v1/conversations/{{ conversation.id }}/webhooks/paid' }
    converse(program({ nodes: { hi } })).hears('/v1/conversations/conv_test/webhooks/paid')
    const set = { kind: 'set', set: { x: "conversation.id + '!'" }, to: { next: 'bye' } }
    expect(converse(program({ variables: { x: { type: 'text' } }, nodes: { set, bye } })).variable('x')).toBe(
      'conv_test!',
    )
  })
})
