import { describe, expect, it } from 'vitest'
import { compile } from './compile.ts'
import { newState, step } from './step.ts'
import { converse } from './testing.ts'

const nodes = {
  ask: { kind: 'ask', text: 'Well?', answer: { type: 'text' }, variable: 'word', to: { next: 'known' } },
  known: {
    kind: 'branch',
    cases: [{ when: "contact.proved && contact.external_id == 'ada'", port: 'yes' }],
    to: { yes: 'hello', else: 'who' },
  },
  hello: {
    kind: 'say',
    text: 'Hello {{ contact.name }}{% if contact.proved %}, {{ contact.email }}{% endif %}',
    to: { next: 'bye' },
  },
  who: {
    kind: 'say',
    text: '{% if contact.proved == false %}Who? {{ contact.email }} {{ contact.visitor }}{% endif %}',
    to: { next: 'bye' },
  },
  bye: { kind: 'end' },
}

function compiled(changed: object = {}) {
  const flow = { format: 1, start: 'ask', variables: { word: { type: 'text' } }, nodes: { ...nodes, ...changed } }
  const flows = { main: { file: 'flows/main.flow.json', text: JSON.stringify(flow) } }
  return compile({ name: 'test', start: 'main', actions: {}, flows })
}

function program() {
  const { program: made, problems } = compiled()
  expect(problems).toEqual([])
  if (made === null) throw new Error('it does not compile')
  return made
}

describe('who it is', () => {
  it('[FQ1] is proved or not, in logic and in texts', () => {
    const ada = { id: 'c', external_id: 'ada', email: 'a@b.com', name: 'Ada' }
    converse(program(), { contact: ada }).hears('Well?').says('x').hears('Who? a@b.com ')
    converse(program(), { contact: { ...ada, proved: true } })
      .hears('Well?')
      .says('x')
      .hears('Hello Ada, a@b.com')
  })

  it('[FQ1] is a boolean to the compiler, and only what there is can be asked', () => {
    const asked = (when: string) => compiled({ known: { ...nodes.known, cases: [{ when, port: 'yes' }] } }).problems
    expect(asked("contact.proved == 'yes'")).toMatchObject([{ code: 'logic-type' }])
    expect(asked('contact.email')).toMatchObject([{ code: 'logic-type' }])
    expect(asked('contact.proven')).toMatchObject([{ code: 'unknown-name' }])
    expect(asked('contact.email == null || contact.proved')).toEqual([])
  })

  it('[FQ2] is known from the next turn on, without a word, and nobody stays who they said they were', () => {
    const made = program()
    const begun = step(made, newState(made), {
      kind: 'started',
      contact: { id: 'c1', email: 'mallory@evil.example', language: 'ko', visitor: 'c1' },
      variables: {},
      page: null,
      at: 0,
      random: 0,
    })
    const contact = { id: 'c2', external_id: 'ada', email: 'a@b.com', proved: true }
    const told = step(made, begun.state, { kind: 'identified', contact, at: 1, random: 0 })
    expect(told.effects).toEqual([])
    expect(told.state).toEqual({ ...begun.state, turn: 2, contact: { ...contact, language: 'ko' } })
    const over = { ...told.state, phase: { kind: 'ended' } } as const
    const late = step(made, over, { kind: 'identified', contact: { id: 'c3' }, at: 2, random: 0 })
    expect(late.state).toEqual({ ...over, turn: 3 })
  })

  it('[FQ3] goes by a name of their own while nobody knows them', () => {
    const back = converse(program(), { contact: { id: 'c', visitor: 'cont_7' } })
    back.hears('Well?').says('x').hears('Who?  cont_7')
  })
})
