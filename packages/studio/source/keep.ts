/** What a browser keeps of documents, so that nothing is lost when the connection or the page ends. */
import { clearDocument, IndexeddbPersistence } from 'y-indexeddb'
import type * as Y from 'yjs'
import { databaseName, markPrefix, pointerName, type UnsavedMark } from './kept.ts'

export interface Keep {
  /** The document that this browser last had of the solution. */
  known(): string | null
  know(document: string): void
  /** Fills the document with what is kept, and keeps from now on. Whether there was something. */
  open(document: string, doc: Y.Doc): Promise<boolean>
  /** Whether an update comes from what was kept. */
  isOrigin(origin: unknown): boolean
  /** Whether something of it may not be stored on the server. */
  unsaved(document: string): boolean
  mark(document: string, unsaved: boolean): void
  forget(document: string | null): Promise<void>
  close(): void
}

/** Longer than that nothing that is kept is waited for, milliseconds: a browser may refuse without a word. */
const patienceMs = 4000

/** @param account whose copies these are: nobody else's page opens them */
export function createKeep(account: string, solution: string): Keep {
  const name = pointerName(account, solution)
  /** Tabs have marks of their own: what one has stored says nothing of the other. */
  const tab = Math.random().toString(36).slice(2)
  const markOf = (document: string): string => markPrefix(account, solution, document)
  const marksOf = (document: string): readonly string[] =>
    Object.keys(localStorage).filter((key) => key.startsWith(markOf(document)))
  let persistence: IndexeddbPersistence | null = null
  /** Marks of pages that ended: their edits are in what is kept, and are stored with ours. */
  let found: readonly string[] = []

  return {
    known: () => localStorage.getItem(name),
    know: (document) => localStorage.setItem(name, document),
    async open(document, doc) {
      found = marksOf(document)
      if (typeof indexedDB === 'undefined') return false
      try {
        persistence = new IndexeddbPersistence(databaseName(account, document), doc)
        await Promise.race([persistence.whenSynced, new Promise((go) => setTimeout(go, patienceMs))])
      } catch {
        // A private window, or no room: there is only the server then.
        persistence = null
      }
      return doc.store.clients.size > 0
    },
    isOrigin: (origin) => origin !== null && origin === persistence,
    unsaved: (document) => marksOf(document).length > 0,
    mark(document, unsaved) {
      const mark: UnsavedMark = persistence === null ? 'page' : 'kept'
      if (unsaved) return localStorage.setItem(`${markOf(document)}.${tab}`, mark)
      for (const key of [...found, `${markOf(document)}.${tab}`]) localStorage.removeItem(key)
      found = []
    },
    async forget(document) {
      localStorage.removeItem(name)
      if (document === null) return
      for (const key of marksOf(document)) localStorage.removeItem(key)
      await persistence?.destroy()
      persistence = null
      await clearDocument(databaseName(account, document))
    },
    close() {
      void persistence?.destroy()
      persistence = null
    },
  }
}

/** Storage that is full, or forbidden, must not keep anybody from working. */
export function keepUnsaved(keep: Keep, document: string, unsaved: boolean): void {
  try {
    keep.mark(document, unsaved)
  } catch {
    // The document itself is kept elsewhere.
  }
}
