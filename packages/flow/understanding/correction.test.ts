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
