import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { documentFrom, filesOf, putFile, putFiles, textsOf } from './document.ts'
import type { FlowFile } from './flow-file.ts'
import type { Json } from './json.ts'
import { SourceStore } from './store.ts'

const flowPath = 'flows/main.flow.json'
const flowText = (nodes: object, head: object = {}) => JSON.stringify({ format: 1, start: 'a', ...head, nodes })
const readFlow = (doc: Y.Doc): FlowFile => JSON.parse(filesOf(doc)[flowPath] ?? 'null')

const name = fc.string({ minLength: 1, maxLength: 6 }).filter((each) => each !== '__proto__' && each.isWellFormed())
const words = fc.string({ maxLength: 12 }).filter((each) => each.isWellFormed())
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((each) => each + 0)
const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    words,
    number,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4 }),
  ),
})).value
const object = fc.dictionary(name, json, { maxKeys: 4 })
const nodes = fc.dictionary(name, object, { maxKeys: 5 })

/** Merges what each of two documents has that the other lacks. */
function meet(one: Y.Doc, two: Y.Doc): void {
  const first = Y.encodeStateAsUpdate(one, Y.encodeStateVector(two))
  const second = Y.encodeStateAsUpdate(two, Y.encodeStateVector(one))
  Y.applyUpdate(two, first)
  Y.applyUpdate(one, second)
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

describe('files in, files out', () => {
  test('[DS1] every flow comes back as it was, but for its spacing; every text to the letter', () => {
    fc.assert(
      fc.property(nodes, object, words, (given, meta, text) => {
        const files = { [flowPath]: flowText(given, { meta }), 'texts/ko.yaml': text }
        const back = filesOf(documentFrom(files))
        expect(JSON.parse(back[flowPath] ?? '')).toEqual(JSON.parse(files[flowPath] ?? ''))
        expect(back['texts/ko.yaml']).toBe(text)
        // Once it is written as we write it, it stays so.
        expect(filesOf(documentFrom(back))).toEqual(back)
      }),
    )
  })

  test.each([
    ['no JSON', '{ "nodes": '],
    ['no object', '[1, 2]'],
    ['no nodes', '{ "format": 1 }'],
    ['a node twice', '{ "nodes": { "a": { "kind": "end" }, "a": { "kind": "say" } } }'],
    ['a number too large', '{ "nodes": { "a": { "x": 1e999 } } }'],
    ['a forbidden name', '{ "nodes": { "__proto__": { "kind": "end" } } }'],
  ])('[DS1] a flow file with %s is kept as a text', (_, text) => {
    const doc = documentFrom({ [flowPath]: text })
    expect(filesOf(doc)).toEqual({ [flowPath]: text })
    expect(textsOf(doc).has(flowPath)).toBe(true)
    putFile(doc, flowPath, flowText({ a: { kind: 'end' } }))
    expect([textsOf(doc).has(flowPath), readFlow(doc).nodes]).toEqual([false, { a: { kind: 'end' } }])
    putFile(doc, flowPath, text)
    expect(filesOf(doc)).toEqual({ [flowPath]: text })
  })

  test('putting files leaves exactly those', () => {
    fc.assert(
      fc.property(nodes, nodes, words, words, (before, after, from, to) => {
        const doc = documentFrom({ [flowPath]: flowText(before), 'a.md': from, 'b.md': from })
        const files = { [flowPath]: flowText(after), 'a.md': to, 'c.md': to }
        putFiles(doc, files)
        expect(filesOf(doc)).toEqual(filesOf(documentFrom(files)))
      }),
    )
  })
})

describe('several people', () => {
  test('[DS2] edits of different members of one node are both kept, whoever comes first', () => {
    const doc = documentFrom({ [flowPath]: flowText({ a: { kind: 'say', text: 'Hi', to: { next: 'b' } } }) })
    const other = copyOf(doc)
    const [here, there] = [new SourceStore(doc), new SourceStore(other)]
    here.editNode('main', 'a', (node) => ({ ...node, text: 'Hello' }))
    there.editNode('main', 'a', (node) => ({ ...node, to: { ...node.to, error: 'c' }, note: 'look' }))
    meet(doc, other)
    const merged = { kind: 'say', text: 'Hello', to: { next: 'b', error: 'c' }, note: 'look' }
    expect(here.flow('main')?.nodes.a).toEqual(merged)
    expect(there.flow('main')?.nodes.a).toEqual(merged)
  })

  test('[DS2] whatever people do at once, they end with the same files, to the order of members', () => {
    const edit = fc.record({
      who: fc.nat(2),
      node: fc.constantFrom('a', 'b', 'c', 'd'),
      value: fc.option(object, { nil: null }),
      text: words,
      meets: fc.nat(2),
    })
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 25 }), (edits) => {
        const first = documentFrom({ [flowPath]: flowText({ a: { kind: 'end' } }), 'n.md': 'note' })
        const docs = [first, copyOf(first), copyOf(first)] as const
        const stores = docs.map((doc) => new SourceStore(doc))
        for (const { who, node, value, text, meets } of edits) {
          const [store, doc] = [stores[who], docs[who]]
          store?.editFlow('main', (flow) => {
            const { [node]: _, ...others } = flow.nodes
            const edited = value === null ? others : { ...flow.nodes, [node]: { kind: 'end', ...value } }
            return { ...flow, nodes: edited } as FlowFile
          })
          store?.putText('n.md', text)
          const other = docs[meets]
          if (doc !== undefined && other !== undefined && doc !== other) meet(doc, other)
        }
        meet(docs[0], docs[1])
        meet(docs[0], docs[2])
        meet(docs[1], docs[0])
        const printed = docs.map((doc) => JSON.stringify(filesOf(doc)))
        expect(new Set(printed).size).toBe(1)
        for (const [index, store] of stores.entries()) {
          const doc = docs[index]
          if (doc !== undefined) expect(store.flow('main')).toEqual(readFlow(doc))
        }
      }),
      { numRuns: 60 },
    )
  })

  test('[DS10] what one writes between two places that another changes in one step stays there', () => {
    const doc = documentFrom({ 'nlu/a.yaml': 'a\nb\n예약\nd\n' })
    const other = copyOf(doc)
    new SourceStore(doc).putText('nlu/a.yaml', 'A\nb\n예약\nd\ne\n')
    new SourceStore(other).putText('nlu/a.yaml', 'a\nb\nneu\n예약 취소\nd\n')
    meet(doc, other)
    for (const each of [doc, other]) expect(filesOf(each)['nlu/a.yaml']).toBe('A\nb\nneu\n예약 취소\nd\ne\n')
  })

  test('[DS3] members stand in the order in which they were written, whoever wrote them', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          name.filter((each) => !/^\d+$/.test(each)),
          { maxLength: 6 },
        ),
        (names) => {
          const doc = documentFrom({ [flowPath]: flowText({ a: { kind: 'set', set: {} } }) })
          const stores = [new SourceStore(doc), new SourceStore(copyOf(doc))]
          for (const [index, each] of names.entries()) {
            const [store, other] = index % 2 === 0 ? stores : stores.toReversed()
            store?.editNode('main', 'a', (node) => ({ ...node, set: { ...(node.set as object), [each]: '1' } }))
            if (store !== undefined && other !== undefined) meet(store.doc, other.doc)
          }
          for (const { doc: each } of stores) expect(Object.keys(readFlow(each).nodes.a?.set as object)).toEqual(names)
        },
      ),
    )
  })
})
