/**
 * The solutions that are worked on: everything but the door to them. A change of any kind becomes an update of the document, through the same
 * room as those of people who have it open.
 */
import { randomUUID } from 'node:crypto'
import type { SharedDatabase } from '@parley/runtime'
import { documentFrom, filesOf, putFile, putFiles, textsOf, wrongFiles } from '@parley/studio/source'
import type { Logger } from 'pino'
import * as Y from 'yjs'
import { Refusal } from '../http/refusal.ts'
import { loadSolution } from '../solution/load.ts'
import { createCodeReader, createTurns } from './code.ts'
import { createFolderWork } from './folder.ts'
import { createHistory } from './history.ts'
import { refuseFiles } from './refuse-files.ts'
import { createRooms } from './rooms.ts'
import { createSourceRows, type DocumentRow } from './rows.ts'
import { withScratch } from './scratch.ts'
import type { SourceAuthor, SourceRow, Sources } from './sources.ts'

export interface SourcesParts {
  readonly database: SharedDatabase
  readonly log: Logger
  /** Epoch milliseconds. Default: the system clock. */
  readonly now?: () => number
}

const solutionName = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
/** Solutions compiled at once in this process. */
const mostLoads = 2
/** Times that an edit is made anew because its files were changed meanwhile. */
const mostTries = 8

type Change = (doc: Y.Doc) => void

export function createSources({ database, log, now = Date.now }: SourcesParts): Sources {
  const rows = createSourceRows(database)
  const rooms = createRooms({ database, rows, log, now })
  const readCode = createCodeReader()
  const inTurn = createTurns(mostLoads)
  const lastEdits = new Map<string, Promise<boolean>>()

  const rowOf = (row: DocumentRow): SourceRow => {
    const { solution, createdAt, changedAt, changedBy } = row
    const folder = sources.folders.folderOf(solution)
    return { solution, createdAt, changedAt, changedBy, ...(folder === undefined ? {} : { folder }) }
  }

  async function current(solution: string) {
    const room = await rooms.open(solution)
    await room.catchUp()
    if (room.ended) throw new Refusal('unknown-source')
    return room
  }

  /** One after the other: two that were made of the same state would both add their words. */
  function inLine(solution: string, by: SourceAuthor, change: Change): Promise<boolean> {
    const before = lastEdits.get(solution) ?? Promise.resolve()
    const own = before.catch(() => {}).then(() => editUntilTaken(solution, by, change))
    lastEdits.set(solution, own)
    const forget = () => {
      if (lastEdits.get(solution) === own) lastEdits.delete(solution)
    }
    own.then(forget, forget)
    return own
  }

  /** Another server, or somebody who writes in the same file, may be quicker. */
  async function editUntilTaken(solution: string, by: SourceAuthor, change: Change): Promise<boolean> {
    for (let tries = 1; ; tries += 1)
      try {
        return await editNow(solution, by, change)
      } catch (error) {
        const isOvertaken = error instanceof Refusal && error.code === 'source-changed'
        if (!isOvertaken || tries >= mostTries) throw error
      }
  }

  /** Edits a copy and stores what became of it. */
  async function editNow(solution: string, by: SourceAuthor, change: Change): Promise<boolean> {
    const room = await current(solution)
    const of = room.number
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(room.doc))
    const before = Y.encodeStateVector(copy)
    const deleted = deletedIn(copy)
    const texts = changedTexts(copy)
    copy.transact(() => change(copy))
    const wrong = wrongFiles(filesOf(copy))
    if (wrong.length > 0) throw refuseFiles(wrong)
    const isChanged = deletedIn(copy) !== deleted || !same(Y.encodeStateVector(copy), before)
    const update = Y.encodeStateAsUpdate(copy, before)
    copy.destroy()
    if (isChanged) await room.submit(update, { ...authorOf(by), mayCode: true }, undefined, { of, files: [...texts] })
    return isChanged
  }

  const sources: Sources = {
    list: async () => (await rows.list()).map(rowOf),
    async find(solution) {
      const row = await rows.find(solution)
      return row === null ? null : rowOf(row)
    },
    async create(solution, files, by) {
      if (!solutionName.test(solution) || solution.length > 64)
        throw refuseFiles([
          { path: '', reason: 'A name is lower-case words joined by hyphens, at most 64 characters.' },
        ])
      const wrong = wrongFiles(files)
      if (wrong.length > 0) throw refuseFiles(wrong)
      const doc = documentFrom(files)
      const state = Y.encodeStateAsUpdate(doc)
      doc.destroy()
      const { id, name } = authorOf(by)
      const touched = Object.keys(files).slice(0, 40)
      const update = { content: state, at: now(), author: id, authorName: name, touched }
      const made = await rows.create({ solution, document: `doc_${randomUUID()}` }, update, state)
      const row = await rows.find(solution)
      if (!made || row === null) throw new Refusal('source-exists')
      return rowOf(row)
    },
    async remove(solution) {
      const removed = await rows.remove(solution)
      rooms.drop(solution)
      return removed
    },
    read: async (solution) => filesOf((await current(solution)).doc),
    async replace(solution, files, by) {
      await inLine(solution, by, (doc) => putFiles(doc, files))
    },
    async change(solution, files, by) {
      await sources.edit(solution, () => files, by)
    },
    edit: (solution, make, by) =>
      inLine(solution, by, (doc) => {
        for (const [path, text] of Object.entries(make(filesOf(doc)))) putFile(doc, path, text)
      }),
    async load(solution) {
      const files = await sources.read(solution)
      return inTurn(() => withScratch(files, (folder) => loadSolution(folder, { packages: 'ours' })))
    },
    code: async (solution) => readCode(await sources.read(solution)),
    open: current,
    history: createHistory({ rows, current, now, replace: (...given) => sources.replace(...given) }),
    folders: createFolderWork({ rows, sources: () => sources, log }),
    close: () => rooms.close(),
  }
  return sources
}

/** Who changes something without being asked who they are is known by name only. */
const authorOf = (by: SourceAuthor): { readonly id: string; readonly name: string } =>
  typeof by === 'string' ? { id: '', name: by } : by

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0

/** Fills with the files whose text is changed: of two changes to one text both would be kept. Flows are kept member by member. */
function changedTexts(doc: Y.Doc): ReadonlySet<string> {
  const changed = new Set<string>()
  textsOf(doc).observeDeep((events) => {
    for (const { path, keys } of events)
      for (const file of path.length > 0 ? [String(path[0])] : keys.keys()) changed.add(file)
  })
  return changed
}

/** How much of a document is deleted: a change that only removes adds nothing. */
function deletedIn(doc: Y.Doc): string {
  const { clients } = Y.createDeleteSetFromStructStore(doc.store)
  let length = 0
  for (const items of clients.values()) for (const { len } of items) length += len
  return String(length)
}
