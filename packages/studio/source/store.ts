/**
 * The document as the Studio's views read and edit it: plain JSON values that stay the same object as long as nothing in them changes.
 *
 * Owns the snapshots, undo and redo, and what becomes of texts that were made twice. Views never see a shared type; they read values and
 * hand back changed ones.
 */
import * as Y from 'yjs'
import { commentsOf, filesOf, flowsOf, putFile, replaceText, type SourceFiles, textsOf } from './document.ts'
import type { FlowFile, NodeFile } from './flow-file.ts'
import { type JsonObject, readJson, sharedOf, writeJson } from './json.ts'
import { type LostText, lostTexts } from './made-twice.ts'
import type { mergedText } from './merged-texts.ts'
import { isCode, wrongPath } from './paths.ts'
import { refreshed } from './snapshot.ts'

export interface EditOptions {
  /** Edits one after the other with the same key are one step back: typing in one field. Absent: a step of its own. */
  readonly merge?: string
  readonly beside?: Beside
}

/** What belongs to a step and is not in the document: it is taken back, and done again, with the step. */
export interface Beside {
  undone(): void
  redone(): void
}

/** Edits of one key that follow each other within this time, milliseconds, are one step back. */
const mergeMs = 1500
/**
 * So long, milliseconds, whoever made a text that lost its path is left to put it back, before somebody else does: they may be gone. It is
 * put off by chance besides, so that of several who see it one is first.
 */
const ownerMs = 2000
const spreadMs = 4000

export class SourceStore {
  readonly doc: Y.Doc
  /** The origin of this browser's edits: these are what undo takes back. */
  readonly origin: object = { origin: 'here' }
  /** Of what is put back: nothing that anybody here did, and no step of theirs. */
  readonly #rescue: object = { origin: 'rescue' }
  /** Nobody here may change anything: edits do nothing. */
  readOnly = false
  /** Files that are code may be written here. */
  mayCode = true
  readonly #undo: Y.UndoManager
  readonly #listeners = new Set<() => void>()
  readonly #flows = new Map<string, FlowFile>()
  readonly #texts = new Map<string, string>()
  #flowNames: readonly string[] = []
  #paths: readonly string[] = []
  readonly #waiting = new Set<ReturnType<typeof setTimeout>>()
  #lastMerge: string | undefined
  /** Of the edit that is being made. */
  #beside: Beside | undefined
  #version = 0
  #isClosed = false

  constructor(doc: Y.Doc) {
    this.doc = doc
    // What was said in comments is not taken back with a step on the canvas.
    const shared = [flowsOf(doc), textsOf(doc)]
    this.#undo = new Y.UndoManager(shared, { trackedOrigins: new Set([this.origin]), captureTimeout: mergeMs })
    flowsOf(doc).observeDeep((events) => this.#flowsChanged(events))
    textsOf(doc).observeDeep((events) => this.#textsChanged(events))
    commentsOf(doc).observeDeep(() => this.#tell())
    this.#undo.on('stack-item-added', ({ stackItem }) => {
      if (this.#beside !== undefined) stackItem.meta.set('beside', this.#beside)
      this.#tell()
    })
    this.#undo.on('stack-item-popped', ({ stackItem, type }) => {
      this.#tell()
      this.#followed(stackItem.meta.get('beside') as Beside | undefined, type)
    })
    this.#readNames()
  }

  /** Called after every change, whoever made it. Answers with how to stop it. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Counts changes. */
  get version(): number {
    return this.#version
  }

  /** Sorted by name. */
  get flowNames(): readonly string[] {
    return this.#flowNames
  }

  /** Of all files that are no flows, sorted. */
  get paths(): readonly string[] {
    return this.#paths
  }

  /** The same object until the flow changes; unchanged nodes stay the same objects too. */
  flow(name: string): FlowFile | undefined {
    const known = this.#flows.get(name)
    if (known !== undefined) return known
    const shared = flowsOf(this.doc).get(name)
    if (shared === undefined) return undefined
    const flow = readJson(shared) as FlowFile
    this.#flows.set(name, flow)
    return flow
  }

  /** The text of a file that is no flow. */
  text(path: string): string | undefined {
    const known = this.#texts.get(path)
    if (known !== undefined) return known
    const text = textsOf(this.doc).get(path)?.toString()
    if (text !== undefined) this.#texts.set(path, text)
    return text
  }

  /** Everything as a solution folder would have it. */
  files(): SourceFiles {
    return filesOf(this.doc)
  }

  /** Changes a flow: `edit` gives a new value and leaves what it does not change as the same objects. */
  editFlow(name: string, edit: (flow: FlowFile) => FlowFile, options?: EditOptions): void {
    const shared = flowsOf(this.doc).get(name)
    const before = this.flow(name)
    if (shared === undefined || before === undefined) return
    const after = edit(before)
    if (after === before) return
    this.#transact(() => {
      writeJson(shared, before, after)
      // Whoever edits it again in the same step begins with this.
      this.#flows.set(name, after)
    }, options)
  }

  /** Changes one node; `null` removes it. One that is not there is left alone: somebody else may have removed it. */
  editNode(flow: string, id: string, edit: (node: NodeFile) => NodeFile | null, options?: EditOptions): void {
    this.editFlow(
      flow,
      (file) => {
        const node = file.nodes[id]
        if (node === undefined) return file
        const edited = edit(node)
        if (edited === node) return file
        const { [id]: _, ...others } = file.nodes
        return { ...file, nodes: edited === null ? others : { ...file.nodes, [id]: edited } }
      },
      options,
    )
  }

  putFlow(name: string, flow: FlowFile | null): void {
    this.#transact(() => {
      if (flow === null) flowsOf(this.doc).delete(name)
      else flowsOf(this.doc).set(name, sharedOf(flow))
      this.#flows.delete(name)
      this.#readNames()
    })
  }

  /** Takes over a file of any kind as a folder has it, or removes it. */
  putFile(path: string, text: string | null): void {
    this.#transact(() => {
      putFile(this.doc, path, text)
      this.#flows.clear()
      this.#texts.delete(path)
      this.#readNames()
    })
  }

  putText(path: string, text: string | null, options?: EditOptions): void {
    this.#transact(() => {
      const shared = textsOf(this.doc).get(path)
      if (text === null) textsOf(this.doc).delete(path)
      else if (shared === undefined) textsOf(this.doc).set(path, new Y.Text(text))
      else replaceText(shared, text)
      this.#texts.delete(path)
      this.#readNames()
    }, options)
  }

  /** Several edits as one step back. */
  transact(edits: () => void, options?: EditOptions): void {
    this.#transact(edits, options)
  }

  undo(): void {
    this.#lastMerge = undefined
    this.#undo.undo()
  }

  redo(): void {
    this.#lastMerge = undefined
    this.#undo.redo()
  }

  get canUndo(): boolean {
    return this.#undo.canUndo()
  }

  get canRedo(): boolean {
    return this.#undo.canRedo()
  }

  /** The shared text of a file, for editors that bind to it; their edits are steps back like all others when they are made with {@link origin}. */
  shared(path: string): Y.Text | undefined {
    return textsOf(this.doc).get(path)
  }

  /** Nothing more is put back by itself. */
  close(): void {
    this.#isClosed = true
    for (const timer of this.#waiting) clearTimeout(timer)
  }

  #transact(edits: () => void, { merge, beside }: EditOptions = {}): void {
    if (this.readOnly) return
    // An edit within others is part of their step.
    if (this.doc._transaction !== null) {
      edits()
      return
    }
    if (merge === undefined || merge !== this.#lastMerge) this.#undo.stopCapturing()
    this.#lastMerge = merge
    this.#beside = beside
    try {
      this.doc.transact(edits, this.origin)
    } finally {
      this.#beside = undefined
    }
  }

  /** The step that leads back again has the same beside it. */
  #followed(beside: Beside | undefined, type: 'undo' | 'redo'): void {
    if (beside === undefined) return
    const back = type === 'undo' ? this.#undo.redoStack : this.#undo.undoStack
    back.at(-1)?.meta.set('beside', beside)
    if (type === 'undo') beside.undone()
    else beside.redone()
  }

  /** What became one of two people's work is no step of one of them, nor is what was before: undo would leap over it. // DS5 */
  #forgetSteps({ ids }: LostText): void {
    const isPart = ({ insertions }: { readonly insertions: Parameters<typeof Y.isDeleted>[0] }) =>
      ids.some((id) => Y.isDeleted(insertions, id))
    const { undoStack, redoStack } = this.#undo
    this.#undo.undoStack = undoStack.slice(undoStack.findLastIndex(isPart) + 1)
    this.#undo.redoStack = redoStack.slice(redoStack.findLastIndex(isPart) + 1)
    // What follows becomes no part of the step before.
    this.#undo.stopCapturing()
    this.#lastMerge = undefined
  }

  #flowsChanged(events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): void {
    const own = new Set<object>()
    for (const { path, keys } of events) {
      const [name, ...inside] = path.map(String)
      if (name === undefined) {
        for (const changed of keys.keys()) this.#flows.delete(changed)
        continue
      }
      const flow = this.#flows.get(name)
      const shared = flowsOf(this.doc).get(name)
      if (flow === undefined || shared === undefined) this.#flows.delete(name)
      else this.#flows.set(name, refreshed(flow as JsonObject, shared, inside, keys, own) as FlowFile)
    }
    this.#readNames()
    this.#tell()
  }

  #textsChanged(events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): void {
    for (const event of events) {
      const { path, keys } = event
      for (const lost of lostTexts(textsOf(this.doc), event)) {
        this.#forgetSteps(lost)
        this.#putBack(lost, lost.isOwn ? 0 : ownerMs)
      }
      const [name] = path.map(String)
      for (const changed of name === undefined ? keys.keys() : [name]) this.#texts.delete(changed)
    }
    this.#readNames()
    this.#tell()
  }

  /** Two made one path at once: what only the one that is gone said goes into the other. */
  #putBack(lost: LostText, afterMs: number): void {
    if (this.#isClosed) return
    const timer = setTimeout(
      () => {
        this.#waiting.delete(timer)
        import('./merged-texts.ts').then(
          ({ mergedText }) => this.#putIn(lost, mergedText),
          () => this.#putBack(lost, ownerMs),
        )
      },
      afterMs === 0 ? 0 : afterMs + Math.random() * spreadMs,
    )
    this.#waiting.add(timer)
  }

  #putIn({ path, text, beside }: LostText, merged: typeof mergedText): void {
    const shared = textsOf(this.doc).get(path)
    if (shared === undefined || this.readOnly || this.#isClosed || (!this.mayCode && isCode(path))) return
    const kept = shared.toString()
    const both = merged(path, kept, text)
    if (both === kept || (both === null && (textsOf(this.doc).has(beside) || wrongPath(beside) !== null))) return
    this.doc.transact(() => {
      if (both === null) textsOf(this.doc).set(beside, new Y.Text(text))
      else replaceText(shared, both)
    }, this.#rescue)
  }

  #readNames(): void {
    this.#flowNames = sameOr(this.#flowNames, [...flowsOf(this.doc).keys()].sort())
    this.#paths = sameOr(this.#paths, [...textsOf(this.doc).keys()].sort())
  }

  #tell(): void {
    this.#version += 1
    for (const listener of [...this.#listeners]) listener()
  }
}

const sameOr = (before: readonly string[], now: readonly string[]): readonly string[] =>
  before.length === now.length && before.every((name, index) => name === now[index]) ? before : now
