import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Effect } from './effect.ts'
import type { Event } from './event.ts'
import { event } from './fixtures/event.ts'
import { bye, program } from './fixtures/flow.ts'
import { tourProgram } from './fixtures/tour.ts'
import { canResume } from './resume.ts'
import type { State } from './state.ts'
import { newState, statusOf, step } from './step.ts'
import { converse } from './testing.ts'

const begun = { kind: 'started', contact: { id: 'c' }, variables: {}, page: null, at: 0, random: 0 } as const
const say = (text: string, at = 0): Event => ({ kind: 'said', said: { kind: 'text', text }, at, random: 0 })

/** An event that fits where the conversation stands, so that random walks get somewhere. */
function fitting(state: State, given: Event): Event {
  if (given.kind === 'action-finished' && state.phase.kind === 'action') return { ...given, effect: state.phase.effect }
  return given
}

/** The timer that is set in a phase. */
function timerOf(phase: State['phase']): readonly string[] {
  if (phase.kind === 'answer') return ['idle']
  return phase.kind === 'time' || ('timed' in phase && phase.timed) ? ['wait'] : []
}

function freeze<Thing>(thing: Thing): Thing {
  if (typeof thing === 'object' && thing !== null && !Object.isFrozen(thing)) {
    Object.freeze(thing)
    Object.values(thing).forEach(freeze)
  }
  return thing
}

// Several people, so that an experiment leads them different ways.
const beginning = fc.constantFrom(null, ...['c', 'i'].map((id): Event => ({ ...begun, contact: { id } })))
const walks = fc
  .tuple(beginning, fc.array(event, { maxLength: 40 }))
  .map(([start, events]) => (start === null ? events : [start, ...events]))

describe('a step', () => {
  it('[FS1] depends on its arguments alone and changes none of them', () => {
    fc.assert(
      fc.property(walks, (events) => {
        let state = freeze(newState(tourProgram))
        for (const given of events) {
          const happened = freeze(fitting(state, given))
          const once = step(tourProgram, state, happened)
          expect(step(tourProgram, state, happened)).toEqual(once)
          state = freeze(once.state)
        }
      }),
    )
  })

  it('[FS2] answers every event in every state that it made', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(walks, (events) => {
        let state = newState(tourProgram)
        for (const given of events) {
          const stepped = step(tourProgram, state, fitting(state, given))
          expect(stepped.state.turn).toBe(state.turn + 1)
          // What is stored comes back as it was.
          expect(JSON.parse(JSON.stringify(stepped.state))).toEqual(stepped.state)
          seen.add(stepped.state.node)
          for (const node of Object.keys(stepped.state.results)) seen.add(node)
          state = stepped.state
        }
      }),
      { numRuns: 1500 },
    )
    // The walks are worth something: they get through the flow.
    const reached = ['first_name', 'email', 'dob', 'sorry', 'split', 'paid', 'seen', 'help', 'meant', 'why', 'call_it']
    expect([...seen]).toEqual(expect.arrayContaining(reached))
  })

  it('[FS2] takes a state that belongs to another program as it is', () => {
    const state: State = { ...newState(tourProgram), flow: 'gone' }
    expect(step(tourProgram, state, begun)).toEqual({ state: { ...state, turn: 1 }, effects: [] })
    expect(() => newState(tourProgram, 'gone')).toThrow('no flow "gone"')
  })

  it('[FS3] enters at most 100 nodes, then ends with the outcome loop', () => {
    const chain = (length: number) => {
      const says = Array.from({ length }, (_, index) => [
        `n${index}`,
        { kind: 'say', text: 'x', to: { next: `n${index + 1}` } },
      ])
      return step(
        program({ nodes: { ...Object.fromEntries(says), [`n${length}`]: bye } }),
        newState(program({ start: 'n0', nodes: { n0: bye } })),
        begun,
      )
    }
    expect(chain(99).effects.at(-1)).toMatchObject({ kind: 'end', outcome: 'completed' })
    const cut = chain(100)
    expect(cut.effects.at(-1)).toEqual({ kind: 'end', status: 'ended', outcome: 'loop' })
    expect(cut.effects).toHaveLength(101)
  })

  it('[FS4] keeps the idle timer while it waits for an answer and the wait timer while it rests', () => {
    fc.assert(
      fc.property(walks, (events) => {
        const set = new Set<string>()
        let state = newState(tourProgram)
        for (const given of events) {
          const happened = fitting(state, given)
          // The runtime lets a timer fire only while it is set, and then it is gone.
          if (happened.kind === 'timer-fired' && !set.delete(happened.timer)) continue
          const { state: after, effects } = step(tourProgram, state, happened)
          for (const effect of effects) {
            if (effect.kind === 'set-timer') set.add(effect.timer)
            if (effect.kind === 'clear-timer') set.delete(effect.timer)
          }
          expect([...set]).toEqual(timerOf(after.phase))
          state = after
        }
      }),
    )
  })

  it('[FS4] does not clear a timer that has just fired', () => {
    const resting = program({ nodes: { wait: { kind: 'wait', for: '1m', to: { next: 'bye' } }, bye } })
    const { state } = step(resting, newState(resting), begun)
    const { effects } = step(resting, state, { kind: 'timer-fired', timer: 'wait', at: 60_000, random: 0 })
    expect(effects.map((effect) => effect.kind)).toEqual(['send', 'end'])
  })

  it('[FS5] leaves a conversation that is over as it is', () => {
    const over = converse(program({ nodes: { bye } })).state
    fc.assert(
      fc.property(event, (given) => {
        expect(step(program({ nodes: { bye } }), over, given)).toEqual({
          state: { ...over, turn: over.turn + 1 },
          effects: [],
        })
      }),
      { numRuns: 30 },
    )
  })

  it('[FS6] begins with the event started, once', () => {
    const fresh = newState(tourProgram)
    const early = step(tourProgram, fresh, say('hello'))
    expect(early).toEqual({ state: { ...fresh, turn: 1 }, effects: [] })
    const first = step(tourProgram, early.state, begun)
    expect(first.effects.map((effect) => effect.kind)).toEqual(['send', 'send', 'set-timer'])
    expect(step(tourProgram, first.state, begun)).toEqual({ state: { ...first.state, turn: 3 }, effects: [] })
  })

  it('[FS7] takes variables that are declared and fit, and drops the others', () => {
    const variables = {
      first_name: 'Ada',
      age: 'old',
      dob: '1990-02-31',
      email: 'Ada@B.com',
      os: null,
      stranger: 1,
      constructor: 'x',
    }
    const { state } = step(tourProgram, newState(tourProgram), { ...begun, variables } as Event)
    expect(state.variables).toEqual({ first_name: 'Ada', email: 'ada@b.com', os: null, attempts: 0 })
  })

  it('[FS8] takes the result of the effect it waits for, and no other', () => {
    const act = {
      kind: 'action',
      action: 'track-user',
      input: { email: "'a@b.com'" },
      to: { success: 'bye', error: 'bye', duplicate: 'bye' },
    }
    const single = program({ nodes: { act, bye } })
    const { state } = step(single, newState(single), begun)
    const finish = (effect: string) =>
      step(single, state, {
        kind: 'action-finished',
        effect,
        result: { outcome: 'success', outputs: {} },
        at: 0,
        random: 0,
      } as Event)
    expect(finish('1.1')).toEqual({ state: { ...state, turn: 2 }, effects: [] })
    expect(finish('7.0').effects).toEqual([])
    expect(statusOf(finish('1.0').state)).toBe('ended')
  })

  it('[FS9] hears what is said while an action runs, and does nothing about it', () => {
    const act = {
      kind: 'action',
      action: 'track-user',
      input: { email: "'a@b.com'" },
      to: { success: 'bye', error: 'bye', duplicate: 'bye' },
    }
    const bot = converse(program({ nodes: { act, bye } }))
      .is('working')
      .says('Hello?')
      .is('working')
      .hearsNothing()
    expect(bot.heard).toEqual([{ kind: 'hear', content: { kind: 'text', text: 'Hello?' }, sensitive: false }])
    bot.actionEnds('success').hears('Bye.')
  })

  it('[FS10] names effects by turn and index, and ends last', () => {
    const act = {
      kind: 'action',
      action: 'track-user',
      mode: 'queue',
      input: { email: "'a@b.com'" },
      to: { next: 'bye' },
    }
    const ask = { kind: 'ask', text: '?', answer: { type: 'text' }, variable: 'x', to: { next: 'act' } }
    const asking = program({ variables: { x: { type: 'text' } }, nodes: { ask, act, bye } })
    const { state } = step(asking, newState(asking), begun)
    const { effects } = step(asking, state, say('x'))
    expect(effects.map((effect) => effect.kind)).toEqual(['hear', 'run-action', 'send', 'clear-timer', 'end'])
    expect(effects[1]).toMatchObject({ id: '2.1' })
  })

  it('[FS11] hears every word before anything else happens', () => {
    fc.assert(
      fc.property(walks, (events) => {
        let state = newState(tourProgram)
        for (const given of events) {
          const over = state.phase.kind === 'ended' || state.phase.kind === 'abandoned'
          const live = state.phase.kind !== 'new' && (!over || canResume(tourProgram, state, given.at))
          const { state: after, effects } = step(tourProgram, state, fitting(state, given))
          const heard = effects.filter((effect: Effect) => effect.kind === 'hear')
          expect(heard).toHaveLength(given.kind === 'said' && live ? 1 : 0)
          if (heard.length > 0) expect(effects[0]).toBe(heard[0])
          state = after
        }
      }),
    )
  })

  it('shows its status', () => {
    const phases = [
      { kind: 'new' },
      { kind: 'answer' },
      { kind: 'action', effect: '1.0' },
      { kind: 'time' },
      { kind: 'event', timed: false },
      { kind: 'agent', timed: false },
      { kind: 'ended' },
      { kind: 'abandoned' },
    ] as const
    const fresh = newState(tourProgram)
    expect(phases.map((phase) => statusOf({ ...fresh, phase }))).toEqual([
      'working',
      'waiting',
      'working',
      'working',
      'working',
      'with-agent',
      'ended',
      'abandoned',
    ])
  })
})
