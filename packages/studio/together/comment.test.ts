import { describe, expect, test } from 'vitest'
import { commentsOf, documentFrom } from '../source/document.ts'
import { sharedOf } from '../source/json.ts'
import { SourceStore } from '../source/store.ts'
import { addComment, commentsIn, mentionsIn, removeComment, resolveThread, threadsOf } from './comment.ts'
import { peersOf } from './peers.ts'
import { touchedIn } from './touched.ts'

const ada = { id: 'acc_ada', name: 'Ada' }
const bob = { id: 'acc_bob', name: 'Bob' }

describe('comments', () => {
  test('are threads of a node, dealt with and opened again', () => {
    const store = new SourceStore(documentFrom({}))
    const first = addComment(store, ada, { flow: 'main', node: 'a' }, ' Too long? ')
    addComment(store, bob, { flow: 'main', node: 'a', thread: first }, 'No')
    const [thread] = threadsOf(commentsIn(store.doc))
    expect(thread).toMatchObject({
      id: first,
      node: 'a',
      resolved: null,
      comments: [{ text: 'Too long?' }, { name: 'Bob' }],
    })
    if (thread === undefined) return
    resolveThread(store, thread, bob)
    expect(threadsOf(commentsIn(store.doc))[0]?.resolved?.name).toBe('Bob')
    resolveThread(store, thread, null)
    expect(threadsOf(commentsIn(store.doc))[0]?.resolved).toBeNull()
    removeComment(store, first)
    expect(threadsOf(commentsIn(store.doc))).toMatchObject([{ id: first, comments: [{ text: 'No' }] }])
  })

  test('begin with what the thread is about, even where who answered has a clock that is behind', () => {
    const store = new SourceStore(documentFrom({}))
    const comment = { flow: 'main', node: 'a', by: 'acc_ada', name: 'Ada', thread: 'cmt_b' }
    commentsOf(store.doc).set('cmt_a', sharedOf({ ...comment, text: 'No', at: 1 }))
    commentsOf(store.doc).set('cmt_b', sharedOf({ ...comment, text: 'Too long?', at: 2 }))
    expect(threadsOf(commentsIn(store.doc))[0]?.comments.map(({ id }) => id)).toEqual(['cmt_b', 'cmt_a'])
  })

  test('are not taken back with a step on the canvas', () => {
    const store = new SourceStore(documentFrom({}))
    addComment(store, ada, { flow: 'main', node: 'a' }, 'stays')
    expect(store.canUndo).toBe(false)
  })

  test('of another form are left out', () => {
    const store = new SourceStore(documentFrom({}))
    commentsOf(store.doc).set('x', sharedOf({ text: 5 }))
    commentsOf(store.doc).set('y', sharedOf({ text: 'ok', by: 'b', flow: 'f', at: 'soon', resolved: 'yes' }))
    expect(commentsIn(store.doc)).toMatchObject([{ id: 'y', at: 0, name: '?', resolved: null }])
  })

  test('speak to whoever stands behind the @, the longest name that fits', () => {
    const names = ['Ann', 'Ann Lee', 'Bob']
    expect(mentionsIn('@ann lee and @BOB, not @Zoe or a@example.com', names)).toEqual(['Ann Lee', 'Bob'])
    expect(mentionsIn('@Ann: look', names)).toEqual(['Ann'])
  })
})

test('what others say of themselves may be anything', () => {
  const states = new Map<number, unknown>([
    [1, { user: { id: 'own', name: 'Me' } }],
    [2, null],
    [3, { user: { id: 4 } }],
    [4, { user: { id: 'x', name: 'X' }, flow: 7, nodes: 'all' }],
  ])
  expect(peersOf(states, 1)).toMatchObject([{ client: 4, id: 'x', name: 'X', flow: null, nodes: [], page: '' }])
})

test('touched places read as people say them', () => {
  expect(touchedIn(['flows/main.flow.json#a', 'texts/ko.yaml', 'flows/main.flow.json#b', 'flows/x.flow.json'])).toEqual(
    ['main › a, b', 'texts/ko.yaml', 'x'],
  )
})
