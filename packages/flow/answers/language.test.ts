import { describe, expect, it } from 'vitest'
import { spoken } from '../fixtures/texts.ts'
import { converse } from '../testing.ts'

/** One question, its answer type given, in a solution that has these languages besides English. */
function answered(answer: object, type: string, language: string, typed: string, more: object = {}): unknown {
  const draft = {
    variables: { x: { type } },
    nodes: {
      ask: { kind: 'ask', text: '?', answer, variable: 'x', to: { next: 'bye' } },
      bye: { kind: 'end' },
    },
    ...more,
  }
  const texts = { [language]: '' }
  return converse(spoken(draft, texts, { language: 'en' }), { language })
    .says(typed)
    .variable('x')
}

describe('answers in the language of a conversation', () => {
  it.each([
    ['de', '3.5.1990', '1990-05-03'],
    ['fr', '03/05/1990', '1990-05-03'],
    ['es', '3 de mayo de 1990', '1990-05-03'],
    ['ko', '1990년 5월 3일', '1990-05-03'],
    ['ko', '1990. 5. 3.', '1990-05-03'],
    ['ja', '1990年5月3日', '1990-05-03'],
    ['ar', '٣ مايو ١٩٩٠', '1990-05-03'],
    ['ar', '٣/٥/١٩٩٠', '1990-05-03'],
    ['he', '3 במאי 1990', '1990-05-03'],
    ['en-US', '05/03/1990', '1990-05-03'],
    ['en-GB', '03/05/1990', '1990-05-03'],
    ['en', '03/05/1990', null],
  ])('[FW10] a day in %s, typed %j, is %s', (language, typed, day) => {
    expect(answered({ type: 'date' }, 'date', language, typed)).toBe(day)
  })

  it.each([
    ['de', '1.234,5', 1234.5],
    ['fr', '1 234,5', 1234.5],
    ['ko', '1,234.5', 1234.5],
    ['ar', '١٢٣', 123],
  ])('[FW10] a number in %s, typed %j, is %d', (language, typed, number) => {
    expect(answered({ type: 'number' }, 'number', language, typed)).toBe(number)
  })

  it('[FW10] goes by the locale that the question or the flow states', () => {
    expect(answered({ type: 'date', locale: 'en-US' }, 'date', 'de', '05/03/1990')).toBe('1990-05-03')
    expect(answered({ type: 'number' }, 'number', 'de', '1,234.5', { locale: 'en-GB' })).toBe(1234.5)
  })

  it('[FW11] a choice by its name and its other words in every language', () => {
    const draft = {
      variables: { x: { type: 'choice' } },
      nodes: {
        ask: {
          kind: 'ask',
          text: '?',
          answer: {
            type: 'choice',
            choices: [
              { id: 'tea', label: 'Tea', synonyms: ['chai'] },
              { id: 'water', label: 'Water' },
            ],
          },
          variable: 'x',
          to: { next: 'bye' },
        },
        bye: { kind: 'end' },
      },
    } as const
    const ko = 'main: { ask: { answer.choices: { tea: 차, tea.synonyms: [녹차, 홍차], water: 물 } } }'
    const program = spoken(draft, { ko }, { language: 'en' })
    for (const language of ['ko', 'en'])
      for (const typed of ['차', '홍차', 'Tea', 'chai', 'tea', '1'])
        expect(converse(program, { language }).says(typed).variable('x'), `${language} ${typed}`).toBe('tea')
    expect(converse(program, { language: 'ko' }).said[0]).toMatchObject({ choices: [{ label: '차' }, { label: '물' }] })
  })
})
