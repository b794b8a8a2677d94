import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { event } from '../fixtures/event.ts'
import { bye, type FlowDraft, program } from '../fixtures/flow.ts'
import { tourProgram } from '../fixtures/tour.ts'
import { compareTurns, printCompared } from './compare.ts'
import { disguise } from './disguise.ts'
import { performStory } from './play.ts'
import { playExactly, type RecordedConversation, type RecordedEvent, replay } from './record.ts'
import type { Story } from './story.ts'
import { writeStory } from './written.ts'

const start: RecordedEvent = {
  at: Date.UTC(2026, 0, 5, 12),
  happening: { kind: 'started', conversation: 'conv_1', contact: { id: 'cont_1' }, variables: {}, page: null },
}

/** Any events after a start, the clock going forward. */
const record: fc.Arbitrary<RecordedConversation> = fc
  .array(fc.tuple(event, fc.integer({ min: 0, max: 3_600_000 })), { maxLength: 15 })
  .map((happened) => {
    let { at } = start
    const events = happened.map(([{ at: _at, random: _random, ...happening }, passed]) => {
      at += passed
      return { at, happening }
    })
    return { flow: 'main', events: [start, ...events] }
  })

const text = (at: number, words: string): RecordedEvent => ({
  at: start.at + at,
  happening: { kind: 'said', said: { kind: 'text', text: words } },
})

const effectsOf = (turns: readonly { readonly at: number; readonly effects: readonly unknown[] }[]) =>
  turns.map(({ at, effects }) => ({ at, effects }))

describe('replays', () => {
  it('[FY2] of any record against its own flow give the same', () => {
    fc.assert(
      fc.property(record, (each) => {
        const originals = playExactly(tourProgram, each)
        const { turns, stuck } = replay(tourProgram, each.flow, originals)
        expect(stuck).toBeNull()
        expect(effectsOf(turns)).toEqual(effectsOf(originals))
        expect(compareTurns(originals, turns).same).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  const draft = (city: string, more: object = {}): FlowDraft => ({
    start: 'name',
    variables: { name: { type: 'text' }, city: { type: 'text' } },
    idle: [
      { after: '5m', remind: 'Still there?' },
      { after: '30m', abandon: true },
    ],
    nodes: {
      name: { kind: 'ask', text: 'Name?', answer: { type: 'text' }, variable: 'name', to: { next: 'city' } },
      city: { kind: 'ask', text: city, answer: { type: 'text' }, variable: 'city', to: { next: 'track' } },
      track: {
        kind: 'action',
        action: 'track-user',
        input: { email: 'city' },
        to: { success: 'bye', error: 'bye', duplicate: 'bye' },
      },
      bye,
      ...more,
    },
  })
  const before = program(draft('City?'))
  const held: RecordedConversation = {
    flow: 'main',
    events: [
      start,
      text(60_000, 'Ada'),
      text(90_000, 'London'),
      {
        at: start.at + 91_000,
        happening: { kind: 'action-finished', effect: '3.1', result: { outcome: 'success', outputs: {} } },
      },
    ],
  }

  it('[FY3] against a changed flow tell what is said and written otherwise', () => {
    const originals = playExactly(before, held)
    const after = program(
      draft('Where do you live?', {
        track: {
          kind: 'braze-track',
          user: { external_id: "'ada'" },
          attributes: { home_city: 'city' },
          to: { success: 'bye', error: 'bye' },
        },
      }),
    )
    const { turns, stuck } = replay(after, 'main', originals)
    expect(stuck).toBe('It runs "braze.users.track", of which the record has no result.')
    const { same, messages, writes } = compareTurns(originals, turns)
    expect(same).toBe(false)
    expect(printCompared(messages)).toContain('- bot     City?')
    expect(printCompared(messages)).toContain('+ bot     Where do you live?')
    expect(printCompared(writes)).toEqual([
      '- track-user {"email":"London"}',
      '+ braze.users.track {"attributes":[{"external_id":"ada","home_city":"London"}]}',
    ])
  })

  it('[FY3] give an action that comes earlier or later the result that it had', () => {
    const originals = playExactly(before, held)
    const early = program({
      ...draft('City?'),
      start: 'first',
      nodes: {
        ...draft('City?').nodes,
        first: { kind: 'say', text: 'Hello.', to: { next: 'name' } },
        name: { kind: 'ask', text: 'Name?', answer: { type: 'text' }, variable: 'name', to: { next: 'track' } },
        city: { kind: 'ask', text: 'City?', answer: { type: 'text' }, variable: 'city', to: { next: 'bye' } },
        track: {
          kind: 'action',
          action: 'track-user',
          input: { email: 'name' },
          to: { success: 'city', error: 'bye', duplicate: 'bye' },
        },
      },
    })
    const { turns, stuck } = replay(early, 'main', originals)
    expect(stuck).toBeNull()
    expect(turns.map(({ happening }) => happening.kind)).toEqual(['started', 'said', 'action-finished', 'said'])
  })

  it('[FY3] let the timers of a changed flow fire at their own times', () => {
    const originals = playExactly(before, held)
    const impatient = program({
      ...draft('City?'),
      idle: [
        { after: '20s', remind: 'Hello?' },
        { after: '1h', abandon: true },
      ],
    })
    const { turns } = replay(impatient, 'main', originals)
    expect(turns.map(({ at, happening }) => [(at - start.at) / 1000, happening.kind])).toEqual([
      [0, 'started'],
      [20, 'timer-fired'],
      [60, 'said'],
      [80, 'timer-fired'],
      [90, 'said'],
      [91, 'action-finished'],
    ])
  })

  it('cannot begin with a flow that is not there', () => {
    expect(replay(before, 'gone', playExactly(before, held)).stuck).toBe('There is no flow "gone" any more.')
  })
})

describe('records without their sensitive answers', () => {
  const draft: FlowDraft = {
    start: 'name',
    variables: {
      name: { type: 'text' },
      pin: { type: 'text', sensitive: true },
      born: { type: 'date', sensitive: true, given: true },
      known: { type: 'text', sensitive: true, given: true },
    },
    nodes: {
      name: { kind: 'ask', text: 'Name?', answer: { type: 'text' }, variable: 'name', to: { next: 'pin' } },
      pin: {
        kind: 'ask',
        text: 'PIN?',
        answer: { type: 'text', pattern: '[A-Z]{2}[0-9]{3}' },
        variable: 'pin',
        to: { next: 'born' },
      },
      born: { kind: 'ask', text: 'Born?', answer: { type: 'date' }, variable: 'born', to: { next: 'track' } },
      track: {
        kind: 'action',
        action: 'track-user',
        input: { email: 'pin' },
        save: { known: 'outputs.code' },
        to: { success: 'say', error: 'bye', duplicate: 'bye' },
      },
      say: { kind: 'say', text: '{{ name }}, {{ pin }}, {{ born }}, {{ known }}', to: { next: 'bye' } },
      bye,
    },
  }
  const made = program(draft)
  const held: RecordedConversation = {
    flow: 'main',
    events: [
      {
        ...start,
        happening: { ...start.happening, variables: { known: 'KNOWN-BEFORE' } } as RecordedEvent['happening'],
      },
      text(1, 'Ada'),
      text(2, 'wrong-secret'),
      text(3, 'QX777'),
      text(4, '11 November 1911'),
      {
        at: start.at + 5,
        happening: {
          kind: 'action-finished',
          effect: '5.1',
          result: { outcome: 'success', outputs: { code: 'TOP-SECRET', note: 'about TOP-SECRET' } },
        },
      },
    ],
  }

  it('go the same way, and nothing of them can be read', () => {
    const { record: shown, changed, faithful } = disguise(made, held)
    expect({ changed, faithful }).toEqual({ changed: true, faithful: true })
    const everything = JSON.stringify([shown, playExactly(made, shown)])
    for (const secret of ['QX777', 'wrong-secret', '1911', 'TOP-SECRET', 'KNOWN-BEFORE'])
      expect(everything, secret).not.toContain(secret)
    expect(everything).toContain('Ada')
  })

  it('are as they are where nothing is sensitive', () => {
    const plain = program({
      ...draft,
      variables: {
        ...draft.variables,
        pin: { type: 'text' },
        born: { type: 'date' },
        known: { type: 'text', given: true },
      },
    })
    expect(disguise(plain, held)).toEqual({ record: held, changed: false, faithful: true })
  })

  it('[FY4] say so when the answer decides the way', () => {
    const deciding = program({
      ...draft,
      nodes: {
        ...draft.nodes,
        pin: { kind: 'ask', text: 'PIN?', answer: { type: 'text' }, variable: 'pin', to: { next: 'which' } },
        which: {
          kind: 'branch',
          cases: [{ when: "pin == 'wrong-secret'", port: 'yes' }],
          to: { yes: 'born', else: 'bye' },
        },
      },
    })
    expect(disguise(deciding, held)).toMatchObject({ changed: true, faithful: false })
  })

  it('[FY4] hold nothing that was said to a sensitive question, whatever happens', () => {
    const secrets = fc.constantFrom('s3cr3t-one', 'QX777', '1911-11-11', '12 Main Street')
    const events = fc.array(fc.tuple(secrets, fc.boolean()), { maxLength: 12 })
    fc.assert(
      fc.property(events, (said) => {
        const sensitive = program({
          ...draft,
          variables: { ...draft.variables, name: { type: 'text', sensitive: true } },
        })
        const each = { flow: 'main', events: [start, ...said.map(([words], index) => text(index + 1, words))] }
        const shown = disguise(sensitive, each).record
        const everything = JSON.stringify([shown, playExactly(sensitive, shown)])
        // What is said once nobody asks any more is the person's own affair.
        const asked = playExactly(sensitive, each).filter(({ effects }) =>
          effects.some((effect) => effect.kind === 'hear' && effect.sensitive),
        ).length
        for (const [words] of said.slice(0, asked)) expect(everything).not.toContain(words)
      }),
    )
  })
})

describe('records as stories', () => {
  it('[FY6] pass against the flow that held them', () => {
    let played = 0
    fc.assert(
      fc.property(record, (each) => {
        const turns = playExactly(tourProgram, each)
        const { story, leftOut } = writeStory('Recorded', undefined, turns, start.at)
        if (leftOut.length > 0 || !isSayable(turns)) return
        played += 1
        const { deviation } = performStory(tourProgram, story as Story)
        expect(deviation, JSON.stringify(story.steps)).toBeNull()
      }),
      { numRuns: 300 },
    )
    // About one in eight can be said in a story; that none was would prove nothing.
    expect(played).toBeGreaterThan(5)
  })

  it('have pauses where timers fired or a minute passed', () => {
    const events = [
      start,
      { at: start.at + 60_000, happening: { kind: 'timer-fired', timer: 'idle' } as const },
      text(200_500, 'Ada'),
    ]
    const turns = playExactly(tourProgram, { flow: 'main', events })
    expect(writeStory('Recorded', undefined, turns).story.steps.filter((step) => 'wait' in step)).toEqual([
      { wait: '1m' },
      { wait: '2m20s' },
    ])
  })
})

/** What nobody sends a story cannot say, nor a timer that fires before its time. */
function isSayable(turns: ReturnType<typeof playExactly>): boolean {
  return turns.every(({ at, happening }, index) => {
    const overdue = Object.values(turns[index - 1]?.timers ?? {}).some((due) => due <= at)
    if (overdue && happening.kind !== 'timer-fired') return false
    if (happening.kind === 'said') return happening.said.kind === 'text'
    if (happening.kind !== 'timer-fired') return ['started', 'returned', 'page-event'].includes(happening.kind)
    return (turns[index - 1]?.timers[happening.timer] ?? at) <= at
  })
}
