import { commentsOf, documentFrom, flowsOf, textsOf } from '@parley/studio/source'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { type Author, createGate } from './gate.ts'

const ada: Author = { id: 'acc_ada', name: 'Ada', mayCode: true }
const dee: Author = { id: 'acc_dee', name: 'Dee', mayCode: false }

const files = {
  'solution.ts': 'export default {}\n',
  'actions/greet.ts': 'export {}\n',
  'texts/ko.yaml': 'hi: 안녕\n',
  'flows/main.flow.json': JSON.stringify({ format: 1, start: 'a', nodes: { a: { kind: 'end', text: 'A' } } }),
}

/** A document, and a browser's copy of it in which something is done. */
function attempt(change: (doc: Y.Doc) => void, author: Author = ada): () => readonly string[] {
  const state = Y.encodeStateAsUpdate(documentFrom(files))
  const copy = new Y.Doc()
  Y.applyUpdate(copy, state)
  const before = Y.encodeStateVector(copy)
  change(copy)
  const update = Y.encodeStateAsUpdate(copy, before)
  return () => createGate(state).take(update, author)
}

const nodesOf = (doc: Y.Doc) => flowsOf(doc).get('main')?.get('nodes') as Y.Map<Y.Map<unknown>>

/** Puts a map into a map into a map. */
function nest(into: Y.Map<unknown>, depth: number): void {
  let inner = into
  for (let step = 0; step < depth; step += 1) {
    const next = new Y.Map<unknown>()
    inner.set('to', next)
    inner = next
  }
}

describe('[G2] a document holds what files can hold', () => {
  const hostile: readonly (readonly [string, (doc: Y.Doc) => void])[] = [
    ['flows as a text', (doc) => insertInside(doc.getMap('flows'), 'evil')],
    ['files as a list', (doc) => insertInside(doc.getMap('files'), 'evil')],
    ['comments as a list', (doc) => insertInside(doc.getMap('comments'), 'evil')],
    ['another part', (doc) => void doc.getMap('more').set('a', 1)],
    ['a flow that is a number', (doc) => void flowsOf(doc).set('main', 7 as never)],
    ['a flow that is a text', (doc) => void flowsOf(doc).set('main', new Y.Text('evil') as never)],
    ['nodes that are a number', (doc) => void flowsOf(doc).get('main')?.set('nodes', 7)],
    ['nodes that are a list', (doc) => void flowsOf(doc).get('main')?.set('nodes', new Y.Array())],
    ['nodes that are gone', (doc) => void flowsOf(doc).get('main')?.delete('nodes')],
    ['a node with bytes', (doc) => void nodesOf(doc).get('a')?.set('text', new Uint8Array(3))],
    ['a node with a number that is none', (doc) => void nodesOf(doc).get('a')?.set('text', Number.NaN)],
    ['a node with something undefined', (doc) => void nodesOf(doc).get('a')?.set('text', undefined)],
    ['a node with a large integer', (doc) => void nodesOf(doc).get('a')?.set('text', 5n)],
    ['a member called __proto__', (doc) => void nodesOf(doc).get('a')?.set('__proto__', { evil: true })],
    ['a member called __proto__ inside', (doc) => setInside(doc, JSON.parse('{ "__proto__": { "evil": true } }'))],
    ['a node called __proto__', (doc) => void nodesOf(doc).set('__proto__', new Y.Map())],
    ['a flow called __proto__', (doc) => void flowsOf(doc).set('__proto__', new Y.Map([['nodes', new Y.Map()]]))],
    ['a file called __proto__', (doc) => void textsOf(doc).set('__proto__', new Y.Text('evil'))],
    ['a file called constructor', (doc) => void textsOf(doc).set('constructor', new Y.Text('evil'))],
    ['a file outside', (doc) => void textsOf(doc).set('../evil.ts', new Y.Text('evil'))],
    ['a file that is a map', (doc) => void textsOf(doc).set('texts/en.yaml', new Y.Map() as never)],
    [
      'a file with something in it that is no text',
      (doc) => textsOf(doc).get('texts/ko.yaml')?.insertEmbed(0, { a: 1 }),
    ],
    ['a file with marks', (doc) => textsOf(doc).get('texts/ko.yaml')?.format(0, 2, { bold: true })],
    ['a file with members', (doc) => textsOf(doc).get('texts/ko.yaml')?.setAttribute('a', 'b')],
    ['members in a node that have no name', (doc) => insertInside(nodesOf(doc).get('a'), 'evil')],
    ['a new node with members that have no name', (doc) => insertInside(newNode(doc), 'evil')],
    ['maps ten thousand deep', (doc) => doc.transact(() => nest(nodesOf(doc).get('a') as Y.Map<unknown>, 10_000))],
    ['a value ten thousand deep', (doc) => setInside(doc, JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`))],
  ]
  test.each(hostile)('%s is not taken', (_what, change) => {
    expect(attempt(change)).toThrow(expect.objectContaining({ name: 'Refusal' }))
  })
  test('what grows deeper step by step is not taken either', () => {
    const doc = documentFrom(files)
    const gate = createGate(Y.encodeStateAsUpdate(doc))
    let inner = nodesOf(doc).get('a') as Y.Map<unknown>
    const grow = () => {
      for (let step = 0; step < 200; step += 1) {
        const before = Y.encodeStateVector(doc)
        const next = new Y.Map<unknown>()
        inner.set('to', next)
        inner = next
        gate.take(Y.encodeStateAsUpdate(doc, before), ada)
      }
    }
    expect(grow).toThrow(expect.objectContaining({ code: 'update-refused' }))
  })
  test('what is no update at all is not taken', () => {
    const state = Y.encodeStateAsUpdate(documentFrom(files))
    for (const bytes of [[], [1], [255, 255, 255, 255, 255], [1, 1, 1, 0, 8], Array.from({ length: 500 }, () => 7)])
      expect(() => createGate(state).take(Uint8Array.from(bytes), ada)).toThrow(
        expect.objectContaining({ name: 'Refusal' }),
      )
  })
})

describe('[G1] who may not change code', () => {
  test.each([
    ['writes', (doc: Y.Doc) => textsOf(doc).get('actions/greet.ts')?.insert(0, '// ')],
    ['removes', (doc: Y.Doc) => textsOf(doc).delete('actions/greet.ts')],
    ['replaces', (doc: Y.Doc) => void textsOf(doc).set('actions/greet.ts', new Y.Text('evil'))],
    ['adds', (doc: Y.Doc) => void textsOf(doc).set('actions/more.py', new Y.Text('evil'))],
    ['adds among texts', (doc: Y.Doc) => void textsOf(doc).set('texts/evil.ts', new Y.Text('evil'))],
    ['changes settings', (doc: Y.Doc) => textsOf(doc).get('solution.ts')?.insert(0, '// ')],
  ])('%s none', (_what, change) => {
    expect(attempt(change, dee)).toThrow(expect.objectContaining({ code: 'code-not-permitted' }))
    expect(attempt(change, ada)).not.toThrow()
  })
  test('writes texts and flows', () => {
    expect(attempt((doc) => textsOf(doc).get('texts/ko.yaml')?.insert(0, '# '), dee)()).toEqual(['texts/ko.yaml'])
    expect(attempt((doc) => void nodesOf(doc).get('a')?.set('text', 'B'), dee)()).toEqual(['flows/main.flow.json#a'])
  })
})

describe('[G3] a comment', () => {
  const written = (more: object) => (doc: Y.Doc) =>
    void commentsOf(doc).set(
      'c',
      new Y.Map<unknown>(Object.entries({ by: 'acc_ada', name: 'Ada', text: 'Hello', ...more })),
    )
  test('is taken in one’s own name, and no longer than it may be', () => {
    expect(attempt(written({}))).not.toThrow()
    expect(attempt(written({ by: 'acc_bob' }))).toThrow('carries the name')
    expect(attempt(written({ name: 'Bob' }))).toThrow('carries the name')
    expect(attempt(written({ text: 'x'.repeat(4001) }))).toThrow('at most 4000')
    expect(attempt(written({ more: 'x'.repeat(40_000) }))).toThrow('at most 4000')
    expect(attempt((doc) => void commentsOf(doc).set('c', 'text' as never))).toThrow('carries the name')
  })
  test('of somebody else is dealt with in one’s own name, and not changed', () => {
    const doc = documentFrom(files)
    written({})(doc)
    const state = Y.encodeStateAsUpdate(doc)
    const change = (edit: (comment: Y.Map<unknown>) => void) => () => {
      const copy = new Y.Doc()
      Y.applyUpdate(copy, state)
      const before = Y.encodeStateVector(copy)
      edit(commentsOf(copy).get('c') as Y.Map<unknown>)
      return createGate(state).take(Y.encodeStateAsUpdate(copy, before), dee)
    }
    const resolved = (name: string) => new Y.Map<unknown>(Object.entries({ name, at: 1 }))
    expect(change((comment) => void comment.set('resolved', resolved('Dee')))).not.toThrow()
    expect(change((comment) => void comment.set('resolved', resolved('Ada')))).toThrow('own name')
    for (const member of ['text', 'name', 'by', 'node'])
      expect(change((comment) => void comment.set(member, 'evil'))).toThrow('changes it')
    expect(change((comment) => comment.delete('text'))).toThrow('changes it')
  })
})

/** Into a shared map, where no name leads. */
function insertInside(into: unknown, text: string): void {
  const type = into as Y.AbstractType<unknown>
  const { doc } = type
  doc?.transact((transaction) => {
    const id = Y.createID(doc.clientID, Y.getState(doc.store, doc.clientID))
    new Y.Item(id, null, null, null, null, type, null, new Y.ContentString(text)).integrate(transaction, 0)
  })
}

function newNode(doc: Y.Doc): Y.Map<unknown> {
  const node = new Y.Map<unknown>()
  nodesOf(doc).set('b', node)
  return node
}

const setInside = (doc: Y.Doc, value: unknown): void => void nodesOf(doc).get('a')?.set('text', { value })
