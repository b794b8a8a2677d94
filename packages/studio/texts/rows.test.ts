import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { FlowFile } from '../source/flow-file.ts'
import { chainOf, directionOf, tagOf } from './language.ts'
import { fingerprintOf, readRecord, remember } from './record.ts'
import { filterRows, languagesIn, progressOf, rowsOf, type Sources } from './rows.ts'

const flow: FlowFile = {
  format: 1,
  start: 'os',
  idle: [{ after: '10m', remind: 'Still there?' }],
  nodes: {
    os: {
      kind: 'ask',
      text: 'Which system, {{ name }}?',
      note: 'Be short.',
      answer: {
        type: 'choice',
        choices: [{ id: 'ios', label: 'iPhone', synonyms: ['ipad', 'apple'], image: 'https://a.b/c.png' }],
      },
      variable: 'os',
      to: {},
    },
    bye: { kind: 'end', text: 'Bye {{ name }}' },
    numbers: { kind: 'say', text: '{{ total }}', to: {} },
  },
}
const ko = `main:
  (flow):
    idle.0.remind: 계세요?
  os:
    text: 기기는요?
    answer.choices:
      ios: 아이폰
`
const sources: Sources = {
  flows: [['main', flow]],
  files: { 'texts/ko.yaml': ko, 'texts/de.yaml': '' },
  own: 'en',
  fallbacks: {},
  record: { ko: { 'main.os.text': [fingerprintOf('Which system?'), fingerprintOf('기기는요?')] } },
}
const rows = rowsOf(sources)
const row = (id: string) => rows.find((each) => each.id === id)

describe('the texts side by side', () => {
  it('are named as texts files name them', () => {
    expect(rows.filter((each) => each.flow !== null).map(({ id }) => id)).toEqual([
      'main.(flow).idle.0.remind',
      'main.os.text',
      'main.os.answer.choices.ios',
      'main.os.answer.choices.ios.image',
      'main.os.answer.choices.ios.synonyms',
      'main.bye.text',
      'main.numbers.text',
    ])
    expect(row('main.os.text')).toMatchObject({
      original: 'Which system, {{ name }}?',
      note: 'Be short.',
      path: ['text'],
    })
    expect(row('main.os.answer.choices.ios.synonyms')).toMatchObject({ original: 'ipad, apple', use: 'typed' })
  })

  it('say what is there, what is missing, and what has changed since', () => {
    expect(row('main.(flow).idle.0.remind')?.cells.ko).toEqual({ text: '계세요?', state: 'done' })
    expect(row('main.os.text')?.cells.ko?.state).toBe('changed')
    expect(row('main.bye.text')?.cells.ko).toEqual({ text: '', state: 'missing' })
    expect(row('main.numbers.text')?.cells.ko?.state).toBe('free')
    expect(row('main.os.answer.choices.ios.image')?.cells.ko?.state).toBe('free')
    expect(progressOf(rows, 'ko')).toEqual({ done: 2, changed: 1, missing: 1 })
    expect(progressOf(rows, 'de')).toEqual({ done: 0, changed: 0, missing: 4 })
  })

  it('miss nothing where a fallback has it', () => {
    const austrian = {
      ...sources,
      files: { 'texts/ko.yaml': ko, 'texts/ko-KR.yaml': '', 'texts/fr.yaml': '' },
      fallbacks: { fr: ['en'] },
    }
    const both = rowsOf(austrian)
    expect(both.find(({ id }) => id === 'main.os.text')?.cells['ko-KR']?.state).toBe('free')
    expect(both.find(({ id }) => id === 'main.bye.text')?.cells['ko-KR']?.state).toBe('missing')
    expect(progressOf(both, 'fr').missing).toBe(0)
  })

  it('have the words of the platform where it does not speak the language', () => {
    const danish = rowsOf({
      ...sources,
      files: { 'texts/da.yaml': 'words:\n  choice: Vælg en.\n', 'texts/ko.yaml': ko },
    })
    const cells = (word: string) => danish.find(({ id }) => id === `words.${word}`)?.cells
    expect(cells('choice')?.da).toEqual({ text: 'Vælg en.', state: 'done' })
    expect(cells('email')?.da?.state).toBe('missing')
    expect(cells('email')?.ko?.state).toBe('free')
  })

  it('are found by flow, state and words', () => {
    const all = { flow: null, state: 'all', query: '', languages: ['ko', 'de'] } as const
    expect(filterRows(rows, all).every((each) => each.flow === 'main')).toBe(true)
    expect(filterRows(rows, { ...all, state: 'changed' }).map(({ id }) => id)).toEqual(['main.os.text'])
    expect(filterRows(rows, { ...all, query: '아이폰' }).map(({ key }) => key)).toEqual(['answer.choices.ios'])
    expect(filterRows(rows, { ...all, flow: 'words' }).length).toBeGreaterThan(30)
    expect(languagesIn(sources.files, 'de')).toEqual(['ko'])
  })
})

describe('the record of translations', () => {
  it('has the fingerprints of the server', () => {
    for (const text of ['', 'Hello', '안녕하세요 😀'])
      expect(fingerprintOf(text)).toBe(createHash('sha256').update(text).digest('base64url').slice(0, 12))
  })

  it('remembers what was translated, and forgets what no longer is', () => {
    const once = readRecord(remember({}, 'ko', 'main.a.text', 'A', '가'))
    expect(once).toEqual({ ko: { 'main.a.text': [fingerprintOf('A'), fingerprintOf('가')] } })
    expect(readRecord(remember(once, 'ko', 'main.a.text', 'A', null))).toEqual({ ko: {} })
    expect(readRecord('{')).toEqual({})
    expect(readRecord('{ "ko": { "a": 1 } }')).toEqual({ ko: {} })
  })
})

describe('a language', () => {
  it('is written from right to left or not', () => {
    expect(['ar', 'he', 'ko', 'fa-IR', 'x y'].map(directionOf)).toEqual(['rtl', 'rtl', 'ltr', 'rtl', 'ltr'])
  })

  it('is a tag, however it is typed', () => {
    expect(tagOf(' pt-br ')).toBe('pt-BR')
    expect(tagOf('zh-hant')).toBe('zh-Hant')
    expect(tagOf('Portuguese of Brazil')).toBeNull()
    expect(tagOf('')).toBeNull()
  })

  it('is looked for along its fallbacks and shorter forms', () => {
    expect(chainOf('pt-BR', { 'pt-BR': ['es'] })).toEqual(['pt-BR', 'es', 'pt'])
  })
})
