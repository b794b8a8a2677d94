import * as Y from 'yjs'
import { Refusal } from '../http/refusal.ts'
import type { SourceRows } from './rows.ts'

/** A document as it was stored. */
export interface StoredDocument {
  readonly doc: Y.Doc
  /** Of the last update in it. */
  readonly number: number
  /** Of the state it was made from, and that state's size. */
  readonly stateNumber: number
  readonly stateBytes: number
  /** Of the updates after it. */
  readonly updateBytes: number
}

/**
 * Reads a document as it is, or as it was after an update.
 *
 * @throws Refusal `unknown-point` when that is no longer known
 */
export function readDocument(
  rows: SourceRows,
  document: string,
  upTo = Number.MAX_SAFE_INTEGER,
): Promise<StoredDocument> {
  return rows.snapshot(async (db) => {
    const state = await rows.state(document, upTo, db)
    if (state === null) throw new Refusal('unknown-point')
    const doc = new Y.Doc()
    Y.applyUpdate(doc, state.content)
    let { number } = state
    let updateBytes = 0
    for (;;) {
      const updates = await rows.updates(document, number, upTo, db)
      if (updates.length === 0) break
      doc.transact(() => {
        for (const update of updates) {
          // Of what lies further back only the named states are left.
          if (update.number !== number + 1) throw new Refusal('unknown-point')
          Y.applyUpdate(doc, update.content)
          number = update.number
          updateBytes += update.content.length
        }
      })
    }
    if (upTo !== Number.MAX_SAFE_INTEGER && number !== upTo) throw new Refusal('unknown-point')
    return { doc, number, stateNumber: state.number, stateBytes: state.content.length, updateBytes }
  })
}
