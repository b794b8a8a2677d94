import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Said } from '../event.ts'
import { anyText } from '../fixtures/any-text.ts'
import { asking } from '../fixtures/asking.ts'
import { said } from '../fixtures/event.ts'
import { bye, program } from '../fixtures/flow.ts'
import { plainOf } from '../plain.ts'
import type { Value, Values } from '../value.ts'
import { fit, type VariableType } from '../variable.ts'
import { type Answer, type AnswerType, answerTypes, heardAnswer, questionOf, readAnswer } from './index.ts'

const systems = [
  { id: 'ios', label: 'iOS' },
  { id: 'Android', label: 'Android', synonyms: ['2nd'] },
]

const settings: { readonly [type: string]: object } = {
  choice: { choices: systems },
  choices: { choices: systems, min: 0 },
  phone: { country: 'GB' },
  date: { locale: 'en-GB' },
  time: { min: '22:00', max: '06:00', step: 5 },
  slider: { min: -1, max: 1, step: 0.1, unit: 'km' },
  'web-view': { url: 'https://pages.example.com/' },
  form: {
    fields: [
      { name: 'email', label: 'E-mail', answer: { type: 'email' } },
      { name: 'age', label: 'Age', answer: { type: 'number' }, optional: true },
      { name: 'os', label: 'System', answer: { type: 'choice', choices: systems }, optional: true },
      { name: 'photo', label: 'Photo', answer: { type: 'file' }, optional: true },
    ],
  },
}
const variableOf: { readonly [type: string]: VariableType } = { rating: 'number', slider: 'number', 'web-view': 'form' }

/** The answer of a question as the compiler makes it. */
function answerOf(type: string, more: object = {}): Answer {
  const answer = { type, ...settings[type], ...more }
  const ask = { kind: 'ask', text: '?', answer, variable: 'x', to: { next: 'bye', cancel: 'bye' } }
  const { cancel: _, ...to } = ask.to
  const node = type === 'file' ? ask : { ...ask, to }
  const variables = { x: { type: variableOf[type] ?? type }, items: { type: 'json' } }
  const body = program({ variables, nodes: { ask: node, bye } })
    .flows.get('main')
    ?.nodes.get('ask')?.body
  if (body?.kind !== 'ask') throw new Error('not a question')
  return body.answer
}

/** Saying a value: typed, picked, sent or filled in, as people say one of that type. */
function saying(type: AnswerType, value: Value, given: Said): Said {
  if (type === 'choices') return { kind: 'choices', choices: value as readonly string[] }
  if (type === 'file') return value === null ? { kind: 'choice', choice: 'cancel' } : given
  if (type === 'location' || type === 'web-view') return { kind: 'form', form: value as Values }
  if (type === 'form') return { ...(given as object), kind: 'form', form: sent(value as Values) } as Said
  return { kind: 'text', text: String(value) }
}

/** A form as a page sends it: a file by its id. */
function sent(form: Values): Values {
  const isFile = (value: Value): value is { readonly id: string } =>
    typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
  return Object.fromEntries(Object.entries(form).map(([name, value]) => [name, isFile(value) ? value.id : value]))
}

describe('reading an answer', () => {
  it.each(answerTypes)('[FA11] of type %s is total, and a value said again is the same value', (type) => {
    const answer = answerOf(type)
    fc.assert(
      fc.property(said, fc.integer({ min: 0, max: 4e12 }), (given, at) => {
        const reading = readAnswer(answer, given, asking({ at }))
        if (reading.kind === 'more') return
        if (reading.kind === 'wrong') {
          expect(asking().word(reading.word, reading.values).text).toMatch(/^[A-Z].*\.$/)
          return
        }
        expect(readAnswer(answer, saying(type, reading.value, given), asking({ at }))).toMatchObject({
          value: reading.value,
        })
        const held = variableOf[type] ?? (type as VariableType)
        expect(fit(held, reading.value)).toEqual(reading.value)
      }),
      { numRuns: 300 },
    )
  })

  it.each(answerTypes)('[FO2] of type %s is shown in words, whatever was said before', (type) => {
    const answer = answerOf(type)
    fc.assert(
      fc.property(said, anyText(), (given, text) => {
        const heard = heardAnswer(answer, given, asking())
        if (heard !== null) expect(plainOf(heard).length).toBeLessThanOrEqual(4000)
        const reading = readAnswer(answer, given, asking())
        const draft = 'draft' in reading && reading.draft !== undefined ? { draft: reading.draft } : {}
        const shown = questionOf(answer, text, asking(draft), reading)
        expect(shown).toMatchObject({ input: expect.objectContaining({ type: expect.any(String) }) })
        expect(plainOf(shown).length).toBeLessThanOrEqual(4000)
      }),
    )
  })

  it('[FA14] any list whatever gives choices or none, and what can be picked can be typed', () => {
    const item = fc.oneof(
      fc.jsonValue(),
      fc.record({ id: fc.string(), label: fc.string(), image: fc.string() }, { requiredKeys: [] }),
      fc.record({ title: fc.string(), choices: fc.array(fc.record({ id: fc.string(), label: fc.string() })) }),
    ) as fc.Arbitrary<Value>
    for (const style of ['list', 'carousel']) {
      const answer = answerOf('choice', { choices: undefined, from: 'items', style })
      fc.assert(
        fc.property(fc.oneof(fc.array(item), item), (list) => {
          const around = asking({ values: { items: list } })
          const shown = questionOf(answer, '?', around, null)
          const choices = shown.kind === 'choices' || shown.kind === 'carousel' ? shown.choices : []
          const titles = shown.kind === 'carousel' ? shown.cards.map(({ title }) => title) : []
          const called = [...titles, ...choices.flatMap(({ id, label }) => [id, label, label + id])]
          expect(new Set(choices.map(({ id }) => id)).size).toBe(choices.length)
          choices.forEach(({ id, label }, index) => {
            expect(label).not.toBe('')
            expect(readAnswer(answer, { kind: 'choice', choice: id }, around)).toMatchObject({ value: id })
            expect(readAnswer(answer, { kind: 'text', text: id }, around)).toMatchObject({ value: id })
            const number = readAnswer(answer, { kind: 'text', text: String(index + 1) }, around)
            // Where one is called by a number, and another or its card too, that number could mean both.
            expect(number.kind === 'value' || called.some((word) => /^\W*\d+\W*$/.test(word))).toBe(true)
          })
        }),
      )
    }
  })

  it('[FA25] takes a number that two choices are called by for neither', () => {
    const answer = answerOf('choice', { choices: undefined, from: 'items', style: 'carousel' })
    const items = [
      { title: 'Room', choices: [{ id: 'A', label: '1' }] },
      { id: 'B', label: '1' },
    ]
    const said = (text: string) => readAnswer(answer, { kind: 'text', text }, asking({ values: { items } }))
    expect(said('1').kind).toBe('wrong')
    expect(said('2')).toMatchObject({ value: 'B' })
  })

  it('takes what shows nothing for no answer, and leaves what a person wrote whole', () => {
    const text = answerOf('text')
    expect(readAnswer(text, { kind: 'text', text: '\u200b \u202e' }, asking()).kind).toBe('wrong')
    expect(readAnswer(text, { kind: 'text', text: '\ufeff Ada\u200b ' }, asking())).toMatchObject({ value: 'Ada' })
    const england = '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'
    expect(readAnswer(text, { kind: 'text', text: england }, asking())).toMatchObject({ value: england })
  })
})
