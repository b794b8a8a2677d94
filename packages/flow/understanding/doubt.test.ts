import { describe, expect, it } from 'vitest'
import type { Effect } from '../effect.ts'
import { type Around, type FlowDraft, problems, program } from '../fixtures/flow.ts'
import { listener } from '../fixtures/listening.ts'
import { readState } from '../state.ts'
import { newState, step } from '../step.ts'
import { converse } from '../testing.ts'

const recognizer = listener(
  { Seoul: ['city'] },
  {
    'send it': [
      ['order', 0.55],
      ['parcel', 0.45],
      ['help', 0.1],
    ],
    'hm, order': [
      ['order', 0.4],
      ['help', 0.1],
    ],
    order: [
      ['order', 1],
      ['parcel', 0.95],
    ],
    parcel: [['parcel', 0.9]],
    help: [['help', 0.9]],
    dim: [['order', 0.1]],
    'perhaps order': [['order', 0.6]],
    'order or parcel': [
      ['order', 0.9],
      ['parcel', 0.8],
    ],
  },
)
const intents = { order: ['order'], parcel: ['parcel'], help: ['help'] }
const asking = { kind: 'ask', text: 'What?', answer: { type: 'text' }, variable: 'x', to: { next: 'meant' } }
const meant = {
  kind: 'understand',
  intents: [
    { intent: 'order', label: 'Order something' },
    { intent: 'parcel', label: 'Follow a parcel' },
  ],
  ambiguous: {},
  to: { order: 'order', parcel: 'parcel', else: 'other' },
}
const ends = {
  order: { kind: 'end', text: 'Order {{ results.meant.outputs.confidence }}.' },
  parcel: { kind: 'end', text: 'Parcel {{ results.meant.outputs.alternatives[0].intent }}.' },
  other: { kind: 'end', text: 'Other.' },
}

function draft(more: object = {}, head: object = {}): FlowDraft {
  return { variables: { x: { type: 'text' } }, nodes: { asking, meant: { ...meant, ...more }, ...ends }, ...head }
}

function says(text: string, more: object = {}, head: object = {}, around: Around = {}) {
  return converse(program(draft(more, head), { recognizer, intents, ...around }))
    .ignores()
    .says(text)
}

/** What is proposed when these are said one after the other. */
function proposed(said: readonly string[], head: object = {}, more: object = {}): readonly Effect[] {
  const made = program(draft(more, head), { recognizer, intents })
  const time = { at: 0, random: 0 }
  const start = { kind: 'started', contact: { id: 'c' }, variables: {}, page: null, ...time } as const
  let state = step(made, newState(made), start).state
  return said.flatMap((text) => {
    const stepped = step(made, state, { kind: 'said', said: { kind: 'text', text }, ...time })
    state = readState(JSON.parse(JSON.stringify(stepped.state)))
    return stepped.effects.filter(({ kind }) => kind === 'propose')
  })
}

describe('an understand node in doubt', () => {
  it('[FU18] asks which of those that are close was meant', () => {
    const person = says('send it').hears('Which of these do you mean?')
    expect(person.said.at(-1)).toMatchObject({
      choices: [
        { id: 'intent.order', label: 'Order something' },
        { id: 'intent.parcel', label: 'Follow a parcel' },
        { id: 'none', label: 'None of these' },
      ],
    })
    person.is('waiting').picks('intent.parcel').hears('Parcel order.')
    expect(person.heard.at(-1)?.content).toEqual({ kind: 'choice', text: 'Follow a parcel', choice: 'intent.parcel' })
    expect(person.state.results.meant).toMatchObject({ outcome: 'parcel', outputs: { intent: 'parcel', asked: true } })
    expect(person.state.doubt).toBeNull()
  })

  it('[FU18] asks about a single one that is not sure enough, instead of guessing', () => {
    says('hm, order').hears(/Which/).says('order something').hears('Order 0.4.')
    says('dim').hears('Other.')
    says('nothing at all').hears('Other.')
    // A recognizer may take what is hardly likely.
    const bold = { recognize: () => ({ intent: 'order', confidence: 0.4, entities: {} }) }
    says('hm', {}, {}, { recognizer: bold }).hears(/Which/).says('1').hears('Order 0.4.')
    says('hm', { least: 0.3 }, {}, { recognizer: bold }).hears('Order 0.4.')
    says('hm', { ambiguous: undefined }, {}, { recognizer: bold }).hears('Order 0.4.')
  })

  it('[FU18] asks nothing where one is clear, or was said literally', () => {
    says('parcel').hears('Parcel .')
    says('order').hears('Order 1.')
    says('send it', { ambiguous: undefined }).hears('Order 0.55.')
    says('send it', { ambiguous: { within: 0.05 } }).hears('Order 0.55.')
  })

  it('[FU18] takes labels and numbers that are typed, and understands other words anew, once', () => {
    says('send it').ignores().says('2').hears('Parcel order.')
    says('send it')
      .ignores()
      .says('parcel')
      .hears(/^Parcel/)
    says('send it').ignores().says('send it').hears('Order 0.55.')
  })

  it('[FU18] leaves by unknown, where that leads somewhere, when it is none of them', () => {
    says('send it').ignores().picks('none').hears('Other.')
    const to = { ...meant.to, unknown: 'order' }
    says('send it', { to }).ignores().says('None of these').hears('Order 0.55.')
    says('nothing at all', { to }).hears('Order 0.')
  })

  it('[FU18] asks in its own words, and calls intents as the node, the flow or the solution does', () => {
    const own = { ambiguous: { text: 'Hm?', none: 'Neither', most: 1 } }
    const person = says('send it', own).hears('Hm?')
    expect(person.said.at(-1)).toMatchObject({ choices: [{ label: 'Order something' }, { label: 'Neither' }] })
    const bare = { intents: [{ intent: 'order' }, { intent: 'parcel' }] }
    const head = { understanding: { intents: { order: { label: 'To order' } } } }
    const solution = { intentTexts: { parcel: { label: { en: 'My parcel' } }, order: { label: { en: 'Never' } } } }
    const named = says('send it', bare, head, { solution })
    expect(named.said.at(-1)).toMatchObject({ choices: [{ label: 'To order' }, { label: 'My parcel' }, {}] })
    const codes = (around: Around) => problems(draft(bare, head), { recognizer, intents, ...around })
    expect(codes({})).toMatchObject([{ code: 'missing-label', severity: 'warning', place: { node: 'meant' } }])
    expect(codes({ solution })).toEqual([])
  })

  it('[FU18] is asked again when the person comes back', () => {
    const person = converse(program(draft({}, { resume: { within: '1d', text: 'Again:' } }), { recognizer, intents }))
    person.ignores().says('send it').ignores().waits('2h').is('abandoned').returns()
    person.hears('Again:').hears('Which of these do you mean?').says('1').hears('Order 0.55.')
  })

  it('[FU17] answers small talk, unless it is an example', () => {
    const head = { understanding: { small_talk: true } }
    const to = { ...meant.to, answered: 'asking' }
    says('thank you', { to }, head).hears('You are welcome!').hears('What?')
    says('thank you', {}, head).hears('You are welcome!').hears('Other.')
    says('thank you', { to }).hears('Other.')
    expect(proposed(['thank you'], head, { to })).toEqual([])
    const taught = listener({}, { 'thank you': [['order', 1]] })
    says('thank you', { to }, head, { recognizer: taught }).hears('Order 1.')
  })

  it('[FU19] proposes what was picked, and never adds it', () => {
    expect(proposed(['send it', 'Follow a parcel'])).toEqual([
      {
        kind: 'propose',
        flow: 'main',
        node: 'meant',
        text: 'send it',
        language: 'en',
        reason: 'picked',
        intent: 'parcel',
        alternatives: [
          { intent: 'order', confidence: 0.55 },
          { intent: 'parcel', confidence: 0.45 },
        ],
      },
    ])
    expect(proposed(['send it', '3'])).toMatchObject([{ reason: 'none', intent: null }])
    expect(proposed(['dim'])).toMatchObject([{ reason: 'unknown', alternatives: [{ intent: 'order' }] }])
    expect(proposed(['parcel'])).toEqual([])
  })

  it('[FU19] proposes what it does something about without being sure', () => {
    const quiet = { ambiguous: undefined }
    expect(proposed(['perhaps order'], {}, quiet)).toEqual([
      {
        kind: 'propose',
        flow: 'main',
        node: 'meant',
        text: 'perhaps order',
        language: 'en',
        reason: 'unsure',
        intent: null,
        alternatives: [{ intent: 'order', confidence: 0.6 }],
      },
    ])
    expect(proposed(['order or parcel'], {}, quiet)).toMatchObject([{ reason: 'unsure', alternatives: [{}, {}] }])
    for (const sure of ['parcel', 'order']) expect(proposed([sure], {}, quiet)).toEqual([])
    const few = { ...quiet, intents: [{ intent: 'parcel' }], to: { parcel: 'parcel', else: 'other' } }
    expect(proposed(['perhaps order'], {}, few)).toEqual([])
    const sensitive = { variables: { x: { type: 'text', sensitive: true } } }
    expect(proposed(['perhaps order'], sensitive, quiet)).toEqual([])
  })

  it('[FU19] proposes such words at a question too', () => {
    const mail = { kind: 'ask', text: 'Mail?', answer: { type: 'email' }, variable: 'x', to: { next: 'other' } }
    const head = (sensitive: boolean) => ({
      understanding: { intents: { order: { answer: 'In the shop.' } } },
      variables: { x: { type: 'email', sensitive } },
      start: 'mail',
      nodes: { mail, other: ends.other },
    })
    expect(proposed(['perhaps order', 'parcel'], head(false))).toMatchObject([{ node: 'mail', reason: 'unsure' }])
    expect(proposed(['perhaps order'], head(true))).toEqual([])
  })

  it('[FU19] proposes nothing of what is sensitive', () => {
    const head = { variables: { x: { type: 'text', sensitive: true } } }
    expect(proposed(['send it', '1'], head)).toEqual([])
    expect(proposed(['dim'], head)).toEqual([])
    expect(proposed(['dim'], head, { text: 'x' })).toEqual([])
    expect(proposed(['dim'], {}, { text: 'x' })).toHaveLength(1)
  })

  it.each([
    [
      'en',
      'the first one|option 1|1|first, please|order something please|Order something, to Seoul',
      'the second one|number 2',
      'neither|none|none of these|no thanks|nope|the third one|something else',
    ],
    ['de', 'die erste|Nummer 1', 'die zweite|das zweite bitte', 'keins davon|keine|nein danke|weder noch|nichts davon'],
    ['ko', '첫 번째|1번|1번이요|첫번째 거요', '두 번째|2번', '둘 다 아니에요|아니요|없어요|이 중에 없어요'],
    ['ja', '最初の方|1番', '二番目', 'どちらでもない|いいえ'],
  ])('[FU18] takes a pick as people say it in %s', (language, first, second, none) => {
    const texts = Object.fromEntries(['de', 'ko', 'ja'].map((each) => [each, { file: `texts/${each}.yaml`, text: '' }]))
    const made = program(draft(), { recognizer, intents, solution: { language: 'en', texts } })
    const meansIt = (said: string, outcome: RegExp) => {
      for (const typed of said.split('|')) {
        const person = converse(made, { language }).ignores().says('send it').ignores().says(typed)
        expect(person.transcript.at(-2), typed).toMatch(outcome)
      }
    }
    meansIt(first, /Order/)
    meansIt(second, /Parcel/)
    meansIt(none, /Other/)
  })

  it('[FU18] takes a yes where it asks about one thing only', () => {
    for (const yes of ['yes', 'yes please', 'sure', 'that’s right'])
      says('hm, order').ignores().says(yes).hears('Order 0.4.')
    for (const no of ['no', 'nah', 'no thanks']) says('hm, order').ignores().says(no).hears('Other.')
    says('send it').ignores().says('yes').hears('Other.')
  })

  it('[FU18] understands anew what is said behind a none', () => {
    const help = listener(
      {},
      {
        'send it': [
          ['order', 0.55],
          ['parcel', 0.45],
        ],
        'no, I want a parcel': [['parcel', 0.9]],
      },
    )
    says('send it', {}, {}, { recognizer: help })
      .ignores()
      .says('no, I want a parcel')
      .hears(/^Parcel/)
  })

  it('[FU19] keeps what was asked about, whatever is said then', () => {
    expect(proposed(['send it', 'parcel'])).toMatchObject([{ text: 'send it', reason: 'picked', intent: 'parcel' }])
    expect(proposed(['send it', 'help'])).toMatchObject([{ text: 'send it', reason: 'unknown', intent: null }])
    expect(proposed(['send it', 'what?'])).toMatchObject([
      { text: 'send it', reason: 'unknown' },
      { text: 'what?', reason: 'unknown' },
    ])
    expect(proposed(['send it', 'neither, thanks'])).toMatchObject([{ text: 'send it', reason: 'none' }])
    const sensitive = { variables: { x: { type: 'text', sensitive: true } } }
    expect(proposed(['send it', 'parcel'], sensitive)).toEqual([])
  })

  it('[FU6] takes what its answer says beside', () => {
    const head = {
      understanding: { understood: 'Noted, {{ city }}.' },
      variables: {
        x: { type: 'text' },
        city: { type: 'text', entity: 'city' },
        home: { type: 'text', entity: 'city', sensitive: true },
      },
    }
    const person = says('send it', {}, head)
      .ignores()
      .says('order something, to Seoul')
      .hears('Noted, Seoul.')
      .hears(/^Order/)
    expect(person.variable('city')).toBe('Seoul')
    expect(person.heard.at(-1)?.content).toEqual({ kind: 'text', text: 'order something, to Seoul' })
    const other = says('send it', {}, head).ignores().says('Seoul I said').hears('Noted, Seoul.').hears('Other.')
    expect(other.state.filled).toEqual(['city'])
    const secret = { variables: { x: { type: 'text' }, home: head.variables.home } }
    expect(says('send it', {}, secret).ignores().says('Seoul I said').heard.at(-1)?.sensitive).toBe(true)
  })

  it('[FU20] counts from its own least confidence, and among its own intents where it says so', () => {
    says('send it', { ambiguous: undefined, least: 0.6 }).hears('Other.')
    says('dim', { ambiguous: undefined, least: 0.05 }).hears('Order 0.1.')
    const few = { ambiguous: undefined, intents: [{ intent: 'parcel' }], to: { parcel: 'parcel', else: 'other' } }
    const nodes = { asking, meant: { ...meant, ...few }, parcel: ends.parcel, other: ends.other }
    const listed = { nodes: { ...nodes, meant: { ...nodes.meant, only_listed: true, least: 0.4 } } }
    says('send it', {}, { nodes }).hears('Other.')
    says('send it', {}, listed).hears('Parcel .')
  })

  it('[FU1] tells flows what else it may have been, and what was mentioned', () => {
    const person = says('send it', { ambiguous: undefined })
    expect(person.state.results.meant?.outputs.alternatives).toEqual([
      { intent: 'parcel', confidence: 0.45 },
      { intent: 'help', confidence: 0.1 },
    ])
    expect(says('Seoul').state.results.meant?.outputs.entities).toEqual({ city: 'Seoul' })
  })
})
