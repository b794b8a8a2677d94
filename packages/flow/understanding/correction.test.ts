import { describe, expect, it } from 'vitest'
import { type FlowDraft, problems, program } from '../fixtures/flow.ts'
import { listener } from '../fixtures/listening.ts'
import { converse } from '../testing.ts'

const recognizer = listener({
  Seoul: ['city'],
  Busan: ['city'],
  부산: ['city', 'Busan'],
  'a@b.com': ['email'],
  'c@d.com': ['email'],
  three: ['number', 3],
})

const draft: FlowDraft = {
  understanding: { corrections: true },
  variables: {
    city: { type: 'text', entity: 'city', called: ['town', '도시'] },
    mail: { type: 'email' },
    seats: { type: 'number' },
    street: { type: 'text' },
    fee: { type: 'number' },
  },
  nodes: {
    city: { kind: 'ask', text: 'City?', answer: { type: 'text' }, variable: 'city', to: { next: 'mail' } },
    mail: { kind: 'ask', text: 'Mail?', answer: { type: 'email' }, variable: 'mail', to: { next: 'seats' } },
    seats: { kind: 'ask', text: 'Seats?', answer: { type: 'number' }, variable: 'seats', to: { next: 'street' } },
    street: { kind: 'ask', text: 'Street?', answer: { type: 'text' }, variable: 'street', to: { next: 'bye' } },
    bye: { kind: 'end', text: '{{ city }} {{ mail }} {{ seats }} {{ street }}' },
  },
}

function talk(more: object = {}, language?: string) {
  return converse(program({ ...draft, ...more }, { recognizer }), language === undefined ? {} : { language })
}

describe('a correction', () => {
  it('[FU15] changes what was said before, and the question is asked again', () => {
    const person = talk().ignores().says('Seoul').ignores()
    person.says('no, Busan').hears('All right, I have changed that.').hears('Mail?')
    expect(person.variable('city')).toBe('Busan')
    expect(person.state.tries).toBe(0)
    person
      .says('a@b.com')
      .says('3')
      .ignores()
      .says('sorry, I meant Seoul')
      .hears(/changed/)
      .hears('Street?')
    expect(person.variable('street')).toBeNull()
    person.says('High Street').hears('Seoul a@b.com 3 High Street')
  })

  it('[FU15] may name what it is about instead', () => {
    const person = talk().ignores().says('Seoul').ignores()
    person
      .says('the town is Busan')
      .hears(/changed/)
      .hears('Mail?')
    person.says('a@b.com').says('2').ignores()
    person
      .says('my mail is c@d.com')
      .hears(/changed/)
      .hears('Street?')
    expect(person.variable('mail')).toBe('c@d.com')
    person
      .says('seats: three')
      .hears(/changed/)
      .hears('Street?')
      .says('High Street')
      .hears('Busan c@d.com 3 High Street')
  })

  it('[FU15] is none without such words, nor of what is not known, nor of what a number may be', () => {
    const person = talk().ignores().says('Seoul').says('a@b.com').says('2').ignores()
    person.says('Busan Road').hears('Seoul a@b.com 2 Busan Road')
    talk().ignores().says('no, Busan').hears('Mail?')
    const numbers = talk().ignores().says('Seoul').says('a@b.com').says('2').ignores()
    numbers.says('no, three').hears('Seoul a@b.com 2 no, three')
  })

  it('[FU15] of something to what it is already asks again, and is no wrong answer', () => {
    const person = talk().ignores().says('Seoul').ignores()
    person.says('no, Seoul').hears('Mail?').hearsNothing()
    expect(person.state.tries).toBe(0)
    person.says('Seoul').hears(/e-mail/)
  })

  it('[FU15] may say so at its end, as some languages do', () => {
    talk()
      .ignores()
      .says('Seoul')
      .ignores()
      .says('can you make it Busan')
      .hears(/changed/)
      .hears('Mail?')
    const texts = { ko: { file: 'texts/ko.yaml', text: 'main: { city: { text: "도시?" }, mail: { text: "메일?" } }' } }
    const made = program({ ...draft }, { recognizer, solution: { language: 'en', texts } })
    const person = converse(made, { language: 'ko' }).ignores().says('Seoul').hears('메일?')
    person.says('아 부산으로 바꿔 주세요').hears('네, 바꿔 두었어요.').hears('메일?')
    expect(person.variable('city')).toBe('Busan')
  })

  it('[FU15] answers the question too where it says both', () => {
    const person = talk().ignores().says('Seoul').ignores().says('no, Busan, and my mail is a@b.com')
    person.hears(/changed/).hears('Seats?')
    expect(person.variable('mail')).toBe('a@b.com')
  })

  it('[FU15] is understood in the language of the conversation', () => {
    const texts = { ko: { file: 'texts/ko.yaml', text: 'main: { city: { text: "도시?" }, mail: { text: "메일?" } }' } }
    const made = program({ ...draft }, { recognizer, solution: { language: 'en', texts } })
    const person = converse(made, { language: 'ko' }).ignores().says('Seoul').hears('메일?')
    person.says('아니요, 부산이에요').hears('네, 바꿔 두었어요.').hears('메일?')
    expect(person.variable('city')).toBe('Busan')
    const named = converse(made, { language: 'ko' }).ignores().says('Seoul').hears('메일?')
    named.says('도시는 부산이에요').hears('네, 바꿔 두었어요.')
  })

  it('[FU15] is off unless the flow wants it, and says what the author says', () => {
    talk({ understanding: {} })
      .ignores()
      .says('Seoul')
      .ignores()
      .says('no, Busan')
      .hears(/e-mail/)
    const understanding = { corrections: true, corrected: 'Now {{ city }}.' }
    talk({ understanding }).ignores().says('Seoul').ignores().says('no, Busan').hears('Now Busan.').hears('Mail?')
  })

  it('[FU16] leads to where what was worked out from it is worked out again', () => {
    const nodes = {
      ...draft.nodes,
      city: { ...draft.nodes.city, to: { next: 'price', corrected: 'price' } },
      price: { kind: 'set', set: { fee: "city == 'Seoul' ? 1 : 2" }, to: { next: 'known' } },
      known: {
        kind: 'branch',
        cases: [{ when: 'mail == null', port: 'mail' }],
        to: { mail: 'mail', else: 'seats' },
      },
    }
    const person = talk({ nodes }).ignores().says('Seoul').ignores()
    expect(person.variable('fee')).toBe(1)
    person
      .says('no, Busan')
      .hears(/changed/)
      .hears('Mail?')
    expect(person.variable('fee')).toBe(2)
    expect(problems({ ...draft, nodes }, { recognizer }).filter(({ code }) => code === 'stale-value')).toEqual([])
  })

  it('[FU16] leads nowhere before the question that asks for it has come', () => {
    const nodes = {
      mail: { kind: 'ask', text: 'Mail?', answer: { type: 'email' }, variable: 'mail', to: { next: 'city' } },
      city: { ...draft.nodes.city, to: { next: 'price', corrected: 'price' } },
      price: { kind: 'set', set: { fee: "city == 'Seoul' ? 1 : 2" }, to: { next: 'bye' } },
      bye: { kind: 'end', text: '{{ city }} {{ fee }}' },
    }
    const person = talk({ nodes }).hears('Mail?').says('to Seoul').hears('Mail?')
    person
      .says('no, Busan')
      .hears(/changed/)
      .hears('Mail?')
      .hearsNothing()
    person.says('a@b.com').hears('Busan 2')
  })

  it('[FU16] that nobody hears of is told to the author', () => {
    const nodes = {
      ...draft.nodes,
      city: { ...draft.nodes.city, to: { next: 'price' } },
      price: { kind: 'set', set: { fee: "city == 'Seoul' ? 1 : 2" }, to: { next: 'mail' } },
    }
    const found = problems({ ...draft, nodes }, { recognizer }).filter(({ code }) => code === 'stale-value')
    expect(found).toMatchObject([{ place: { node: 'city', field: 'to' }, severity: 'warning' }])
  })
})

describe('a correction inside a called flow', () => {
  const price: FlowDraft = {
    variables: { age: { type: 'number' }, code: { type: 'text' } },
    nodes: {
      age: { kind: 'ask', text: 'Age?', answer: { type: 'number' }, variable: 'age', to: { next: 'code' } },
      code: { kind: 'ask', text: 'Code?', answer: { type: 'text' }, variable: 'code', to: { next: 'cost' } },
      cost: { kind: 'end', text: 'That is 5.' },
    },
  }
  const calling = (call: object, more: object = {}): FlowDraft => ({
    ...draft,
    ...more,
    nodes: {
      city: { kind: 'ask', text: 'City?', answer: { type: 'text' }, variable: 'city', to: { next: 'on' } },
      on: { kind: 'call', flow: 'price', to: { next: 'bye' }, ...call },
      bye: { kind: 'end', text: 'To {{ city }}.' },
      ...(more as FlowDraft).nodes,
    },
  })
  const talks = (main: FlowDraft, inner: FlowDraft = price) =>
    converse(program(main, { recognizer, flows: { price: inner } }))

  it('[FU22] changes what the flow knows that waits for it, and goes on where it was', () => {
    const understanding = { corrections: true, corrected: 'To {{ city }} then.' }
    const person = talks(calling({}, { understanding })).ignores().says('Seoul').hears('Age?')
    person.says('no, Busan').hears('To Busan then.').hears('Age?')
    expect(person.state.frames[0]?.variables.city).toBe('Busan')
    person.says('7').hears('Code?').says('the town is Seoul').hears('To Seoul then.').hears('Code?')
    person.says('x').hears('That is 5.').hears('To Seoul.')
  })

  it('[FU22] is none where that flow wants none, of what the call handed on, or of what the present flow knows', () => {
    const off = talks(calling({}, { understanding: {} }))
      .ignores()
      .says('Seoul')
      .hears('Age?')
    off.says('no, Busan').hears(/number/)
    const place = { city: { type: 'text', entity: 'city' } }
    const given = { ...price, variables: { ...price.variables, city: { type: 'text', given: true } } }
    const handed = talks(calling({ input: { city: 'city' } }), given)
      .ignores()
      .says('Seoul')
      .hears('Age?')
    handed.says('no, Busan').hears(/number/)
    expect(handed.state.frames[0]?.variables.city).toBe('Seoul')
    const own = { ...price, understanding: { corrections: true }, variables: { ...price.variables, ...place } }
    const inner = talks(calling({ input: { city: 'city' } }), own)
      .ignores()
      .says('Seoul')
      .hears('Age?')
    inner
      .says('no, Busan')
      .hears(/changed/)
      .hears('Age?')
    expect(inner.variable('city')).toBe('Busan')
    expect(inner.state.frames[0]?.variables.city).toBe('Seoul')
  })

  it('[FU22] gives the call up where what was worked out has to be worked out again', () => {
    const nodes = {
      city: {
        kind: 'ask',
        text: 'City?',
        answer: { type: 'text' },
        variable: 'city',
        to: { next: 'fee', corrected: 'fee' },
      },
      fee: { kind: 'set', set: { fee: "city == 'Seoul' ? 1 : 2" }, to: { next: 'on' } },
      bye: { kind: 'end', text: 'To {{ city }} for {{ fee }}.' },
    }
    const handed = { ...price, variables: { ...price.variables, fee: { type: 'number', default: 0 } } }
    const person = talks(calling({ input: { fee: 'fee' } }, { nodes }), handed)
      .ignores()
      .says('Seoul')
      .hears('Age?')
    person.says('8').hears('Code?')
    person
      .says('no, Busan')
      .hears(/changed/)
      .hears('Age?')
    expect(person.state).toMatchObject({ flow: 'price', variables: { fee: 2 } })
    expect(person.variable('age')).toBeNull()
    expect(person.state.frames).toHaveLength(1)
    person.says('8').says('x').hears('Code?').hears('That is 5.').hears('To Busan for 2.')
  })

  it('[FU22] reads the answer as the question of that flow would', () => {
    const variables = {
      ...draft.variables,
      seats: { type: 'number', entity: 'number' },
      most: { type: 'number', default: 2 },
    }
    const nodes = {
      city: { kind: 'ask', text: 'Seats?', answer: { type: 'number', max: 2 }, variable: 'seats', to: { next: 'on' } },
      bye: { kind: 'end', text: '{{ seats }} seats.' },
    }
    const person = talks(calling({}, { variables, nodes })).ignores().says('1').hears('Age?').says('9').hears('Code?')
    person.says('seats: three').hears('That is 5.').hears('1 seats.')
  })

  it('[FU22] of what is sensitive there is sensitive here', () => {
    const variables = { ...draft.variables, city: { type: 'text', entity: 'city', sensitive: true } }
    const nodes = { bye: { kind: 'end', text: 'Done.' } }
    const person = talks(calling({}, { variables, nodes })).ignores().says('Seoul').says('no, Busan')
    expect(person.heard.at(-1)).toMatchObject({ sensitive: true })
    const plain = talks(calling({}, { nodes }), {
      ...price,
      variables: { ...price.variables, age: { type: 'number', sensitive: true } },
    })
    plain.ignores().says('Seoul').says('no, Busan')
    expect(plain.state.frames[0]?.variables.city).toBe('Seoul')
  })
})
