import { expect, test } from 'vitest'
import { documentFrom } from '../source/document.ts'
import { SourceStore } from '../source/store.ts'
import { actionsOf, freeName, nameFault, plainAction, removeAction, renameAction, usesIn } from './action-file.ts'

const flow = (action: string) =>
  JSON.stringify({ format: 1, start: 'a', nodes: { a: { kind: 'action', action }, b: { kind: 'say', text: action } } })

const open = () =>
  new SourceStore(
    documentFrom({
      'flows/main.flow.json': flow('old'),
      'flows/other.flow.json': flow('kept'),
      'actions/old.ts': 'old text',
      'actions/kept.ts': 'kept text',
      'tests/samples/old.json': '{}',
    }),
  )

test('actions are the files of their folder, but for what they share and their tests', () => {
  const paths = ['actions/a.ts', 'actions/B.py', 'actions/_shared.py', 'actions/a.test.ts', 'actions/x/y.ts', 'a.ts']
  expect(actionsOf(paths)).toEqual([
    { name: 'B', path: 'actions/B.py', language: 'python' },
    { name: 'a', path: 'actions/a.ts', language: 'typescript' },
  ])
})

test('a name must fit the language and be nobody else’s', () => {
  expect(nameFault('track-user', 'typescript', [])).toBeNull()
  expect(nameFault('TrackUser', 'typescript', [])).toBe('form')
  expect(nameFault('TrackUser', 'python', [])).toBeNull()
  expect(nameFault('', 'python', [])).toBe('empty')
  expect(nameFault('a'.repeat(65), 'python', [])).toBe('long')
  expect(nameFault('a', 'typescript', ['a'])).toBe('taken')
  expect(freeName('a', ['a', 'a-2'])).toBe('a-3')
})

test('a rename reaches every node, the sample too, and is one step back', () => {
  const store = open()
  renameAction(store, { name: 'old', path: 'actions/old.ts', language: 'typescript' }, 'new')
  expect(store.text('actions/new.ts')).toBe('old text')
  expect(store.text('actions/old.ts')).toBeUndefined()
  expect(store.text('tests/samples/new.json')).toBe('{}')
  expect(usesIn(store, 'new')).toEqual([{ flow: 'main', node: 'a' }])
  expect(store.flow('main')?.nodes.b?.text).toBe('old')
  store.undo()
  expect(store.text('actions/old.ts')).toBe('old text')
  expect(usesIn(store, 'old')).toHaveLength(1)
})

test('a removed action leaves its nodes alone, or another one in its place', () => {
  const store = open()
  removeAction(store, { name: 'old', path: 'actions/old.ts', language: 'typescript' }, 'kept')
  expect(store.text('actions/old.ts')).toBeUndefined()
  expect(usesIn(store, 'kept')).toEqual([
    { flow: 'main', node: 'a' },
    { flow: 'other', node: 'a' },
  ])
  removeAction(store, { name: 'kept', path: 'actions/kept.ts', language: 'typescript' }, null)
  expect(usesIn(store, 'kept')).toHaveLength(2)
})

test('a Python action has the class of its name', () => {
  expect(plainAction('send_receipt', 'python')).toContain('class SendReceipt:')
  expect(plainAction('SendReceipt', 'python')).toContain('class SendReceipt:')
})
