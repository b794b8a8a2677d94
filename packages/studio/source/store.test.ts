import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { documentFrom } from './document.ts'
import type { NodeFile } from './flow-file.ts'
import { SourceStore } from './store.ts'

const main = {
  format: 1,
  start: 'a',
  variables: { name: { type: 'text' } },
  nodes: { a: { kind: 'say', text: 'A', to: { next: 'b' } }, b: { kind: 'end', text: 'B' } },
}
const files = { 'flows/main.flow.json': JSON.stringify(main), 'texts/ko.yaml': 'a: b\n' }

let store: SourceStore
let other: SourceStore

beforeEach(() => {
  store = new SourceStore(documentFrom(files))
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(store.doc))
  other = new SourceStore(doc)
  // Connected: what one does the other has at once.
  for (const [from, to] of [
    [store.doc, doc],
    [doc, store.doc],
  ] as const)
    from.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'wire') Y.applyUpdate(to, update, 'wire')
    })
})

const says = (text: string) => (node: NodeFile) => ({ ...node, text })

describe('snapshots', () => {
  test('[DS4] stay the same objects until something in them changes', () => {
    const before = store.flow('main')
    expect(store.flow('main')).toBe(before)
    other.editNode('main', 'a', says('Hello'))
    const after = store.flow('main')
    expect(after).not.toBe(before)
    expect(after?.nodes.a?.text).toBe('Hello')
    expect(after?.nodes.b).toBe(before?.nodes.b)
    expect(after?.nodes.a?.to).toBe(before?.nodes.a?.to)
    expect(after?.variables).toBe(before?.variables)
  })

  test('[DS4] an edit of the head leaves the nodes, and of one variable the others', () => {
    store.editFlow('main', (flow) => ({ ...flow, variables: { ...flow.variables, age: { type: 'number' } } }))
    const before = store.flow('main')
    other.editFlow('main', (flow) => ({ ...flow, start: 'b', variables: { ...flow.variables, age: { type: 'text' } } }))
    const after = store.flow('main')
    expect(after).toMatchObject({ start: 'b', variables: { age: { type: 'text' } } })
    expect(after?.nodes).toBe(before?.nodes)
    expect(after?.variables?.name).toBe(before?.variables?.name)
  })

  test('[DS4] lists of names are the same until a name comes or goes', () => {
    const [names, paths] = [store.flowNames, store.paths]
    other.editNode('main', 'a', says('Hello'))
    other.putText('texts/ko.yaml', 'a: c\n')
    expect([store.flowNames, store.paths]).toEqual([names, paths])
    expect(store.flowNames).toBe(names)
    other.putFlow('extra', { format: 1, start: '', nodes: {} })
    expect(store.flowNames).toEqual(['extra', 'main'])
    expect(store.text('texts/ko.yaml')).toBe('a: c\n')
  })

  test('edits within one step see each other', () => {
    let steps = 0
    store.doc.on('update', () => (steps += 1))
    store.transact(() => {
      store.editNode('main', 'a', says('1'))
      store.editNode('main', 'a', (node) => says(`${node.text}2`)(node))
      store.putFlow('new', { format: 1, start: '', nodes: {} })
      store.editFlow('new', (flow) => ({ ...flow, start: 'x' }))
    })
    expect([store.flow('main')?.nodes.a?.text, store.flow('new')?.start, steps]).toEqual(['12', 'x', 1])
  })

  test('what somebody else removed is not edited', () => {
    other.editNode('main', 'a', () => null)
    store.editNode('main', 'a', says('too late'))
    expect(Object.keys(store.flow('main')?.nodes ?? {})).toEqual(['b'])
    other.putFlow('main', null)
    store.editFlow('main', (flow) => ({ ...flow, start: 'x' }))
    expect(store.flow('main')).toBeUndefined()
  })

  test('where nobody may change anything, edits do nothing', () => {
    store.readOnly = true
    store.editNode('main', 'a', says('no'))
    store.putText('x.md', 'no')
    expect([store.flow('main')?.nodes.a?.text, store.text('x.md')]).toEqual(['A', undefined])
  })
})

describe('undo', () => {
  test('[DS5] takes back own edits and nobody else’s', () => {
    store.editNode('main', 'a', says('mine'))
    other.editNode('main', 'b', says('theirs'))
    expect(store.canUndo).toBe(true)
    store.undo()
    expect(other.flow('main')?.nodes).toMatchObject({ a: { text: 'A' }, b: { text: 'theirs' } })
    store.redo()
    expect(other.flow('main')?.nodes).toMatchObject({ a: { text: 'mine' }, b: { text: 'theirs' } })
    expect(other.canUndo).toBe(true)
    other.undo()
    expect(store.flow('main')?.nodes).toMatchObject({ a: { text: 'mine' }, b: { text: 'B' } })
  })

  test('[DS5] does not bring back what somebody else has written over since', () => {
    store.editNode('main', 'a', says('mine'))
    other.editNode('main', 'a', says('theirs'))
    store.undo()
    expect(store.flow('main')?.nodes.a?.text).toBe('theirs')
  })

  test('[DS5] several edits in one step come back together, and so does typing in one field', () => {
    store.transact(() => {
      store.editNode('main', 'a', says('1'))
      store.putText('texts/ko.yaml', 'new\n')
    })
    for (const text of ['h', 'he', 'hey']) store.editNode('main', 'b', says(text), { merge: 'b.text' })
    store.undo()
    expect(store.flow('main')?.nodes).toMatchObject({ a: { text: '1' }, b: { text: 'B' } })
    store.undo()
    expect([store.flow('main')?.nodes.a?.text, store.text('texts/ko.yaml'), store.canUndo]).toEqual([
      'A',
      'a: b\n',
      false,
    ])
  })

  test('[DS5] takes back and does again what belongs to a step', () => {
    const told: string[] = []
    const beside = { undone: () => void told.push('undone'), redone: () => void told.push('redone') }
    store.putText('texts/ko.yaml', 'a: 하나\n', { beside })
    store.putText('texts/ko.yaml', 'a: 둘\n')
    store.undo()
    expect(told).toEqual([])
    store.undo()
    store.redo()
    store.redo()
    expect(told).toEqual(['undone', 'redone'])
    store.undo()
    store.undo()
    expect([told, store.text('texts/ko.yaml')]).toEqual([['undone', 'redone', 'undone'], 'a: b\n'])
    store.putText('texts/ko.yaml', 'a: b\n', { beside })
    store.putText('texts/ko.yaml', 'a: c\n')
    store.undo()
    expect(told).toHaveLength(3)
  })

  test('a removed node comes back whole', () => {
    const before = store.flow('main')
    store.editNode('main', 'a', () => null)
    store.undo()
    expect(store.flow('main')).toEqual(before)
    expect(other.flow('main')).toEqual(before)
  })
})

describe('a file that two made at once', () => {
  const path = 'nlu/intents.yaml'
  const intent = (name: string) => `intents:\n  ${name}:\n    examples:\n      - ${name} please\n`

  /** Two who have the same, and hear of each other when they `meet`. */
  function apart(inOrder: boolean) {
    const [one, two] = [new Y.Doc(), new Y.Doc()]
    // Of two who make the same at once the one with the larger number is kept.
    one.clientID = inOrder ? 1 : 2
    two.clientID = inOrder ? 2 : 1
    const start = Y.encodeStateAsUpdate(documentFrom(files))
    for (const doc of [one, two]) Y.applyUpdate(doc, start)
    const [mine, theirs] = [new SourceStore(one), new SourceStore(two)]
    function meet(): void {
      const [a, b] = [Y.encodeStateAsUpdate(one), Y.encodeStateAsUpdate(two)]
      Y.applyUpdate(two, a, 'wire')
      Y.applyUpdate(one, b, 'wire')
      for (const [from, to] of [
        [one, two],
        [two, one],
      ] as const)
        from.on('update', (update: Uint8Array, origin: unknown) => {
          if (origin !== 'wire') Y.applyUpdate(to, update, 'wire')
        })
    }
    return { mine, theirs, meet }
  }

  afterEach(() => {
    vi.useRealTimers()
  })

  test.each([true, false])('[DS9] ends with what both wrote, whoever is kept (%s)', async (inOrder) => {
    const { mine, theirs, meet } = apart(inOrder)
    mine.putText(path, intent('hours'))
    theirs.putText(path, intent('parcel'))
    meet()
    await expect.poll(() => mine.text(path)).toMatch(/hours please[\s\S]*parcel|parcel please[\s\S]*hours/)
    expect(theirs.text(path)).toBe(mine.text(path))
    expect(mine.text(path)?.match(/intents:/g)).toHaveLength(1)
    for (const store of [mine, theirs]) store.close()
  })

  test('[DS9] is put back by whoever stayed when its maker is gone', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { mine, theirs, meet } = apart(true)
    mine.putText(path, intent('hours'))
    mine.close()
    theirs.putText(path, intent('parcel'))
    meet()
    await vi.advanceTimersByTimeAsync(1900)
    expect(theirs.text(path)).toBe(intent('parcel'))
    await vi.advanceTimersByTimeAsync(5000)
    vi.useRealTimers()
    await expect.poll(() => theirs.text(path)).toContain('hours please')
    theirs.close()
  })

  test.each([
    [
      'YAML that is broken just now',
      path,
      'intents:\n  hours:\n    examples: [\n',
      intent('parcel'),
      'nlu/intents_2.yaml',
    ],
    ['what stands in two places', path, 'a: &x [언제]\nb: *x\n', intent('parcel'), 'nlu/intents_2.yaml'],
    ['a file in another language', 'nlu/bot.ko.yaml', 'intents: [a]\n', intent('parcel'), 'nlu/bot_2.ko.yaml'],
    ['no YAML', 'notes/read me.md', '# Hier\n', '# 여기\n', 'notes/read me_2.md'],
  ])('[DS9] is two files where it cannot be one: %s', async (_, at, one, other, second) => {
    const { mine, theirs, meet } = apart(true)
    mine.putText(at, one)
    theirs.putText(at, other)
    meet()
    await expect.poll(() => mine.text(second)).toBe(one)
    expect([theirs.text(at), theirs.text(second)]).toEqual([other, one])
    for (const store of [mine, theirs]) store.close()
  })

  test('[DS9] is nobody’s second code where that may not be written', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { mine, theirs, meet } = apart(true)
    mine.putText('actions/a.ts', 'one')
    mine.close()
    theirs.putText('actions/a.ts', 'two')
    theirs.mayCode = false
    meet()
    await vi.advanceTimersByTimeAsync(10_000)
    vi.useRealTimers()
    await new Promise((go) => setTimeout(go, 50))
    expect(theirs.paths).toEqual(['actions/a.ts', 'texts/ko.yaml'])
    theirs.close()
  })

  test.each([true, false])(
    '[DS5] is not taken back by one of them, and no step before it instead (%s)',
    async (inOrder) => {
      const { mine, theirs, meet } = apart(inOrder)
      for (const store of [mine, theirs]) {
        store.putText(`notes/${store === mine ? 'mine' : 'theirs'}.md`, 'before')
        store.putText(path, intent(store === mine ? 'hours' : 'parcel'))
      }
      mine.putText(path, `${intent('hours')}      - 언제 열어요\n`)
      meet()
      await expect.poll(() => mine.text(path)).toMatch(/언제 열어요[\s\S]*parcel|parcel please[\s\S]*언제 열어요/)
      const both = mine.text(path)
      mine.putText('notes/after.md', 'after')
      mine.undo()
      expect([mine.text(path), mine.text('notes/after.md')]).toEqual([both, undefined])
      // Of the text that stayed, what was written after it was begun is a step of its own.
      if (!inOrder) mine.undo()
      expect(mine.text(path)).toMatch(/hours please/)
      expect(mine.text(path)).toMatch(/parcel please/)
      mine.undo()
      theirs.undo()
      expect([mine.canUndo, theirs.canUndo, mine.paths]).toEqual([
        false,
        false,
        ['nlu/intents.yaml', 'notes/mine.md', 'notes/theirs.md', 'texts/ko.yaml'],
      ])
      expect(mine.text(path)).toMatch(/hours please/)
      expect(theirs.text(path)).toBe(mine.text(path))
      for (const store of [mine, theirs]) store.close()
    },
  )

  test('[DS9] is replaced by whoever knew of it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    store.putText(path, intent('hours'))
    other.putText(path, null)
    other.putText(path, intent('parcel'))
    store.transact(() => {
      store.putText(path, null)
      store.putText(path, intent('refund'))
    })
    await vi.advanceTimersByTimeAsync(10_000)
    expect([store.text(path), other.text(path)]).toEqual([intent('refund'), intent('refund')])
  })
})
