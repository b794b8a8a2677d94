import { describe, expect, it } from 'vitest'
import { type FlowDraft, problems, program } from '../fixtures/flow.ts'
import { listener } from '../fixtures/listening.ts'
import { converse } from '../testing.ts'

const recognizer = listener({
  Ada: ['given_name'],
  Lovelace: ['family_name'],
  Seoul: ['city'],
  Busan: ['city'],
  tomorrow: ['date', '2026-01-02'],
  yesterday: ['date', '2025-12-31'],
  'ada@example.com': ['email'],
  three: ['number', 3],
})

const ask = (variable: string, next: string, more: object = {}) => ({
  kind: 'ask',
  text: `${variable}?`,
  answer: { type: 'text' },
  variable,
  to: { next },
  ...more,
})

const person: FlowDraft = {
  variables: {
    first: { type: 'text', entity: 'given_name' },
    last: { type: 'text', entity: 'family_name' },
    city: { type: 'text', entity: 'city' },
    mail: { type: 'email', sensitive: true, entity: 'email' },
  },
  nodes: {
    first: ask('first', 'last'),
    last: ask('last', 'city'),
    city: ask('city', 'mail'),
    mail: ask('mail', 'bye', { answer: { type: 'email' } }),
    bye: { kind: 'end', text: '{{ first }} {{ last }}, {{ city }}, {{ mail }}' },
  },
}

function meet(more: object = {}, draft: FlowDraft = person) {
  return converse(program({ ...draft, ...more }, { recognizer }))
}

describe('words that fill several variables', () => {
  it('[FU6] fill what they mention, and only the rest is asked for', () => {
    const talk = meet().hears('first?').says("I'm Ada Lovelace and live in Seoul")
    talk.hears('mail?').hearsNothing().says('ada@example.com').hears('Ada Lovelace, Seoul, ada@example.com')
    expect(talk.state.filled).toEqual([])
  })

  it('[FU6] are an answer all the same when they mention nothing', () => {
    meet().ignores().says('Grace').hears('last?').says('Hopper').hears('city?')
  })

  it('[FU6] do not answer a question whose variable they say nothing of', () => {
    const talk = meet().ignores().says('I live in Seoul').hears('first?')
    expect(talk.variable('first')).toBeNull()
    expect(talk.state.tries).toBe(0)
    talk.says('Ada').hears('last?').says('Lovelace').hears('mail?')
  })

  it('[FU6] that are nothing but one thing answer the question that was asked', () => {
    const talk = meet().ignores().says('Seoul').hears('last?')
    expect(talk.variable('first')).toBe('Seoul')
    expect(talk.variable('city')).toBeNull()
  })

  it('[FU6] fill only what the question that asks for it would take', () => {
    const nodes = { ...person.nodes, city: ask('city', 'mail', { answer: { type: 'text', max: 3 } }) }
    meet({ nodes }).ignores().says('I am Ada Lovelace from Seoul').hears('city?')
  })

  it('[FU6] leave alone what is known already, and what the question does not let them fill', () => {
    const talk = meet().ignores().says('Ada Lovelace in Seoul').hears('mail?').says('Busan, ada@example.com')
    expect(talk.variable('city')).toBe('Seoul')
    const nodes = { ...person.nodes, first: ask('first', 'last', { fills: ['city'] }) }
    meet({ nodes }).ignores().says('Ada Lovelace in Seoul').hears('last?')
    const none = { ...person.nodes, first: ask('first', 'last', { fills: [] }) }
    const literal = meet({ nodes: none }).ignores().says('Ada Lovelace in Seoul').hears('last?')
    expect(literal.variable('first')).toBe('Ada Lovelace in Seoul')
  })

  it('[FU6] fill by role where there are two of a kind', () => {
    const roles = listener({ Seoul: ['city', 'Seoul', 'to'], Busan: ['city', 'Busan', 'from'] })
    const draft: FlowDraft = {
      variables: {
        to: { type: 'text', entity: 'city', role: 'to' },
        from: { type: 'text', entity: 'city', role: 'from' },
      },
      nodes: { to: ask('to', 'from'), from: ask('from', 'bye'), bye: { kind: 'end', text: '{{ from }} {{ to }}' } },
    }
    converse(program(draft, { recognizer: roles }))
      .ignores()
      .says('from Busan to Seoul')
      .hears('Busan Seoul')
  })

  it('[FU6] are confirmed where the author has words for it', () => {
    const understanding = { understood: 'So you are in {{ city | default: "?" }}.' }
    meet({ understanding }).ignores().says('Ada, Seoul').hears('So you are in Seoul.').hears('last?')
    const nodes = { ...person.nodes, first: ask('first', 'last', { understood: 'Noted.' }) }
    meet({ understanding, nodes }).ignores().says('Ada, Seoul').hears('Noted.').hears('last?')
    meet({ understanding }).ignores().says('Ada').hears('last?')
  })

  it('[FU7] answer typed questions out of a sentence, which keeps what it may be', () => {
    const draft: FlowDraft = {
      variables: { day: { type: 'date' }, seats: { type: 'number' }, city: { type: 'text', entity: 'city' } },
      nodes: {
        day: ask('day', 'seats', { answer: { type: 'date', min: 'today' } }),
        seats: ask('seats', 'bye', { answer: { type: 'number' } }),
        bye: { kind: 'end', text: '{{ day }} {{ seats }} {{ city }}' },
      },
    }
    const talk = meet({}, draft).ignores()
    talk
      .says('it was yesterday')
      .hears(/too early/i)
      .says('rather tomorrow in Seoul')
      .hears('seats?')
    talk.says('we are three').hears('2026-01-02 3 Seoul')
  })

  it('[FU7] make a moment of a day and a time', () => {
    const clock = listener({ tomorrow: ['date', '2026-01-02'], 'at three': ['time', '15:00'] })
    const draft: FlowDraft = {
      understanding: {},
      variables: { when: { type: 'date-time' } },
      nodes: {
        when: ask('when', 'bye', { answer: { type: 'date-time' } }),
        bye: { kind: 'end', text: '{{ when }}' },
      },
    }
    converse(program(draft, { recognizer: clock }))
      .ignores()
      .says('at three tomorrow, please')
      .hears('2026-01-02T15:00')
  })

  it('[FU8] pass over a question once: who comes back to it is asked', () => {
    const nodes = {
      ...person.nodes,
      bye: ask('again', 'first', { answer: { type: 'text' } }),
    }
    const variables = { ...person.variables, again: { type: 'text' } }
    const talk = meet({ nodes, variables }).ignores().says('Ada Lovelace Seoul').says('ada@example.com').ignores()
    talk.says('once more').hears('first?')
  })

  it('[FU8] pass over a question that was filled before, by the port of its choice', () => {
    const colours = listener({ red: ['colour', 'red'], Ada: ['given_name'] })
    const draft: FlowDraft = {
      variables: { first: { type: 'text', entity: 'given_name' }, colour: { type: 'choice', entity: 'colour' } },
      nodes: {
        first: ask('first', 'colour'),
        colour: ask('colour', 'bye', {
          answer: {
            type: 'choice',
            choices: [
              { id: 'red', label: 'Red' },
              { id: 'blue', label: 'Blue' },
            ],
          },
          to: { 'choice.red': 'red', 'choice.blue': 'bye' },
        }),
        red: { kind: 'end', text: 'Red it is.' },
        bye: { kind: 'end', text: 'Bye.' },
      },
    }
    const around = { recognizer: colours, solution: { entities: ['colour'] } }
    converse(program(draft, around)).ignores().says('Ada likes red').hears('Red it is.')
  })

  it('[FU9] pass over what somebody else claimed only where the author says so', () => {
    const start = { variables: { first: 'Eve' } }
    converse(program(person, { recognizer }), start).hears('first?')
    const nodes = { ...person.nodes, first: ask('first', 'last', { skip_known: true }) }
    converse(program({ ...person, nodes }, { recognizer }), start).hears('last?')
    const always = { ...person.nodes, last: ask('last', 'city', { skip_known: false }) }
    meet({ nodes: always }).ignores().says('Ada Lovelace').hears('last?')
  })

  it('[FU9] never pass over in a circle', () => {
    const draft = { variables: person.variables ?? {}, nodes: { first: ask('first', 'first', { skip_known: true }) } }
    expect(problems(draft, { recognizer }).map(({ code }) => code)).toContain('loop-without-wait')
  })

  it('[FU10] are sensitive when they fill a sensitive variable, and sensitive words fill no other', () => {
    const talk = meet().ignores().says('Ada, ada@example.com')
    expect(talk.heard[0]?.sensitive).toBe(true)
    expect(talk.variable('mail')).toBe('ada@example.com')
    const nodes = { mail: ask('mail', 'city', { answer: { type: 'email' } }), ...person.nodes }
    const guarded = converse(
      program({ ...person, start: 'mail', nodes: { ...nodes, mail: nodes.mail } }, { recognizer }),
    )
    guarded.ignores().says('ada@example.com from Seoul')
    expect(guarded.variable('mail')).toBe('ada@example.com')
    expect(guarded.variable('city')).toBeNull()
  })

  it('[FU11] fill several fields of a form that is typed', () => {
    const draft: FlowDraft = {
      variables: { person: { type: 'form' }, first: { type: 'text', entity: 'given_name' } },
      nodes: {
        form: {
          kind: 'ask',
          text: 'Who?',
          variable: 'person',
          answer: {
            type: 'form',
            fields: [
              { name: 'first', label: 'First name', answer: { type: 'text' }, variable: 'first' },
              { name: 'mail', label: 'E-mail', answer: { type: 'email' } },
              { name: 'day', label: 'Day', answer: { type: 'date' } },
            ],
          },
          to: { next: 'bye' },
        },
        bye: { kind: 'end', text: '{{ person.first }} {{ person.mail }} {{ person.day }}' },
      },
    }
    meet({}, draft)
      .ignores()
      .says('Ada, ada@example.com')
      .hears('Day')
      .says('2026-01-02')
      .hears('Ada ada@example.com 2026-01-02')
    meet({}, draft).ignores().says('Ada ada@example.com tomorrow').hears('Ada ada@example.com 2026-01-02')
    meet({}, draft).ignores().says('Grace').hears('E-mail')
  })

  it('[FU12] answer the field of a form that is asked for, whatever else they may mean', () => {
    const meaning = listener({}, { Ada: [['help', 1]] })
    const draft: FlowDraft = {
      understanding: { intents: { help: { answer: 'I help.' } } },
      variables: { person: { type: 'form' } },
      nodes: {
        form: {
          kind: 'ask',
          text: 'Who?',
          variable: 'person',
          answer: {
            type: 'form',
            fields: [
              { name: 'first', label: 'First name', answer: { type: 'text' } },
              { name: 'last', label: 'Last name', answer: { type: 'text' } },
            ],
          },
          to: { next: 'bye' },
        },
        bye: { kind: 'end' },
      },
    }
    converse(program(draft, { recognizer: meaning }))
      .ignores()
      .says('Ada')
      .hears('Last name')
  })

  it('cost nothing in flows that name no entity', () => {
    let asked = 0
    const counting = { recognize: () => ({ intent: null, confidence: asked++, entities: {} }) }
    const draft: FlowDraft = { variables: { a: { type: 'text' } }, nodes: { a: ask('a', 'bye'), bye: { kind: 'end' } } }
    converse(program(draft, { recognizer: counting }))
      .says('Ada Lovelace')
      .is('ended')
    expect(asked).toBe(0)
  })
})
