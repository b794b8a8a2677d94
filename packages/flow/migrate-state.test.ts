import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from './compile.ts'
import { event } from './fixtures/event.ts'
import { bye, type FlowDraft, program } from './fixtures/flow.ts'
import { listener } from './fixtures/listening.ts'
import { tour } from './fixtures/tour.ts'
import { type MigratedState, migrateState } from './migrate-state.ts'
import type { Program } from './program.ts'
import type { State } from './state.ts'
import { checkMapping, emptyMapping, type StateMapping } from './state-mapping.ts'
import { newState, statusOf, step } from './step.ts'
import { converse } from './testing.ts'

const ask = (variable: string, next: string, type = 'text') => ({
  kind: 'ask',
  text: `${variable}?`,
  answer: { type },
  variable,
  to: { next },
})
const track = {
  kind: 'action',
  action: 'track-user',
  input: { email: "'a@b.com'" },
  to: { success: 'done', error: 'done', duplicate: 'done' },
}
const done = {
  kind: 'say',
  text: 'Hello {{ name }} from {{ city }}, {{ results.track.outcome }}.',
  to: { next: 'bye' },
}

const older: FlowDraft = {
  variables: { name: { type: 'text' }, city: { type: 'text' } },
  nodes: { name: ask('name', 'city'), city: ask('city', 'track'), track, done, bye },
}
/** The same with other names, and one variable more. */
const newer: FlowDraft = {
  variables: { name: { type: 'text' }, town: { type: 'text' }, plan: { type: 'text', default: 'free' } },
  nodes: {
    who: ask('name', 'where'),
    where: ask('town', 'send'),
    send: { ...track, to: { success: 'end', error: 'end', duplicate: 'end' } },
    end: {
      kind: 'say',
      text: 'Hello {{ name }} from {{ town }} ({{ plan }}), {{ results.send.outcome }}.',
      to: { next: 'bye' },
    },
    bye,
  },
}
const mapping: StateMapping = {
  nodes: { 'main.name': 'main.who', 'main.city': 'main.where', 'main.track': 'main.send' },
  variables: { 'main.city': 'main.town' },
}

const from = program(older)
const to = program(newer)

const said = (text: string) => ({ kind: 'said', said: { kind: 'text', text }, at: 0, random: 0 }) as const

function stateAfter(running: Program, ...words: readonly string[]): State {
  const bot = converse(running)
  for (const word of words) bot.says(word)
  return bot.state
}

function moved(migrated: MigratedState): State {
  if (migrated.kind === 'stays') throw new Error(migrated.reason)
  return migrated.state
}

const reasonOf = (migrated: MigratedState) => (migrated.kind === 'stays' ? migrated.reason : null)

/** A state that a random conversation came to. */
const reached = (running: Program) =>
  fc.array(event, { maxLength: 12 }).map((events) => {
    let state = newState(running)
    for (const each of events) state = step(running, state, each).state
    return state
  })

describe('a conversation that is moved to another version', () => {
  it('[FM2] [FM3] goes on where it stood, with what it knew', () => {
    const state = moved(migrateState({ from, to, mapping }, stateAfter(from, 'Ada')))
    expect(state).toMatchObject({ node: 'where', turn: 2, variables: { name: 'Ada', plan: 'free' } })
    const waiting = step(to, state, said('London')).state
    expect(waiting.phase).toEqual({ kind: 'action', effect: '3.1' })
  })

  it('[FM2] [FM5] takes the result of the action that it waited for when it was moved', () => {
    const bot = converse(from).says('Ada').says('London')
    const state = moved(migrateState({ from, to, mapping }, bot.state))
    if (state.phase.kind !== 'action') throw new Error('it does not wait for the action')
    const { effect } = state.phase
    const result = { outcome: 'success', outputs: {} }
    const ended = step(to, state, { kind: 'action-finished', effect, result, at: 0, random: 0 })
    expect(ended.effects[0]).toMatchObject({ content: { text: 'Hello Ada from London (free), success.' } })
  })

  it('[FM2] [FM3] comes back to a question that something else was answered at, and passes over what was said', () => {
    const recognizer = listener({ Seoul: ['city'], Ada: ['given_name'] }, { 'why not': [['help', 0.9]] })
    const listening = (draft: FlowDraft, city: string): Program => {
      const variables = {
        ...draft.variables,
        [city]: { type: 'text', entity: 'city' },
        name: { type: 'text', entity: 'given_name' },
      }
      const understanding = { intents: { help: { flow: 'visit' } } }
      return program({ ...draft, variables, understanding }, { recognizer })
    }
    const [old, next] = [listening(older, 'city'), listening(newer, 'town')]
    const bot = converse(old).says('in Seoul').says('why not')
    expect(bot.state).toMatchObject({ flow: 'visit', frames: [{ node: 'name', filled: ['city'] }] })
    const state = moved(migrateState({ from: old, to: next, mapping }, bot.state))
    expect(state.frames).toMatchObject([{ node: 'who', filled: ['town'], aside: { tries: 0 } }])
    const back = step(next, state, said('because'))
    expect(back.state).toMatchObject({ flow: 'main', node: 'who', filled: ['town'] })
    expect(step(next, back.state, said('Ada')).state).toMatchObject({ node: 'send', filled: [] })
  })

  it('[FM5] keeps the results of nodes that still leave some, under their new names', () => {
    const results = { track: { outcome: 'success', outputs: { code: 'x' } } }
    const state = { ...stateAfter(from, 'Ada'), results }
    expect(moved(migrateState({ from, to, mapping }, state)).results).toEqual({ send: results.track })
    const unmapped = { ...mapping, nodes: { 'main.city': 'main.where' } }
    expect(moved(migrateState({ from, to, mapping: unmapped }, state)).results).toEqual({})
  })

  it('[FM1] to the version it is on is the same, wherever it stands', () => {
    const running = program(tour)
    fc.assert(
      fc.property(reached(running), (state) => {
        const migrated = migrateState({ from: running, to: running, mapping: emptyMapping }, state)
        const over = ['ended', 'abandoned'].includes(statusOf(state))
        expect(migrated).toEqual(over ? { kind: 'stays', reason: 'It is over.' } : { kind: 'moved', state })
      }),
    )
  })

  it('[FM1] has a state that the other version can go on with, or a reason', () => {
    fc.assert(
      fc.property(reached(from), fc.array(event, { maxLength: 6 }), (state, events) => {
        const before = JSON.stringify(state)
        const migrated = migrateState({ from, to, mapping }, state)
        expect(JSON.stringify(state)).toBe(before)
        if (migrated.kind === 'stays') expect(migrated.reason).not.toBe('')
        else {
          expect(statusOf(migrated.state)).toBe(statusOf(state))
          let going = migrated.state
          for (const each of events) going = step(to, going, each).state
          expect(going.turn).toBe(state.turn + events.length)
        }
      }),
    )
  })
})

describe('a conversation that cannot be moved', () => {
  const stays = (draft: FlowDraft, state: State, given: StateMapping = emptyMapping) =>
    reasonOf(migrateState({ from, to: program(draft), mapping: given }, state))

  it('[FM2] stands at a node that the other version does not have, or has as something else', () => {
    const state = stateAfter(from, 'Ada')
    expect(stays(newer, state)).toContain('It stands at "main.city", which the other version does not have.')
    const asksNumber = { ...older, variables: { ...older.variables, city: { type: 'number' } } }
    const number = { ...asksNumber, nodes: { ...older.nodes, city: ask('city', 'track', 'number') } }
    expect(stays(number, state)).toContain('an answer of type "text" and asks for "number"')
    const says = { ...older.nodes, city: { kind: 'say', text: 'City', to: { next: 'track' } } }
    expect(stays({ ...older, nodes: says }, state)).toContain('of kind "ask" and is of kind "say"')
  })

  it('[FM3] knows something that has nowhere to go, unless the mapping gives it up', () => {
    const state = stateAfter(from, 'Ada', 'London')
    const given = { ...mapping, variables: {} }
    expect(stays(newer, state, given)).toContain('Its variable "main.city" has a value and no variable to go to.')
    const dropped = { ...mapping, variables: { 'main.city': null } }
    expect(moved(migrateState({ from, to, mapping: dropped }, state)).variables).toEqual({ name: 'Ada', plan: 'free' })
  })

  it('[FM3] knows something that does not fit, or two things for one place', () => {
    const state = stateAfter(from, 'Ada', 'London')
    const typed = { ...newer, variables: { ...newer.variables, name: { type: 'number' }, other: { type: 'text' } } }
    const nodes = { ...newer.nodes, who: ask('other', 'where') }
    expect(stays({ ...typed, nodes }, state, mapping)).toContain('does not fit "main.name" of type number')
    const both = { ...mapping, variables: { 'main.city': 'main.name' } }
    expect(stays(newer, state, both)).toContain('"main.name" and "main.city" both go to "main.name"')
  })

  it('[FM4] knows something sensitive that would no longer be', () => {
    const secret = program({ ...older, variables: { ...older.variables, name: { type: 'text', sensitive: true } } })
    const state = stateAfter(secret, 'Ada')
    expect(reasonOf(migrateState({ from: secret, to: from, mapping: emptyMapping }, state))).toContain('is sensitive')
    expect(migrateState({ from, to: secret, mapping: emptyMapping }, stateAfter(from, 'Ada')).kind).toBe('moved')
  })

  it('is over, or was never of that version', () => {
    const over = { ...stateAfter(from, 'Ada'), phase: { kind: 'ended' } } as const
    expect(reasonOf(migrateState({ from, to, mapping }, over))).toBe('It is over.')
    const lost = { ...stateAfter(from, 'Ada'), node: 'gone' }
    expect(reasonOf(migrateState({ from, to, mapping }, lost))).toContain('its own version does not have')
  })
})

describe('a conversation inside a called flow', () => {
  const compiled = (flows: { readonly [name: string]: FlowDraft }): Program => {
    const sources = Object.entries(flows).map(([name, draft]) => {
      const text = JSON.stringify({ format: 1, start: Object.keys(draft.nodes)[0], ...draft })
      return [name, { file: `flows/${name}.flow.json`, text }]
    })
    const { program: made, problems } = compile({
      name: 'test',
      start: 'main',
      flows: Object.fromEntries(sources),
      actions: {},
    })
    if (made === null) throw new Error(JSON.stringify(problems))
    return made
  }
  const calling = (node: string, flow: string): FlowDraft => ({
    variables: { name: { type: 'text' } },
    nodes: {
      name: ask('name', node),
      [node]: { kind: 'call', flow, to: { next: 'thanks' } },
      thanks: { kind: 'end', text: 'Thank you, {{ name }}.' },
    },
  })
  const address = (node: string): FlowDraft => ({
    variables: { street: { type: 'text' } },
    nodes: { [node]: ask('street', 'back'), back: { kind: 'end' } },
  })
  const old = compiled({ main: calling('call_it', 'address'), address: address('street') })
  const now = compiled({
    main: calling('run_it', 'place'),
    place: address('road'),
    address: address('street'),
  })
  const nodes = { 'main.call_it': 'main.run_it', 'address.street': 'place.road' }

  it('[FM2] is moved with the flows that wait for it', () => {
    const state = moved(
      migrateState({ from: old, to: now, mapping: { ...emptyMapping, nodes } }, stateAfter(old, 'Ada')),
    )
    expect(state).toMatchObject({ flow: 'place', node: 'road', frames: [{ flow: 'main', node: 'run_it' }] })
    expect(step(now, state, said('High Street')).effects).toMatchObject([
      { kind: 'hear' },
      { kind: 'send', content: { text: 'Thank you, Ada.' } },
      { kind: 'clear-timer' },
      { kind: 'end' },
    ])
  })

  it('[FM2] stays when a flow that waits for it would call another one', () => {
    const half = { ...emptyMapping, nodes: { 'main.call_it': 'main.run_it' } }
    const reason = reasonOf(migrateState({ from: old, to: now, mapping: half }, stateAfter(old, 'Ada')))
    expect(reason).toBe('It stands in the flow "address", and "main.run_it" calls "place".')
  })
})

describe('a conversation that waits for something', () => {
  const waiting = (settings: object): Program =>
    program({ nodes: { rest: { kind: 'wait', to: { next: 'bye', timeout: 'bye' }, ...settings }, bye } })
  const rest = (settings: object) => ({ for: '10m', webhook: { name: 'paid' }, ...settings })

  it('[FM2] goes on waiting for the same only', () => {
    const old = waiting(rest({}))
    const reason = (settings: object) =>
      reasonOf(migrateState({ from: old, to: waiting(settings), mapping: emptyMapping }, stateAfter(old)))
    expect(reason(rest({ for: '20m' }))).toBeNull()
    expect(reason(rest({ webhook: { name: 'sent' } }))).toContain(
      'the webhook "paid" for some time and waits for the webhook',
    )
    expect(reason({ for: '10m', event: { name: 'paid' } })).toContain('and waits for the event "paid" for some time')
  })
})

describe('a form that is not whole yet', () => {
  const form = (...fields: readonly string[]): Program =>
    program({
      variables: { answer: { type: 'form' } },
      nodes: {
        form: {
          ...ask('answer', 'bye'),
          answer: {
            type: 'form',
            fields: fields.map((name) => ({ name, label: name, answer: { type: 'text' } })),
          },
        },
        bye,
      },
    })

  it('[FM3] keeps what was answered, or the conversation stays', () => {
    const old = form('first', 'last')
    const begun = stateAfter(old, 'Ada')
    expect(begun.draft).toEqual({ first: 'Ada' })
    const longer = form('first', 'last', 'city')
    expect(moved(migrateState({ from: old, to: longer, mapping: emptyMapping }, begun)).draft).toEqual({ first: 'Ada' })
    const other = migrateState({ from: old, to: form('name', 'last'), mapping: emptyMapping }, begun)
    expect(reasonOf(other)).toContain('The field "first" of the form "main.form" was answered')
  })
})

describe('a mapping', () => {
  const check = (given: Partial<StateMapping>) =>
    checkMapping(from, to, { ...emptyMapping, ...given }).map(
      ({ member, name, reason }) => `${member} ${name}: ${reason}`,
    )

  it('without mistakes has none', () => {
    expect(checkMapping(from, to, mapping)).toEqual([])
    expect(check({ variables: { 'main.city': null } })).toEqual([])
  })

  it.each([
    [
      { nodes: { 'main.nme': 'main.who' } },
      'nodes main.nme: In the version of the conversations, the flow "main" has no node "nme". Did you mean "name"?',
    ],
    [
      { nodes: { 'main.name': 'main.whoo' } },
      'nodes main.name: In the other version, the flow "main" has no node "whoo". Did you mean "who"?',
    ],
    [
      { nodes: { 'mian.name': 'main.who' } },
      'nodes mian.name: In the version of the conversations, there is no flow "mian". Did you mean "main"?',
    ],
    [
      { nodes: { name: 'main.who' } },
      'nodes name: In the version of the conversations, "name" names no node: write "<flow>.<node>".',
    ],
    [{ nodes: { 'main.name': 'main.send' } }, 'nodes main.name: The node was of kind "ask" and is of kind "action".'],
    [
      { variables: { 'main.citty': null } },
      'variables main.citty: In the version of the conversations, the flow "main" has no variable "citty". Did you mean "city"?',
    ],
    [
      { variables: { 'main.city': 'main.twon' } },
      'variables main.city: In the other version, the flow "main" has no variable "twon". Did you mean "town"?',
    ],
  ])('names its mistakes: %j', (given, problem) => {
    expect(check(given)).toEqual([problem])
  })

  it('is judged whatever it holds', () => {
    const names = fc.oneof(
      fc.constantFrom('main.name', 'main.', '.', '', '__proto__.x', 'main.constructor'),
      fc.string(),
    )
    const anything = fc.record({
      nodes: fc.dictionary(names, names),
      variables: fc.dictionary(names, fc.option(names)),
    })
    fc.assert(
      fc.property(anything, reached(from), (given, state) => {
        for (const problem of checkMapping(from, to, given)) expect(problem.reason).not.toBe('')
        migrateState({ from, to, mapping: given }, state)
      }),
    )
  })
})
