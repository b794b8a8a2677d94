import { beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { documentFrom } from '../source/document.ts'
import { SourceStore } from '../source/store.ts'
import { type Overwritten, watchOverwritten } from './overwritten.ts'
import { takeBack } from './take-back.ts'

const nodes = { a: { kind: 'say', text: 'A', to: { next: 'b' }, meta: { studio: { x: 0, y: 0 } } }, b: { kind: 'end' } }
const files = { 'flows/main.flow.json': JSON.stringify({ format: 1, start: 'a', nodes }) }

let here: SourceStore
let there: SourceStore
let found: Overwritten[]
let now: number

function meet(): void {
  const [one, two] = [here.doc, there.doc]
  const first = Y.encodeStateAsUpdate(one, Y.encodeStateVector(two))
  Y.applyUpdate(one, Y.encodeStateAsUpdate(two, Y.encodeStateVector(one)), 'wire')
  Y.applyUpdate(two, first, 'wire')
}

beforeEach(() => {
  const doc = documentFrom(files)
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  here = new SourceStore(doc)
  there = new SourceStore(copy)
  found = []
  now = 0
  watchOverwritten(
    doc,
    here.origin,
    (one) => found.push(one),
    () => now,
  )
})

describe('an own edit that somebody else’s took the place of', () => {
  test('[DT1] is told with both values, and can be taken back', () => {
    here.editNode('main', 'a', (node) => ({ ...node, text: 'mine' }))
    meet()
    there.editNode('main', 'a', (node) => ({ ...node, text: 'theirs' }))
    meet()
    expect(found).toMatchObject([{ flow: 'main', node: 'a', member: ['text'], mine: 'mine', theirs: 'theirs' }])
    const [first] = found
    if (first !== undefined) takeBack(here, first)
    meet()
    expect(there.flow('main')?.nodes.a?.text).toBe('mine')
  })

  test('[DT1] written at the very same moment, exactly the one who did not get their way is told', () => {
    const told: Overwritten[] = []
    watchOverwritten(
      there.doc,
      there.origin,
      (one) => told.push(one),
      () => now,
    )
    here.editNode('main', 'a', (node) => ({ ...node, text: 'mine' }))
    there.editNode('main', 'a', (node) => ({ ...node, text: 'theirs' }))
    meet()
    const text = here.flow('main')?.nodes.a?.text
    expect(there.flow('main')?.nodes.a?.text).toBe(text)
    expect([found.length, told.length]).toEqual(text === 'mine' ? [0, 1] : [1, 0])
  })

  test('[DT1] a node that somebody removed while it was changed is told, and comes back whole', () => {
    here.editNode('main', 'a', (node) => ({ ...node, text: 'mine' }))
    meet()
    there.editNode('main', 'a', () => null)
    meet()
    expect(found).toMatchObject([{ node: 'a', member: [], mine: { ...nodes.a, text: 'mine' } }])
    expect(found[0]?.theirs).toBeUndefined()
    const [first] = found
    if (first !== undefined) takeBack(here, first)
    meet()
    expect(there.flow('main')?.nodes.a).toEqual({ ...nodes.a, text: 'mine' })
  })

  test('is not told of what is older, the same, beside it, or a place on the canvas', () => {
    here.editNode('main', 'a', (node) => ({ ...node, text: 'mine', meta: { studio: { x: 5, y: 5 } } }))
    meet()
    there.editNode('main', 'a', (node) => ({ ...node, note: 'n', meta: { studio: { x: 9, y: 9 } } }))
    meet()
    now = 9000
    there.editNode('main', 'a', (node) => ({ ...node, text: 'later' }))
    meet()
    here.editNode('main', 'b', (node) => ({ ...node, text: 'same' }))
    there.editNode('main', 'b', (node) => ({ ...node, text: 'same' }))
    meet()
    expect(found).toEqual([])
  })
})
