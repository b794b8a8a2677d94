import { describe, expect, it } from 'vitest'
import { bye, type FlowDraft, problems, program } from './fixtures/flow.ts'
import { canResume } from './resume.ts'
import { converse } from './testing.ts'

const one = { kind: 'ask', text: 'One?', answer: { type: 'number' }, variable: 'n', to: { next: 'two' } }
const two = { ...one, text: 'Two?', to: { next: 'bye' } }
const fresh = { kind: 'say', text: 'From the start.', to: { next: 'one' } }
const idle = [{ after: '10m', abandon: true }]
const resume = { within: '7d', text: 'Welcome back, {{ n }}.' }
const variables = { n: { type: 'number', default: 0 } }
const draft: FlowDraft = { variables, idle, resume, nodes: { one, two, bye } }

function left(more: object = {}, nodes: object = {}) {
  return converse(program({ ...draft, resume: { ...resume, ...more }, nodes: { ...draft.nodes, ...nodes } }))
    .hears('One?')
    .waits('10m')
    .is('abandoned')
}

describe('an abandoned conversation', () => {
  it('[FR1] is taken up again in time', () => {
    left().waits('7d').says('5').hears('Welcome back, 0.').hears('Two?').is('waiting')
    left().waits('7d').waits('1s').says('5').hearsNothing().is('abandoned')
    left().waits('7d').waits('1s').returns().hearsNothing().is('abandoned')
  })

  it('[FR1] stays abandoned without resume, and an ended one stays ended', () => {
    const bot = converse(program({ ...draft, resume: undefined }))
      .hears('One?')
      .waits('10m')
      .is('abandoned')
    bot.says('5').returns().hearsNothing().is('abandoned')
    const over = converse(program({ ...draft, nodes: { bye } }))
      .hears('Bye.')
      .says('5')
      .returns()
      .hearsNothing()
    over.is('ended')
  })

  it('[FR1] is not resumed by anything else', () => {
    left().page('viewed').webhook('paid').waits('1d').hearsNothing().is('abandoned')
  })

  it('[FR1] cannot be taken up when nobody knows since when it is', () => {
    const { state } = left()
    const known = program(draft)
    expect(canResume(known, state, state.leftAt ?? 0)).toBe(true)
    expect(canResume(known, { ...state, leftAt: null }, 0)).toBe(false)
    expect(canResume(known, state, Number.NaN)).toBe(false)
  })

  it('[FR2] asks the open question again, or takes what was said as the answer to it', () => {
    const bot = left().returns().hears('Welcome back, 0.').hears('One?').is('waiting').says('3').hears('Two?')
    expect(bot.variable('n')).toBe(3)
    left()
      .says('many')
      .hears('Welcome back, 0.')
      .hears(/number/)
      .is('waiting')
  })

  it('[FR2] hears the words before it says its own', () => {
    const bot = left().says('5')
    expect(bot.transcript.slice(-3)).toEqual(['person: 5', 'bot: Welcome back, 0.', 'bot: Two?'])
  })

  it('[FR2] goes to the node of resume where it names one', () => {
    const to = { to: 'fresh' }
    left(to, { fresh }).returns().hears('Welcome back, 0.').hears('From the start.').hears('One?')
    const bot = left(to, { fresh }).says('5').hears('Welcome back, 0.').hears('From the start.').hears('One?')
    expect(bot.variable('n')).toBe(0)
    expect(bot.heard.map(({ content }) => content.text)).toEqual(['5'])
  })

  it('[FR2] waits for the person again with all its idle rules', () => {
    left()
      .returns()
      .ignores()
      .waits('9m')
      .is('waiting')
      .waits('1m')
      .is('abandoned')
      .returns()
      .hears(/Welcome/)
  })

  it('[FR2] is taken up by its menu too', () => {
    const menu = [{ id: 'stop', label: 'Stop', to: 'bye' }]
    converse(program({ ...draft, menu }))
      .hears('One?')
      .waits('10m')
      .picks('menu.stop')
      .hears(/Welcome/)
      .hears('Bye.')
  })

  it('[FR2] keeps a sensitive answer sensitive that it does not take', () => {
    const secret = {
      variables: { n: { type: 'number', default: 0, sensitive: true } },
      resume: { ...resume, to: 'fresh' },
    }
    const bot = converse(program({ ...draft, ...secret, nodes: { ...draft.nodes, fresh } }))
      .waits('10m')
      .says('5')
    expect(bot.heard[0]?.sensitive).toBe(true)
  })

  it('[FR4] inside a called flow is taken up as the caller says', () => {
    const call = { kind: 'call', flow: 'visit', to: { next: 'bye', done: 'bye' } }
    const calling = (more: object) => {
      const visit = { ...draft, resume: { ...resume, ...more }, nodes: { call, fresh, one, two, bye } }
      return converse(program(visit)).hears('Why, you?').waits('30m').is('abandoned').returns()
    }
    calling({}).hears('Welcome back, 0.').hears('Why, you?').says('done').hears('Done.').hears('Bye.')
    const given = calling({ to: 'fresh' }).hears('Welcome back, 0.').hears('From the start.').hears('One?')
    expect(given.state.frames).toEqual([])
  })
})

describe('somebody who returns to an open question', () => {
  const patient = { ...draft, idle: [{ after: '2d', abandon: true }] }

  it('[FR3] hears where they were after half an hour or more', () => {
    const bot = converse(program(patient)).hears('One?')
    bot.waits('29m').returns().hearsNothing().waits('30m').returns().hears('Welcome back, 0.').hears('One?')
    bot.waits('10m').returns().hearsNothing().says('1').hears('Two?')
  })

  it('[FR3] hears nothing without resume, nor where the bot works', () => {
    converse(program({ ...patient, resume: undefined }))
      .hears('One?')
      .waits('1d')
      .returns()
      .hearsNothing()
    const rest = { kind: 'wait', for: '2d', to: { next: 'bye' } }
    converse(program({ ...patient, nodes: { rest, bye } }))
      .waits('1d')
      .returns()
      .hearsNothing()
      .is('working')
  })
})

describe('the compiler', () => {
  it('knows that resume leads somewhere', () => {
    expect(problems({ ...draft, resume: { ...resume, to: 'fresh' }, nodes: { ...draft.nodes, fresh } })).toEqual([])
  })
})
