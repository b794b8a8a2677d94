import { documentFrom, flowsOf, textsOf } from '@parley/studio/source'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { createClients } from './clients.ts'
import { type Author, createGate } from './gate.ts'

const ada: Author = { id: 'acc_ada', name: 'Ada', mayCode: true }
const eve: Author = { id: 'acc_eve', name: 'Eve', mayCode: true }
const state = Y.encodeStateAsUpdate(
  documentFrom({ 'notes.md': 'one two', 'flows/main.flow.json': '{"format":1,"nodes":{"a":{}}}' }),
)

/** A page that has the document, as a client of its own or of somebody else. */
function page(client: number): { readonly doc: Y.Doc; does(change: (doc: Y.Doc) => void): Uint8Array } {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  doc.clientID = client
  return {
    doc,
    does(change) {
      const before = Y.encodeStateVector(doc)
      change(doc)
      return Y.encodeStateAsUpdate(doc, before)
    },
  }
}

const writes = (text: string) => (doc: Y.Doc) => textsOf(doc).get('notes.md')?.insert(0, text)
const nodesOf = (doc: Y.Doc) => flowsOf(doc).get('main')?.get('nodes') as Y.Map<Y.Map<unknown>>
const says = (text: string) => (doc: Y.Doc) => void nodesOf(doc).get('a')?.set('text', text)

describe('[G6] the number of an edit', () => {
  test('of somebody else is refused, and theirs goes on', () => {
    const gate = createGate(
      state,
      createClients(() => undefined),
    )
    const [hers, copied] = [page(7), page(7)]
    gate.take(hers.does(writes('a')), ada)
    Y.applyUpdate(copied.doc, Y.encodeStateAsUpdate(hers.doc))
    copied.doc.clientID = 7
    expect(() => gate.take(copied.does(writes('evil')), eve)).toThrow('somebody else’s page')
    gate.take(hers.does(writes('b')), ada)
  })

  test('of somebody who is here and has not written yet is refused too', () => {
    const gate = createGate(
      state,
      createClients((client) => (client === 7 ? 'acc_ada' : undefined)),
    )
    expect(() => gate.take(page(7).does(writes('evil')), eve)).toThrow('somebody else’s page')
  })

  test('of somebody on another server is known from what they stored', () => {
    const clients = createClients(() => undefined)
    clients.heard(page(7).does(writes('a')), 'acc_ada')
    expect(() => createGate(state, clients).take(page(7).does(writes('evil')), eve)).toThrow('somebody else’s page')
  })

  const pairs: readonly (readonly [string, (doc: Y.Doc) => void, (doc: Y.Doc) => void])[] = [
    ['another text', writes('mine'), writes('evil')],
    ['a text that begins alike', writes('mine'), writes('mist')],
    ['another place', writes('mine'), (doc) => textsOf(doc).get('notes.md')?.insert(3, 'mine')],
    ['another value', says('mine'), says('evil')],
    ['another kind', writes('m'), says('m')],
    [
      'another file',
      (doc) => void textsOf(doc).set('a.md', new Y.Text()),
      (doc) => void textsOf(doc).set('b.md', new Y.Text()),
    ],
    [
      'another map',
      (doc) => void textsOf(doc).set('a.md', new Y.Text()),
      (doc) => void nodesOf(doc).set('a.md', new Y.Map()),
    ],
    [
      'what is removed at once',
      writes('mine'),
      (doc) => {
        writes('evil')(doc)
        textsOf(doc).get('notes.md')?.delete(0, 4)
      },
    ],
  ]
  test.each(pairs)('is not given twice: %s', (_what, mine, other) => {
    // Two tabs of one person, should they ever be the same client: nobody else's edit vanishes without a word.
    const gate = createGate(state)
    const [first, second] = [page(7), page(7)]
    gate.take(second.does(other), ada)
    expect(() => gate.take(first.does(mine), ada)).toThrow('Another page made other changes')
  })

  test('may come twice, whole or in parts, with what was removed meanwhile by its page', () => {
    const gate = createGate(state)
    const { doc, does } = page(7)
    const before = Y.encodeStateVector(doc)
    const parts = [does(writes('one')), does(says('a')), does((doc) => textsOf(doc).get('notes.md')?.insert(2, 'x'))]
    for (const part of [...parts, ...parts]) gate.take(part, ada)
    does((doc) => textsOf(doc).get('notes.md')?.delete(1, 4))
    const whole = Y.encodeStateAsUpdate(doc, before)
    gate.take(whole, ada)
    gate.take(whole, ada)
  })
})
