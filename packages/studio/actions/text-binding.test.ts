import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { type BoundModel, bindText } from './text-binding.ts'

type Listener = Parameters<BoundModel['onDidChangeContent']>[0]

/** An editor's model with one line, which is enough to count in. */
function createModel(text: string) {
  let value = text
  const listeners = new Set<Listener>()
  const change = (changes: readonly { rangeOffset: number; rangeLength: number; text: string }[]): void => {
    for (const { rangeOffset, rangeLength, text: put } of [...changes].sort((a, b) => b.rangeOffset - a.rangeOffset))
      value = value.slice(0, rangeOffset) + put + value.slice(rangeOffset + rangeLength)
    for (const listener of listeners) listener({ changes } as never)
  }
  const model = {
    getValue: () => value,
    setValue: (next: string) => change([{ rangeOffset: 0, rangeLength: value.length, text: next }]),
    getPositionAt: (offset: number) => ({ lineNumber: 1, column: offset + 1 }),
    applyEdits: (edits: readonly { range: { startColumn: number; endColumn: number }; text: string | null }[]) =>
      change(
        edits.map(({ range, text: put }) => ({
          rangeOffset: range.startColumn - 1,
          rangeLength: range.endColumn - range.startColumn,
          text: put ?? '',
        })),
      ),
    onDidChangeContent(listener: Listener) {
      listeners.add(listener)
      return { dispose: () => void listeners.delete(listener) }
    },
  }
  return { model: model as unknown as BoundModel, type: change }
}

const origin = {}

function pair() {
  const one = new Y.Doc()
  const other = new Y.Doc()
  const shared = one.getText('a')
  shared.insert(0, 'hello')
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
  one.on('update', (update: Uint8Array, from: unknown) => from !== 'wire' && Y.applyUpdate(other, update, 'wire'))
  other.on('update', (update: Uint8Array, from: unknown) => from !== 'wire' && Y.applyUpdate(one, update, 'wire'))
  return { shared, remote: other.getText('a') }
}

test('the editor begins with the document’s text, and both follow each other', () => {
  const { shared, remote } = pair()
  const { model, type } = createModel('something else')
  const origins: unknown[] = []
  shared.doc?.on('afterTransaction', (transaction: Y.Transaction) => origins.push(transaction.origin))
  const end = bindText(shared, model, origin)
  expect(model.getValue()).toBe('hello')
  type([{ rangeOffset: 5, rangeLength: 0, text: ' there' }])
  expect(remote.toString()).toBe('hello there')
  expect(origins).toEqual([origin])
  remote.insert(0, 'oh, ')
  expect(model.getValue()).toBe('oh, hello there')
  end()
  remote.insert(0, '!')
  expect(model.getValue()).toBe('oh, hello there')
})

test('for every run of edits on both sides the texts are the same', () => {
  const edit = fc.record({ local: fc.boolean(), at: fc.nat(40), length: fc.nat(5), text: fc.string({ maxLength: 6 }) })
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 30 }), (edits) => {
      const { shared, remote } = pair()
      const { model, type } = createModel('')
      bindText(shared, model, origin)
      for (const { local, at, length, text } of edits) {
        const start = Math.min(at, shared.length)
        const removed = Math.min(length, shared.length - start)
        if (local) type([{ rangeOffset: start, rangeLength: removed, text }])
        else
          remote.doc?.transact(() => {
            remote.delete(start, removed)
            remote.insert(start, text)
          })
        expect(model.getValue()).toBe(shared.toString())
        expect(remote.toString()).toBe(shared.toString())
      }
    }),
  )
})
