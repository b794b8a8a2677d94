import { describe, expect, it } from 'vitest'
import { bye, type FlowDraft, problems, program } from '../fixtures/flow.ts'
import { newState, step } from '../step.ts'
import { converse } from '../testing.ts'

const variables = { who: { type: 'text', default: 'Ada' }, why: { type: 'text' }, often: { type: 'number' } }
const call = {
  kind: 'call',
  flow: 'visit',
  input: { name: 'who', times: 'often' },
  save: { why: 'outputs.reason', often: 'outputs.times + 1' },
  to: { done: 'thanks', next: 'bye' },
}
const thanks = { kind: 'end', text: 'Thanks, {{ why }} {{ often }} {{ results.call.outcome }}.' }

function calling(more: object = {}, head: object = {}): FlowDraft {
  return { variables, nodes: { call: { ...call, ...more }, thanks, bye }, ...head }
}

/** So many flows of which each calls the next one, the last one `visit`. */
function chain(length: number) {
  const quiet = { kind: 'end' }
  const link = (to: string, ports: object): FlowDraft => ({
    nodes: { call: { kind: 'call', flow: to, to: ports }, quiet },
  })
  const flows = Array.from({ length }, (_, index) =>
    index === length - 1 ? link('visit', { next: 'quiet', done: 'quiet' }) : link(`f${index + 1}`, { next: 'quiet' }),
  )
  return program(link('f0', { next: 'quiet' }), {
    flows: Object.fromEntries(flows.map((flow, index) => [`f${index}`, flow])),
  })
}

describe('a call', () => {
  it('[FK1] runs the other flow with its own variables and goes on by its outcome', () => {
    const bot = converse(program(calling())).hears('Why, Ada?').is('waiting')
    expect(bot.state).toMatchObject({
      flow: 'visit',
      variables: { name: 'Ada', reason: 'none', times: 1 },
      frames: [{ flow: 'main', node: 'call', variables: { who: 'Ada' } }],
    })
    bot.says('done').hears('Done.').hears('Thanks, done 2 done.').hearsNothing().is('ended')
  })

  it('[FK1] goes on by next where an end names no outcome', () => {
    converse(program(calling())).hears('Why, Ada?').says('x').hears('Back.').hears('Bye.').is('ended')
  })

  it('[FK1] comes back to what the caller knew', () => {
    const bot = converse(program(calling()), { variables: { often: 5 } })
      .hears('Why, Ada?')
      .says('done')
    expect(bot.state).toMatchObject({ flow: 'main', node: 'thanks', frames: [] })
    expect(bot.state.variables).toEqual({ who: 'Ada', why: 'done', often: 6 })
    expect(bot.state.results).toEqual({ call: { outcome: 'done', outputs: {} } })
  })

  it('[FK2] gives an input that is null, fails or does not fit no say: the default holds', () => {
    const given = { name: '1 / 0 > 1 ? "x" : "y"', times: 'often', reason: 'why' }
    const bot = converse(program(calling({ input: given }))).hears('Why, you?')
    expect(bot.state.variables).toEqual({ name: 'you', reason: 'none', times: 1 })
  })

  it('[FK3] nests twenty flows and no more', () => {
    const bot = converse(chain(19)).hears('Why, you?')
    expect(bot.state.frames).toHaveLength(20)
    bot.says('x').hears('Back.').hearsNothing().is('ended')
    const over = converse(chain(20)).hearsNothing().is('ended')
    expect(over.transcript).toEqual(['(ended: too-deep)'])
  })

  it('[FK3] ends a flow that calls itself for ever', () => {
    const spin = { kind: 'call', flow: 'main', to: {} }
    const source = program({ nodes: { spin } })
    expect(converse(source).transcript).toEqual(['(ended: too-deep)'])
  })

  it('[FK4] is ended as a whole by an end that says so', () => {
    const bot = converse(program(calling()))
      .hears('Why, Ada?')
      .says('over')
      .hears('All over.')
      .hearsNothing()
      .is('ended')
    expect(bot.transcript.at(-1)).toBe('(ended: over)')
  })

  it('[FK5] has the idle rules of the flow that runs', () => {
    const idle = [{ after: '1m', remind: 'Main?' }]
    const flows = {
      other: {
        idle: [{ after: '2m', remind: 'Other?' }],
        nodes: {
          ask: { kind: 'ask', text: 'One?', answer: { type: 'text' }, variable: 'x', to: { next: 'bye' } },
          bye,
        },
        variables: { x: { type: 'text' } },
      },
    }
    const asking = { kind: 'ask', text: 'Two?', answer: { type: 'text' }, variable: 'why', to: { next: 'bye' } }
    const draft = {
      variables,
      idle,
      nodes: { call: { kind: 'call', flow: 'other', to: { completed: 'ask' } }, ask: asking, bye },
    }
    converse(program(draft, { flows }))
      .hears('One?')
      .waits('1m')
      .hearsNothing()
      .waits('1m')
      .hears('Other?')
      .says('x')
      .hears('Bye.')
      .hears('Two?')
      .waits('1m')
      .hears('Main?')
  })

  it('[FK6] counts its nodes with all others, so that flows cannot spin either', () => {
    const nodes = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        `n${index}`,
        { kind: 'say', text: 'x', to: { next: `n${index + 1}` } },
      ]),
    )
    const flows = { long: { nodes: { ...nodes, n60: { kind: 'end' } } } }
    const draft = {
      nodes: {
        one: { kind: 'call', flow: 'long', to: { next: 'two' } },
        two: { kind: 'call', flow: 'long', to: { next: 'bye' } },
        bye,
      },
    }
    expect(converse(program(draft, { flows })).transcript.at(-1)).toBe('(ended: loop)')
  })

  it('[FK6] is a loop without a pause when the called flow can be passed without one', () => {
    const again = { nodes: { one: { kind: 'call', flow: 'quick', to: { next: 'one' } } } }
    const quick = { nodes: { say: { kind: 'say', text: 'x', to: { next: 'stop' } }, stop: { kind: 'end' } } }
    expect(problems(again, { flows: { quick } })).toMatchObject([{ code: 'loop-without-wait' }])
    const asks = { one: { kind: 'call', flow: 'visit', to: { next: 'one', done: 'one' } } }
    expect(problems({ nodes: asks })).toMatchObject([{ code: 'no-end' }])
  })

  it('leaves nothing to warn of in variables that callers fill', () => {
    const other = { variables: { x: { type: 'text' } }, nodes: { bye: { kind: 'end', text: '{{ x }}' } } }
    const draft = { nodes: { call: { kind: 'call', flow: 'other', input: { x: "'y'" }, to: { next: 'bye' } }, bye } }
    expect(problems(draft, { flows: { other } })).toEqual([])
  })

  it('ends as a dead end where the caller no longer exists', () => {
    const { state } = converse(program(calling())).hears('Why, Ada?')
    const gone = { ...state, frames: [{ flow: 'gone', node: 'call', variables: {}, results: {} }] }
    const said = { kind: 'said', said: { kind: 'text', text: 'x' }, at: 0, random: 0 } as const
    expect(step(program(calling()), gone, said).effects.at(-1)).toMatchObject({ kind: 'end', outcome: 'dead-end' })
    expect(newState(program(calling())).frames).toEqual([])
  })
})
