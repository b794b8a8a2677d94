import { expect, test } from 'vitest'
import { documentFrom } from '../source/document.ts'
import { SourceStore } from '../source/store.ts'
import { changesBetween, nothingTold, snapshotOf } from './changes.ts'

const flow = {
  format: 1,
  start: 'a',
  nodes: {
    a: { kind: 'say', text: 'A', to: { next: 'b' }, meta: { studio: { x: 1, y: 1 } } },
    b: { kind: 'end' },
  },
}

function storeOf(): SourceStore {
  return new SourceStore(
    documentFrom({
      'flows/main.flow.json': JSON.stringify(flow),
      'texts/ko.yaml': 'main: {}',
      'actions/track.ts': 'export default 1',
    }),
  )
}

test('first everything that a compiler reads is told, without what only the canvas knows', () => {
  const edit = changesBetween(nothingTold, snapshotOf(storeOf()))
  expect(edit?.flows.main?.nodes.a).toEqual({ kind: 'say', text: 'A', to: { next: 'b' } })
  expect(Object.keys(edit?.texts ?? {})).toEqual(['texts/ko.yaml'])
})

test('an edited node is told alone, a moved one not at all', () => {
  const store = storeOf()
  const before = snapshotOf(store)
  store.editNode('main', 'a', (node) => ({ ...node, meta: { studio: { x: 50, y: 1 } } }))
  expect(changesBetween(before, snapshotOf(store))).toBeNull()
  store.editNode('main', 'a', (node) => ({ ...node, text: 'AA' }))
  expect(changesBetween(before, snapshotOf(store))).toEqual({
    flows: {},
    texts: {},
    nodes: [{ flow: 'main', node: 'a', value: { kind: 'say', text: 'AA', to: { next: 'b' } } }],
  })
})

test('new settings of a flow are told with the whole flow; what is gone is told', () => {
  const store = storeOf()
  const before = snapshotOf(store)
  store.editFlow('main', (file) => ({ ...file, start: 'b' }))
  store.putText('texts/ko.yaml', null)
  const edit = changesBetween(before, snapshotOf(store))
  expect(edit?.flows.main?.start).toBe('b')
  expect(edit?.texts).toEqual({ 'texts/ko.yaml': null })
  const now = snapshotOf(store)
  store.putFlow('main', null)
  expect(changesBetween(now, snapshotOf(store))?.flows).toEqual({ main: null })
})
