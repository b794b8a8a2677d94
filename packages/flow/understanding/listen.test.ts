import { describe, expect, it } from 'vitest'
import { type FlowDraft, program } from '../fixtures/flow.ts'
import { listener } from '../fixtures/listening.ts'
import type { Recognizer } from '../recognizer.ts'
import { type Stepped, step } from '../step.ts'
import { type Conversation, converse } from '../testing.ts'

const ask = (variable: string, next: string, more: object = {}) => ({
  kind: 'ask',
  text: `${variable}?`,
  answer: { type: 'text' },
  variable,
  to: { next },
  ...more,
})

const draft: FlowDraft = {
  understanding: {
    corrections: true,
    small_talk: true,
    intents: { luggage: { answer: 'Two bags.' }, agent: { to: 'bye' } },
  },
  variables: {
    city: { type: 'text', entity: 'city' },
    first: { type: 'text', entity: 'given_name' },
    last: { type: 'text', entity: 'family_name' },
    day: { type: 'date', entity: 'date' },
    back: { type: 'date', entity: 'date' },
    seats: { type: 'number', entity: 'number' },
    mail: { type: 'email', entity: 'email' },
    note: { type: 'text' },
  },
  nodes: {
    city: ask('city', 'first'),
    first: ask('first', 'last'),
    last: ask('last', 'seats'),
    seats: ask('seats', 'day', { answer: { type: 'number' } }),
    day: ask('day', 'back', { answer: { type: 'date' } }),
    back: ask('back', 'mail', { answer: { type: 'date' } }),
    mail: ask('mail', 'note', { answer: { type: 'email' } }),
    note: ask('note', 'bye'),
    bye: { kind: 'end', text: 'Bye.' },
  },
}

const known = listener(
  {
    Seoul: ['city'],
    Busan: ['city'],
    two: ['number', 2],
    '7': ['number', 7],
    tomorrow: ['date', '2026-01-02'],
    Friday: ['date', '2026-01-03'],
    'a@b.com': ['email'],
  },
  {
    'can I bring two bags': [['luggage', 0.9]],
    'for two with bags': [['luggage', 0.7]],
    'no, let me talk to somebody in Seoul': [['agent', 0.8]],
    'somebody maybe': [['agent', 0.6]],
  },
)

function talk(more: object = {}, recognizer: Recognizer = known): Conversation {
  return converse(
    program({ ...draft, ...more }, { recognizer, intents: { luggage: ['bags'], agent: ['agent'] } }),
  ).ignores()
}

/** The last of these turns. */
function hear(more: object, recognizer: Recognizer, texts: readonly string[]): Stepped {
  const made = program({ ...draft, ...more }, { recognizer, intents: { luggage: ['bags'], agent: ['agent'] } })
  const { state } = converse(made)
  return texts.reduce<Stepped>(
    (before, text) => step(made, before.state, { kind: 'said', said: { kind: 'text', text }, at: 0, random: 0 }),
    { state, effects: [] },
  )
}

/** Everything is known but the note. */
function atNote(more: object = {}): Conversation {
  const person = talk(more).says('Seoul').says('Ada').says('Lovelace').says('2').says('2026-01-04').says('2026-01-05')
  return person.says('a@b.com').ignores()
}

describe('what words at a question mean', () => {
  it('[FU7] an intent that is sure, where the answer is only a part of the words', () => {
    const atSeats = () => talk().says('Seoul').says('Ada').says('Lovelace').ignores()
    const person = atSeats().says('can I bring two bags').hears('Two bags.').hears('seats?')
    expect(person.variable('seats')).toBeNull()
    expect(person.says('for two with bags').hears('day?').variable('seats')).toBe(2)
    expect(atSeats().says('two').hears('day?').variable('seats')).toBe(2)
  })

  it('[FU17] small talk is no name and no city', () => {
    const person = talk().says('hello').hears(/.+/).hears('city?')
    expect(person.variable('city')).toBeNull()
    person.says('Seoul').hears('first?')
    expect(atNote().says('thanks').hears('Bye.').variable('note')).toBe('thanks')
  })

  it('[FU6] the part of the words that mentions nothing else is the name that was asked for', () => {
    const person = talk({ nodes: { ...draft.nodes, bye: draft.nodes.bye }, start: 'first' })
    person.says('Ada, from Seoul').hears('last?')
    expect([person.variable('first'), person.variable('city')]).toEqual(['Ada', 'Seoul'])
    const long = talk({ start: 'first' }).says('I told you before, from Seoul').hears('first?')
    expect(long.variable('first')).toBeNull()
  })

  it('[FU6] what only looks like a name fills nothing but a name that is asked for', () => {
    const guess: Recognizer = {
      recognize: (text) => ({
        intent: null,
        confidence: 0,
        entities: {},
        extracted: text.includes('Window')
          ? [{ type: 'given_name', value: 'Window', text: 'Window', start: 0, end: 6, confidence: 0.5 }]
          : [],
      }),
    }
    const elsewhere = talk({ start: 'seats' }, guess)
      .says('Window Seat')
      .hears(/number/)
    expect(elsewhere.variable('first')).toBeNull()
    const asked = talk({ start: 'first' }, guess).says('Window it is').hears('last?')
    expect(asked.variable('first')).toBe('Window')
  })

  it('[FU7] "it\'s Lovelace" is a last name where that is asked for', () => {
    const names = listener({ Lovelace: ['given_name'] })
    expect(talk({ start: 'last' }, names).says("it's Lovelace").hears('seats?').variable('last')).toBe('Lovelace')
  })

  it('[FU6] a bare number that is no answer fills nothing', () => {
    const person = talk({ start: 'day' }).says('7').hears(/date/)
    expect(person.variable('seats')).toBeNull()
  })

  it('[FU7] a week is no day', () => {
    const span: Recognizer = {
      recognize: () => ({
        intent: null,
        confidence: 0,
        entities: {},
        extracted: [
          {
            type: 'date',
            value: '2026-01-05',
            text: 'next week',
            start: 5,
            end: 14,
            confidence: 0.9,
            resolution: { grain: 'week', end: '2026-01-11' },
          },
        ],
      }),
    }
    expect(talk({ start: 'day' }, span).says('some next week').hears(/date/).variable('day')).toBeNull()
  })

  it('[FU6] a day that is known already fills no other variable', () => {
    const person = talk({ start: 'seats' })
      .says('two on Friday')
      .hears('back?')
      .says('no idea, I said Friday')
      .hears('mail?')
    expect(person.variable('back')).toBe('2026-01-03')
    const again = talk({ start: 'seats' }).says('on Friday').hears('seats?').says('two on Friday').hears('back?')
    expect(again.variable('back')).toBeNull()
  })

  it('[FU6] who names a city without saying what for has named it', () => {
    const wish = ask('note', 'meant')
    const meant = { kind: 'understand', intents: [{ intent: 'luggage' }], to: { luggage: 'bye', else: 'first' } }
    const person = talk({ nodes: { ...draft.nodes, note: wish, meant }, start: 'note' })
      .says('Busan')
      .hears('first?')
    expect([person.variable('note'), person.variable('city')]).toEqual(['Busan', 'Busan'])
  })

  it('[FU15] a sentence that only begins like a correction is an answer', () => {
    const long = 'Sorry, my last trip to Busan was a mess: the train left late'
    const person = atNote().says(long).hears('Bye.')
    expect([person.variable('note'), person.variable('city')]).toEqual([long, 'Seoul'])
    const short = atNote()
      .says('sorry, I meant Busan')
      .hears(/changed/)
      .hears('note?')
    expect(short.variable('city')).toBe('Busan')
  })

  it('[FU15] nothing is changed at a question that fills nothing else', () => {
    const nodes = { ...draft.nodes, note: ask('note', 'bye', { fills: [] }) }
    const person = atNote({ nodes }).says('not Seoul, Busan').hears('Bye.')
    expect([person.variable('note'), person.variable('city')]).toEqual(['not Seoul, Busan', 'Seoul'])
  })

  it('[FU15] where two of a kind are named, and nothing says which is meant, nothing is changed', () => {
    const person = talk().says('Seoul').says('Ada').says('Lovelace').ignores()
    person.says('sorry, how far is Busan from Seoul').hears(/number/)
    expect(person.variable('city')).toBe('Seoul')
  })

  it('[FU12] an intent goes before a correction that has much else in it', () => {
    const person = talk().says('Busan').says('Ada').says('Lovelace').ignores()
    person.says('no, let me talk to somebody in Seoul').hears('Bye.')
    expect(person.variable('city')).toBe('Busan')
  })

  it('[FU23] what is rejected is neither answer nor correction', () => {
    const person = talk({ start: 'seats' }).says('not 7, two').hears('day?')
    expect(person.variable('seats')).toBe(2)
    person.says('not tomorrow but Friday').hears('back?')
    expect(person.variable('day')).toBe('2026-01-03')
  })

  it('[FU16] a correction that leads elsewhere keeps the answer given with it', () => {
    const nodes = {
      ...draft.nodes,
      city: ask('city', 'first', { to: { next: 'first', corrected: 'fare' } }),
      fare: { kind: 'say', text: 'Fare again.', to: { next: 'mail' } },
    }
    const person = talk({ nodes }).says('Seoul').says('Ada').says('Lovelace').says('2').says('2026-01-04')
    person.says('2026-01-05').ignores().says('a@b.com, but make it Busan')
    person
      .hears(/changed/)
      .hears('Fare again.')
      .hears('note?')
    expect([person.variable('mail'), person.variable('city')]).toEqual(['a@b.com', 'Busan'])
  })

  it('[FU25] asks before it leads away from a question without being sure', () => {
    const at = (more: object = {}) => talk({ start: 'seats', ...more })
    const person = at().says('somebody maybe').hears('Which of these do you mean?')
    expect(person.state).toMatchObject({ node: 'seats', tries: 0 })
    person.says('yes').hears('Bye.')
    at().says('somebody maybe').ignores().says('no').hears('seats?').says('two').hears('day?')
    at().says('somebody maybe').ignores().says('somebody maybe').hears('Bye.')
    const understanding = { ...(draft.understanding as object), least: 0.5 }
    at({ understanding }).says('somebody maybe').hears('Bye.')
  })

  it('[FU6] takes what is said beside a choice', () => {
    const choices = [
      { id: 'yes', label: 'Yes' },
      { id: 'no', label: 'No' },
    ]
    const nodes = {
      ...draft.nodes,
      sure: { kind: 'ask', text: 'Sure?', answer: { type: 'choice', choices }, variable: 'sure', to: { next: 'city' } },
    }
    const variables = { ...draft.variables, sure: { type: 'choice' } }
    const at = () => talk({ nodes, variables, start: 'sure' })
    const person = at().says('Yes, from Seoul').hears('first?')
    expect([person.variable('sure'), person.variable('city')]).toEqual(['yes', 'Seoul'])
    const plain = at().says('yes please').hears('city?')
    expect(plain.variable('sure')).toBe('yes')
  })

  it('[FU23] what is only rejected is asked for again, and changes nothing', () => {
    const person = talk().says('not in Busan please').hears('city?')
    expect([person.variable('city'), person.state.tries]).toEqual([null, 0])
    const note = atNote().says('not in Busan please').hears('Bye.')
    expect([note.variable('note'), note.variable('city')]).toEqual(['not in Busan please', 'Seoul'])
  })

  it('[FU15] what is taken back and named anew is a correction at any question', () => {
    const names = listener({ Seoul: ['city'], Busan: ['city'], 'a@b.com': ['email'], 'c@d.com': ['email'] })
    const person = converse(
      program({ ...draft, start: 'mail' }, { recognizer: names, intents: { luggage: [], agent: [] } }),
    )
    person.ignores().says('a@b.com').hears('note?')
    person
      .says('No, my mail is not a@b.com but c@d.com')
      .hears(/changed/)
      .hears('note?')
    expect(person.variable('mail')).toBe('c@d.com')
    const city = atNote()
      .says('My city is actually Busan now, please change this')
      .hears(/changed/)
    expect(city.variable('city')).toBe('Busan')
  })

  it('[FU6] a number in any words whatever fills nothing else', () => {
    const street = talk({ start: 'note' }).says('Busan Street 7').hears('Bye.')
    expect([street.variable('note'), street.variable('seats')]).toEqual(['Busan Street 7', null])
  })

  it('[FU19] words that mention something sensitive are sensitive whatever they mean, and nothing is proposed of them', () => {
    const sensitive = { ...draft.variables, mail: { type: 'email', entity: 'email', sensitive: true } }
    const words = 'is my bag too large for a@b.com'
    const recognizer = listener({ 'a@b.com': ['email'] }, { [words]: [['luggage', 0.6]] })
    const close = listener(
      { 'a@b.com': ['email'] },
      {
        [words]: [
          ['luggage', 0.5],
          ['agent', 0.45],
        ],
      },
    )
    for (const each of [recognizer, close]) {
      const { state, effects } = hear({ variables: sensitive, start: 'seats' }, each, [words])
      expect(effects.filter(({ kind }) => kind === 'propose')).toEqual([])
      expect(effects.find(({ kind }) => kind === 'hear')).toMatchObject({ sensitive: true })
      expect(state.doubt?.sensitive ?? true).toBe(true)
    }
  })

  it('[FU19] the same words again say no more than before', () => {
    const close = listener(
      {},
      {
        'bags or somebody': [
          ['luggage', 0.6],
          ['agent', 0.55],
        ],
      },
    )
    const { effects } = hear({ start: 'seats' }, close, ['bags or somebody', 'bags or somebody'])
    expect(effects.filter(({ kind }) => kind === 'propose')).toMatchObject([{ reason: 'unknown' }])
  })
})
