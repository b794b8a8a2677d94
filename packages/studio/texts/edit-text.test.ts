import { describe, expect, it } from 'vitest'
import { documentFrom } from '../source/document.ts'
import { SourceStore } from '../source/store.ts'
import { addLanguage, confirmTranslation, putOriginal, putTranslation } from './edit-text.ts'
import { readRecord } from './record.ts'
import { type Row, rowsOf } from './rows.ts'
import { recordPath } from './texts-paths.ts'

const flow = {
  format: 1,
  start: 'hello',
  nodes: {
    hello: { kind: 'say', text: 'Hello', to: { next: 'os' } },
    os: {
      kind: 'ask',
      text: 'Which?',
      answer: { type: 'choice', choices: [{ id: 'ios', label: 'iPhone', synonyms: ['ipad'] }] },
      variable: 'os',
      to: { next: 'bye' },
    },
    bye: { kind: 'end', text: 'Bye' },
  },
}
const ko = '# 한국어\nmain:\n  bye:\n    text: 안녕 # friendly\n'

function open(): SourceStore {
  return new SourceStore(documentFrom({ 'flows/main.flow.json': JSON.stringify(flow), 'texts/ko.yaml': ko }))
}

const rows = (store: SourceStore): readonly Row[] =>
  rowsOf({
    flows: store.flowNames.flatMap((name) => {
      const file = store.flow(name)
      return file === undefined ? [] : [[name, file] as const]
    }),
    files: Object.fromEntries(store.paths.map((path) => [path, store.text(path) ?? ''])),
    own: 'en',
    fallbacks: {},
    record: readRecord(store.text(recordPath)),
  })

function rowOf(store: SourceStore, id: string): Row {
  const found = rows(store).find((row) => row.id === id)
  if (found === undefined) throw new Error(`no row ${id}`)
  return found
}

describe('a translation', () => {
  it('comes where its flow has it, and comments stay', () => {
    const store = open()
    putTranslation(store, rowOf(store, 'main.hello.text'), 'ko', '안녕하세요', rows(store))
    expect(store.text('texts/ko.yaml')).toBe(
      '# 한국어\nmain:\n  hello:\n    text: 안녕하세요\n  bye:\n    text: 안녕 # friendly\n'.replace(
        'main:\n  hello',
        'main:\n  hello',
      ),
    )
    expect(rowOf(store, 'main.hello.text').cells.ko?.state).toBe('done')
  })

  it('is one step back, with what is remembered of it', () => {
    const store = open()
    putTranslation(store, rowOf(store, 'main.hello.text'), 'ko', '안녕하세요', rows(store))
    store.undo()
    expect(store.text('texts/ko.yaml')).toBe(ko)
    expect(store.text(recordPath)).toBeUndefined()
  })

  it('has changed when its original is another one, until it is confirmed', () => {
    const store = open()
    const id = 'main.hello.text'
    putTranslation(store, rowOf(store, id), 'ko', '안녕하세요', rows(store))
    putOriginal(store, rowOf(store, id), 'Good day')
    expect(rowOf(store, id)).toMatchObject({ original: 'Good day', cells: { ko: { state: 'changed' } } })
    confirmTranslation(store, rowOf(store, id), 'ko')
    expect(rowOf(store, id).cells.ko?.state).toBe('done')
  })

  it('is taken out when nothing is left of it', () => {
    const store = open()
    putTranslation(store, rowOf(store, 'main.bye.text'), 'ko', ' ', rows(store))
    expect(rowOf(store, 'main.bye.text').cells.ko).toEqual({ text: '', state: 'missing' })
  })
})

describe('an original', () => {
  it('is changed in its flow', () => {
    const store = open()
    putOriginal(store, rowOf(store, 'main.os.answer.choices.ios'), 'Apple')
    putOriginal(store, rowOf(store, 'main.os.answer.choices.ios.synonyms'), 'ipad, phone,')
    expect(store.flow('main')?.nodes.os?.answer).toEqual({
      type: 'choice',
      choices: [{ id: 'ios', label: 'Apple', synonyms: ['ipad', 'phone'] }],
    })
  })
})

describe('a new language', () => {
  it('is a file that says what it is', () => {
    const store = open()
    addLanguage(store, 'de', 'Deutsch')
    expect(store.text('texts/de.yaml')).toBe('# Deutsch\n')
    addLanguage(store, 'ko', 'x')
    expect(store.text('texts/ko.yaml')).toBe(ko)
    putTranslation(store, rowOf(store, 'main.bye.text'), 'de', 'Tschüss', rows(store))
    expect(store.text('texts/de.yaml')).toContain('main:\n  bye:\n    text: Tschüss\n')
  })
})
