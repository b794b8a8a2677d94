import { describe, expect, it } from 'vitest'
import { type Around, type FlowDraft, program } from '../fixtures/flow.ts'
import { listener } from '../fixtures/listening.ts'
import { readState } from '../state.ts'
import { step } from '../step.ts'
import { converse } from '../testing.ts'
import type { Visit } from '../trail.ts'

const sentences = {
  'when are you open': [['hours', 0.9]],
  'open maybe': [['hours', 0.6]],
  'where is my parcel': [['parcel', 0.9]],
  'a person please': [['agent', 0.9]],
  'start again': [['restart', 0.95]],
  'what is a voucher': [['voucher', 0.9]],
} as const
const recognizer = listener({ Seoul: ['city'] }, sentences as never)
const names = ['hours', 'parcel', 'agent', 'restart', 'voucher']
const intents = Object.fromEntries(names.map((name) => [name, [name]]))

const understanding = {
  intents: {
    hours: { answer: 'From 9 to 5, {{ name | default: "you" }}.' },
    parcel: { flow: 'parcel' },
    agent: { to: 'agent' },
    restart: { to: 'name' },
  },
}

const draft: FlowDraft = {
  understanding,
  variables: { name: { type: 'text' }, mail: { type: 'email' } },
  nodes: {
    name: { kind: 'ask', text: 'Name?', answer: { type: 'text' }, variable: 'name', to: { next: 'mail' } },
    mail: {
      kind: 'ask',
      text: 'Mail?',
      answer: { type: 'email' },
      variable: 'mail',
      tries: 2,
      to: { next: 'bye', failed: 'bye' },
    },
    agent: { kind: 'hand-over', to: { next: 'bye' } },
    bye: { kind: 'end', text: 'Bye, {{ name }}.' },
  },
}

const parcel: FlowDraft = {
  variables: { number: { type: 'number' } },
  nodes: {
    number: {
      kind: 'ask',
      text: 'Parcel number?',
      answer: { type: 'number' },
      variable: 'number',
      to: { next: 'there' },
    },
    there: { kind: 'end', text: 'Parcel {{ number }} is on its way.' },
  },
}

function talk(more: object = {}, around: Around = {}) {
  const flows = { parcel, ...around.flows }
  return converse(program({ ...draft, ...more }, { recognizer, intents, ...around, flows }))
}

describe('words that mean something else than the answer', () => {
  it('[FU12] are answered, and the question is asked again', () => {
    const person = talk().ignores().says('Ada').ignores().says('when are you open')
    person.hears('From 9 to 5, Ada.').hears('Mail?').hearsNothing()
    expect(person.state.tries).toBe(0)
    person.says('open maybe').hears('From 9 to 5, Ada.').hears('Mail?').says('ada@example.com').hears('Bye, Ada.')
  })

  it('[FU12] run a flow, and come back to the question as it was left', () => {
    const person = talk().ignores().says('Ada').ignores().says('nonsense').ignores()
    person.says('where is my parcel').hears('Parcel number?')
    expect(person.state.flow).toBe('parcel')
    person.says('12').hears('Parcel 12 is on its way.').hears('Mail?')
    expect(person.state).toMatchObject({ flow: 'main', node: 'mail', tries: 1, frames: [] })
    person.says('nonsense').hears('Bye, Ada.')
  })

  it('[FU12] are an answer where any words are one, unless they are surely something else', () => {
    talk().ignores().says('open maybe').hears('Mail?')
    talk().ignores().says('when are you open').hears('From 9 to 5, you.').hears('Name?')
    talk({ understanding: { ...understanding, sure: 0.95 } })
      .ignores()
      .says('when are you open')
      .hears('Mail?')
  })

  it('[FU12] count from the least confidence on', () => {
    const strict = talk({ understanding: { ...understanding, least: 0.7 } })
      .ignores()
      .says('Ada')
      .ignores()
    strict.says('open maybe').hears(/e-mail/)
  })

  it('[FU12] are nothing else at a question that does not understand', () => {
    const nodes = { ...draft.nodes, mail: { ...draft.nodes.mail, understands: false } }
    talk({ nodes })
      .ignores()
      .says('Ada')
      .ignores()
      .says('when are you open')
      .hears(/e-mail/)
    talk({ understanding: undefined })
      .ignores()
      .says('Ada')
      .ignores()
      .says('when are you open')
      .hears(/e-mail/)
  })

  it('[FU12] go on where the question leads to a node that understands', () => {
    const nodes = {
      what: { kind: 'ask', text: 'What?', answer: { type: 'text' }, variable: 'name', to: { next: 'meant' } },
      meant: {
        kind: 'understand',
        intents: [{ intent: 'parcel' }],
        to: { parcel: 'bye', else: 'what', answered: 'name' },
      },
      ...draft.nodes,
    }
    const person = talk({ nodes, start: 'what' }).ignores().says('where is my parcel').hears('Bye, where is my parcel.')
    expect(person.state.frames).toEqual([])
    talk({ nodes, start: 'what' })
      .ignores()
      .says('when are you open')
      .hears(/^From 9 to 5/)
      .hears('Name?')
    talk({ nodes, start: 'what' }).ignores().says('a person please').is('with-agent')
  })

  it('[FU13] wait for each other only so deep, and a flow does not answer beside itself', () => {
    const person = talk().ignores().says('Ada').ignores().says('where is my parcel').ignores()
    // The main flow still understands inside the other one.
    person.says('where is my parcel').hears(/number/i)
    expect(person.state.frames).toHaveLength(1)
    person.says('when are you open').hears('From 9 to 5, Ada.').hears('Parcel number?')

    const nested = Object.fromEntries(
      ['a', 'b', 'c', 'd'].map((name, at, all): [string, FlowDraft] => [
        name,
        {
          ...parcel,
          understanding: { intents: { [names[at + 1] ?? 'voucher']: { flow: all[at + 1] ?? 'a' } } },
        },
      ]),
    )
    const deep = talk({ understanding: { intents: { hours: { flow: 'a' } } } }, { flows: nested }).ignores()
    deep.says('Ada').says('when are you open').says('where is my parcel').says('a person please')
    expect(deep.state).toMatchObject({ flow: 'c' })
    expect(deep.state.frames).toHaveLength(3)
    deep.says('start again')
    expect(deep.state.frames).toHaveLength(3)
  })

  it('[FU13] ask again at a question of the flow that they mean, and take up the one that waits for it', () => {
    const price: FlowDraft = {
      understanding: { intents: { voucher: { flow: 'order' } } },
      variables: { age: { type: 'number' } },
      nodes: {
        age: {
          kind: 'ask',
          text: 'Age?',
          answer: { type: 'number' },
          variable: 'age',
          tries: 2,
          to: { next: 'half', failed: 'half' },
        },
        half: { kind: 'end', text: 'Half of it.' },
      },
    }
    const order: FlowDraft = { ...draft, understanding: { intents: { hours: { flow: 'price' } } } }
    const main: FlowDraft = {
      nodes: {
        on: { kind: 'call', flow: 'order', to: { next: 'bye' } },
        bye: { kind: 'end', text: 'Done.' },
      },
    }
    const made = program(main, { recognizer, intents, flows: { order, price } })
    const person = converse(made).ignores().says('Ada').ignores().says('nonsense').ignores()
    person.says('when are you open').hears('Age?')
    for (let round = 0; round < 30; round += 1) {
      person.says('when are you open').hears('Age?').hearsNothing()
      expect(person.state).toMatchObject({ flow: 'price', tries: 0 })
      person.says('what is a voucher').hears('Mail?').hearsNothing()
      expect(person.state).toMatchObject({ flow: 'order', node: 'mail', tries: 1, variables: { name: 'Ada' } })
      expect(person.state.frames).toHaveLength(1)
      person.says('when are you open').hears('Age?')
    }
    person.says('9').hears('Half of it.').hears('Mail?').says('ada@example.com').hears('Bye, Ada.').hears('Done.')
  })

  it('[FU13] leave a way that ends where the question is', () => {
    const back = { ...parcel, understanding: { intents: { hours: { flow: 'main' } } } }
    const made = program(draft, { recognizer, intents, flows: { parcel: back } })
    const person = converse(made).says('Ada').says('where is my parcel')
    const trail: Visit[] = []
    const said = { kind: 'said', said: { kind: 'text', text: 'when are you open' }, at: 0, random: 0 } as const
    step(made, person.state, said, trail)
    expect(trail).toEqual([
      { kind: 'understand', flow: 'parcel', node: 'number', intent: 'hours' },
      { kind: 'go', flow: 'main', node: 'mail', depth: 1 },
      { kind: 'return', flow: 'main', node: 'mail' },
    ])
  })

  it('[FU14] lead on from anywhere in the flow, and from flows that it calls', () => {
    const person = talk().ignores().says('Ada').ignores().says('where is my parcel').ignores()
    person.says('start again').hears('Name?')
    expect(person.state).toMatchObject({ flow: 'main', node: 'name', frames: [] })
    talk().ignores().says('a person please').is('with-agent')
  })

  it('[FU14] mean what the innermost flow says', () => {
    const own = { ...parcel, understanding: { intents: { hours: { answer: 'Parcels know no hours.' } } } }
    const person = talk({}, { flows: { parcel: own } })
      .ignores()
      .says('Ada')
      .says('where is my parcel')
      .ignores()
    person.says('when are you open').hears('Parcels know no hours.').hears('Parcel number?')
  })

  it('[FU14] are answered by what the solution says of intents where no flow does', () => {
    const solution = {
      language: 'en',
      texts: { ko: { file: 'texts/ko.yaml', text: 'main: { name: { text: "이름?" } }' } },
      intentTexts: { voucher: { answer: { en: 'Money on paper.', ko: '종이 돈이에요.' } } },
    }
    talk({}, { solution }).ignores().says('what is a voucher').hears('Money on paper.').hears('Name?')
    const korean = program({ ...draft }, { recognizer, intents, flows: { parcel }, solution })
    converse(korean, { language: 'ko' }).hears('이름?').says('what is a voucher').hears('종이 돈이에요.')
  })

  it('leave a way that can be followed', () => {
    const made = program(draft, { recognizer, intents, flows: { parcel } })
    const person = converse(made).says('Ada')
    const trail: Visit[] = []
    const said = { kind: 'said', said: { kind: 'text', text: 'where is my parcel' }, at: 0, random: 0 } as const
    const { state } = step(made, person.state, said, trail)
    expect(trail.map(({ kind }) => kind)).toEqual(['digress', 'enter'])
    const back: Visit[] = []
    step(made, readState(JSON.parse(JSON.stringify(state))), { ...said, said: { kind: 'text', text: '7' } }, back)
    expect(back.map(({ kind }) => kind)).toEqual(['leave', 'enter', 'return'])
  })

  it('[FU17] are small talk only where that is wanted, said literally, and never instead of an answer', () => {
    const open = { understanding: { small_talk: true } }
    const person = talk(open).ignores().says('thanks').hears('Mail?')
    person.says('Thank you!').hears('You are welcome!').hears('Mail?')
    expect(person.state.tries).toBe(0)
    person.says('thank you for nothing').hears(/e-mail/)
    talk()
      .ignores()
      .says('Ada')
      .ignores()
      .says('thanks')
      .hears(/e-mail/)
  })

  it('[FU12] say already what the flow asks for that they call', () => {
    const times: FlowDraft = {
      variables: { day: { type: 'date', entity: 'date' }, city: { type: 'text', entity: 'city', sensitive: true } },
      nodes: {
        day: { kind: 'ask', text: 'Which day?', answer: { type: 'date' }, variable: 'day', to: { next: 'city' } },
        city: { kind: 'ask', text: 'Where?', answer: { type: 'text' }, variable: 'city', to: { next: 'there' } },
        there: { kind: 'end', text: 'Open on {{ day }}.' },
      },
    }
    const asks = { 'are you open on Sunday in Seoul': [['hours', 0.9]], 'when are you open': [['hours', 0.9]] }
    const heard = listener({ Sunday: ['date', '2026-01-04'], Seoul: ['city'] }, asks as never)
    const more = { understanding: { intents: { hours: { flow: 'times' } } } }
    const person = talk(more, { flows: { times }, recognizer: heard }).ignores().says('Ada').ignores()
    person
      .says('are you open on Sunday in Seoul')
      .hears('Where?')
      .says('Seoul')
      .hears('Open on 2026-01-04.')
      .hears('Mail?')
    person.says('when are you open').hears('Which day?').says('2026-01-04').hears('Where?')
    const what = { kind: 'ask', text: 'What?', answer: { type: 'text' }, variable: 'name', to: { next: 'meant' } }
    const meant = { kind: 'understand', intents: [{ intent: 'parcel' }], to: { parcel: 'bye', else: 'bye' } }
    const nodes = { what, meant, ...draft.nodes }
    const other = talk({ ...more, nodes, start: 'what' }, { flows: { times }, recognizer: heard }).ignores()
    other.says('are you open on Sunday in Seoul').hears('Where?')
  })

  it('[FU25] are asked about where two things are as likely', () => {
    const unclear = listener(
      {},
      {
        'parcel hours': [
          ['hours', 0.5],
          ['parcel', 0.45],
        ],
        'hm hm': [
          ['hours', 0.2],
          ['parcel', 0.2],
        ],
        parcel: [['parcel', 0.9]],
      },
    )
    const at = () => talk({}, { recognizer: unclear }).ignores().says('Ada').ignores()
    const person = at().says('parcel hours').hears('Which of these do you mean?')
    expect(person.said.at(-1)).toMatchObject({
      choices: [{ id: 'intent.hours' }, { id: 'intent.parcel' }, { id: 'meant.none' }],
    })
    expect(person.state).toMatchObject({ node: 'mail', tries: 0, doubt: { text: 'parcel hours' } })
    person.says('the first one').hears('From 9 to 5, Ada.').hears('Mail?').says('ada@example.com').hears('Bye, Ada.')
    at()
      .says('parcel hours')
      .ignores()
      .says('2')
      .hears('Parcel number?')
      .says('3')
      .hears(/^Parcel 3/)
      .hears('Mail?')
    at().says('parcel hours').ignores().says('neither').hears('Mail?').hearsNothing()
    at().says('parcel hours').ignores().says('parcel').hears('Parcel number?')
    at().says('parcel hours').ignores().says('ada@example.com').hears('Bye, Ada.')
    const again = at().says('parcel hours').ignores().says('parcel hours').hears('From 9 to 5, Ada.').hears('Mail?')
    expect(again.state.doubt).toBeNull()
    at()
      .says('hm hm')
      .hears(/e-mail/)
  })

  it('[FU19] are proposed with what was picked, or what other words meant then', () => {
    const unclear = listener(
      {},
      {
        'parcel hours': [
          ['hours', 0.5],
          ['parcel', 0.45],
        ],
        parcel: [['parcel', 0.9]],
      },
    )
    const made = program(draft, { recognizer: unclear, intents, flows: { parcel } })
    const { state } = converse(made).says('Ada').says('parcel hours')
    const proposals = (text: string) =>
      step(made, readState(JSON.parse(JSON.stringify(state))), {
        kind: 'said',
        said: { kind: 'text', text },
        at: 0,
        random: 0,
      }).effects.filter(({ kind }) => kind === 'propose')
    expect(proposals('2')).toMatchObject([{ text: 'parcel hours', reason: 'picked', intent: 'parcel' }])
    expect(proposals('none')).toMatchObject([{ text: 'parcel hours', reason: 'none' }])
    expect(proposals('parcel')).toMatchObject([{ text: 'parcel hours', reason: 'picked', intent: 'parcel' }])
    expect(proposals('ada@example.com')).toMatchObject([{ text: 'parcel hours', reason: 'unknown' }])
  })

  it('[FU21] are what whoever sends them has found out already', () => {
    const made = program(draft, { recognizer, intents, flows: { parcel } })
    const person = converse(made).says('Ada')
    const recognition = { intent: 'hours', confidence: 0.9, entities: {} }
    const said = { kind: 'said', said: { kind: 'text', text: 'horaires' }, at: 0, random: 0, recognition } as const
    const { effects } = step(made, person.state, said)
    expect(effects.flatMap((effect) => (effect.kind === 'send' ? [effect.content.text] : []))).toEqual([
      'From 9 to 5, Ada.',
      'Mail?',
    ])
  })
})
