import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { InboxDecision, InboxSentence } from '../api.ts'
import { documentFrom } from '../source/document.ts'
import { type Beside, SourceStore } from '../source/store.ts'
import { type Assigned, assign, canAssign, hasMask, likeliest, NotWritten, putBack, takeOut } from './assign.ts'
import { addExamples, changeExample, type NluFiles, readNluFiles } from './nlu-document.ts'
import type { NluEditing } from './use-nlu.ts'

const path = 'nlu/intents.yaml'
const start: NluFiles = { [path]: 'intents:\n  hours:\n    examples: [when are you open, wann habt ihr offen]\n' }

const sentence = (id: string, text: string, more: Partial<InboxSentence> = {}): InboxSentence => ({
  ...{ id, text, conversation: 'conv_1', language: 'en', reason: 'unknown', intent: null, alternatives: [] },
  ...{ flow: 'main', node: 'meant', at: 0 },
  ...more,
})
const gift = sentence('1', 'gift wrapping please')
const korean = sentence('2', '선물 포장 되나요')
const german = sentence('3', 'könnt ihr das einpacken')

function fail(error: unknown): void {
  throw error
}

/** A document, and a server that lets the first decide. */
function desk(files: NluFiles, taken: readonly string[] = []) {
  const decided = new Map(taken.map((id) => [id, 'somebody']))
  const state = { files, decided, isReadOnly: false }
  const editing = {
    edit(change: (files: NluFiles) => NluFiles): boolean {
      const after = change(state.files)
      const isChanged = after !== state.files
      if (!state.isReadOnly) state.files = after
      return isChanged
    },
  }
  const decide = async ({ ids, decision }: InboxDecision): Promise<readonly string[]> => {
    const own = ids.filter((id) => decided.has(id) === (decision === 'open'))
    for (const id of own)
      if (decision === 'open') decided.delete(id)
      else decided.set(id, 'me')
    return own
  }
  return { state, parts: { editing, decide, onUndone: () => {}, onFailed: fail } }
}

const examples = (files: NluFiles, intent: string): readonly string[] | undefined =>
  readNluFiles(files)
    .intents.find(({ name }) => name === intent)
    ?.examples.map(({ source }) => source)

describe('sentences of the inbox', () => {
  test('become examples, and are decided', async () => {
    const { state, parts } = desk(start)
    const done = await assign([gift, korean], 'gift', parts)
    const texts = [gift.text, korean.text]
    expect(done).toEqual({ ids: ['1', '2'], sources: texts, intent: 'gift', added: texts, isBegun: true })
    expect(examples(state.files, 'gift')).toEqual([gift.text, korean.text])
    expect([...state.decided.keys()]).toEqual(['1', '2'])
  })

  test('of which somebody else decided first are not added', async () => {
    const { state, parts } = desk(start, ['2'])
    const done = await assign([gift, korean], 'gift', parts)
    expect([done.ids, examples(state.files, 'gift')]).toEqual([['1'], [gift.text]])
    expect((await assign([korean], 'hours', parts)).added).toEqual([])
    expect(examples(state.files, 'hours')).toHaveLength(2)
  })

  test('stay where they are when the file is broken', async () => {
    const broken = { [path]: 'intents: [' }
    const { state, parts } = desk(broken)
    await expect(assign([gift], 'gift', parts)).rejects.toBeInstanceOf(NotWritten)
    expect([state.decided.size, state.files]).toEqual([0, broken])
    expect([canAssign(broken, [gift], 'gift'), canAssign(start, [gift], 'gift')]).toEqual([false, true])
  })

  test('are opened again when they cannot be written after all', async () => {
    const breaking = desk(start)
    const decide = async (decision: InboxDecision) => {
      if (decision.decision === 'assigned') breaking.state.files = { [path]: 'intents: [' }
      return breaking.parts.decide(decision)
    }
    await expect(assign([german], 'gift', { ...breaking.parts, decide })).rejects.toBeInstanceOf(NotWritten)
    expect(breaking.state.decided.size).toBe(0)
    const { state, parts } = desk(start)
    state.isReadOnly = true
    await expect(assign([german], 'gift', parts)).rejects.toBeInstanceOf(NotWritten)
    expect(state.decided.size).toBe(0)
  })

  test('that could not be decided are not written', async () => {
    const { state, parts } = desk(start)
    const decide = () => Promise.reject(new Error('offline'))
    await expect(assign([gift], 'hours', { ...parts, decide })).rejects.toThrow('offline')
    expect(state.files).toBe(start)
  })

  test('that were an example already stay one when they are put back', async () => {
    const { state, parts } = desk(start)
    const known = sentence('4', 'when are you open')
    const done = await assign([known, gift], 'hours', parts)
    expect(done.added).toEqual([gift.text])
    expect(takeOut(state.files, done)).toEqual(addExamples(takeOut(state.files, done), 'hours', [known.text]))
    expect(examples(takeOut(state.files, done), 'hours')).toEqual(examples(start, 'hours'))
  })

  test('take the intent that was begun with them along, unless somebody wrote more into it', async () => {
    const { state, parts } = desk(start)
    const done = await assign([gift], 'gift', parts)
    expect(examples(takeOut(state.files, done), 'gift')).toBeUndefined()
    const more = addExamples(state.files, 'gift', ['wrap it up'])
    expect(examples(takeOut(more, done), 'gift')).toEqual(['wrap it up'])
    const [example] = readNluFiles(more).intents.find(({ name }) => name === 'gift')?.examples ?? []
    if (example === undefined) throw new Error('no example')
    const changed = changeExample(more, 'gift', example, 'gift wrapping, please do')
    expect(takeOut(changed, done)).toBe(changed)
  })

  test('leave, whatever they say, the files as they were when they are put back', async () => {
    const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => /\p{L}/u.test(text))
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(words, { minLength: 1, maxLength: 4 }), async (texts) => {
        const { state, parts } = desk(start)
        const done = await assign(
          texts.map((text, at) => sentence(String(at), text)),
          'hours',
          parts,
        )
        expect(examples(takeOut(state.files, done), 'hours')).toEqual(examples(start, 'hours'))
      }),
      { numRuns: 60 },
    )
  })
})

describe('a step that decided about sentences', () => {
  /** The same desk at a document that can be undone. */
  function undoable() {
    const { state, parts } = desk(start)
    const store = new SourceStore(documentFrom({ [path]: start[path] ?? '' }))
    const editing: typeof parts.editing & Pick<NluEditing, 'edit'> = {
      edit(change: (files: NluFiles) => NluFiles, beside?: Beside) {
        const before = { [path]: store.text(path) ?? '' }
        const after = change(before)
        if (after !== before) store.putText(path, after[path] ?? '', beside === undefined ? {} : { beside })
        return after !== before
      },
    }
    const undone: Assigned[] = []
    const failed: unknown[] = []
    const server = { isOffline: false }
    const told = {
      decide: (decision: InboxDecision) =>
        server.isOffline ? Promise.reject(new Error('offline')) : parts.decide(decision),
      onUndone: (assigned: Assigned) => void undone.push(assigned),
      onFailed: (error: unknown) => void failed.push(error),
    }
    const inFile = (intent: string) => examples({ [path]: store.text(path) ?? '' }, intent) ?? []
    return { store, server, state, undone, failed, inFile, parts: { ...told, editing } }
  }
  const settled = () => new Promise((go) => setTimeout(go))

  test('opens them again when it is taken back, and decides again when it is done again', async () => {
    const { store, state, undone, inFile, parts } = undoable()
    const done = await assign([gift, korean], 'gift', parts)
    store.undo()
    await settled()
    expect([[...state.decided.keys()], inFile('gift'), undone]).toEqual([[], [], [done]])
    store.redo()
    await settled()
    expect([[...state.decided.keys()], inFile('gift')]).toEqual([
      ['1', '2'],
      [gift.text, korean.text],
    ])
    for (let times = 0; times < 3; times += 1) {
      store.undo()
      store.redo()
    }
    store.undo()
    await settled()
    expect([state.decided.size, inFile('gift')]).toEqual([0, []])
  })

  test('does so too when they were put back', async () => {
    const { store, state, inFile, parts } = undoable()
    const done = await assign([german], 'hours', parts)
    await putBack(done, parts)
    expect([state.decided.size, inFile('hours').includes(german.text)]).toEqual([0, false])
    store.undo()
    await settled()
    expect([state.decided.size, inFile('hours').includes(german.text)]).toEqual([1, true])
    store.undo()
    await settled()
    expect([state.decided.size, inFile('hours').includes(german.text)]).toEqual([0, false])
  })

  test('does not write again what somebody else decided about since', async () => {
    const { store, state, inFile, parts } = undoable()
    await assign([gift, korean], 'gift', parts)
    store.undo()
    await settled()
    state.decided.set('2', 'somebody')
    store.redo()
    await settled()
    expect([state.decided.get('1'), inFile('gift')]).toEqual(['me', [gift.text]])
  })

  test('stays where the server does not hear of it', async () => {
    const { store, server, state, failed, inFile, parts } = undoable()
    await assign([gift], 'gift', parts)
    server.isOffline = true
    store.undo()
    await settled()
    expect([failed.length, state.decided.size, inFile('gift')]).toEqual([1, 1, [gift.text]])
    server.isOffline = false
    store.undo()
    await settled()
    expect([state.decided.size, inFile('gift')]).toEqual([0, []])
    server.isOffline = true
    store.redo()
    await settled()
    expect([failed.length, state.decided.size, inFile('gift')]).toEqual([2, 0, []])
  })
})

describe('what sentences of the inbox mean', () => {
  const guess = (intent: string, confidence: number) => ({ alternatives: [{ intent, confidence }] })
  const names = ['hours', 'parcel']

  test('is proposed only where somebody said so, or the guess is sure enough', () => {
    expect(likeliest([sentence('1', 'a', guess('parcel', 0.03))], names)).toBeNull()
    expect(likeliest([sentence('1', 'a', guess('parcel', 0.4))], names)).toBe('parcel')
    expect(likeliest([sentence('1', 'a', { intent: 'hours', ...guess('parcel', 0.9) })], names)).toBe('hours')
    expect(likeliest([sentence('1', 'a', guess('gone', 0.9))], names)).toBeNull()
    const several = [0.3, 0.05, 0.2].map((confidence, at) => sentence(String(at), 'a', guess('hours', confidence)))
    expect(likeliest([...several, sentence('9', 'b', guess('parcel', 0.9))], names)).toBe('hours')
  })

  test('is told apart from what was masked in them', () => {
    expect(hasMask([sentence('1', '••• here: parcel ‹number›')])).toBe(true)
    expect(hasMask([sentence('1', '전화 ‹phone› 주세요')])).toBe(true)
    expect(hasMask([sentence('1', 'is it open‽ • yes')])).toBe(false)
  })
})
