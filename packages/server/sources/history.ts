/** What became of a document, and how it was at any point of that. */
import { filesOf, type SourceFiles } from '@parley/studio/source'
import * as Y from 'yjs'
import { Refusal } from '../http/refusal.ts'
import type { Room } from './room.ts'
import type { SourceRows } from './rows.ts'
import { type HistoryRow, type Sitting, sittingsOf } from './sitting.ts'
import type { SourceAuthor } from './sources.ts'
import { readDocument } from './stored-document.ts'

/** A point that somebody gave a name, so that it is kept. */
export interface Point {
  readonly number: number
  /** When it was named, epoch milliseconds. */
  readonly at: number
  readonly name: string
  readonly by: string
}

export interface History {
  /** Newest first, a bounded lot that ends before `before`; `more` when there may be earlier ones. */
  sittings(
    solution: string,
    before?: number,
  ): Promise<{ readonly sittings: readonly Sitting[]; readonly more: boolean }>
  points(solution: string): Promise<readonly Point[]>
  /** All files as they were after an update. @throws Refusal `unknown-point` */
  read(solution: string, number: number): Promise<SourceFiles>
  /** Makes what was there then all there is, as an edit like any other. Answers with the edit's number. */
  restore(solution: string, number: number, by: SourceAuthor): Promise<void>
  /** Names the present, or an earlier point. @throws Refusal `too-many-points` */
  name(solution: string, name: string, by: string, number?: number): Promise<Point>
  unname(solution: string, number: number): Promise<boolean>
}

const limits = {
  /** Updates looked at for one page of history. */
  updates: 4000,
  /** Named points of one solution; each is kept whole. */
  points: 50,
} as const

export interface HistoryParts {
  readonly rows: SourceRows
  readonly current: (solution: string) => Promise<Room>
  readonly replace: (solution: string, files: SourceFiles, by: SourceAuthor) => Promise<void>
  readonly now: () => number
}

export function createHistory({ rows, current, replace, now }: HistoryParts): History {
  async function documentOf(solution: string): Promise<string> {
    const row = await rows.find(solution)
    if (row === null) throw new Refusal('unknown-source')
    return row.document
  }

  async function read(solution: string, number: number): Promise<SourceFiles> {
    const { doc } = await readDocument(rows, await documentOf(solution), number)
    const files = filesOf(doc)
    doc.destroy()
    return files
  }

  return {
    async sittings(solution, before = Number.MAX_SAFE_INTEGER) {
      const found: HistoryRow[] = await rows.history(await documentOf(solution), before, limits.updates)
      const more = found.length === limits.updates
      return { sittings: sittingsOf(found), more }
    },
    points: async (solution) => rows.points(await documentOf(solution)),
    read,
    restore: async (solution, number, by) => replace(solution, await read(solution, number), by),
    async name(solution, name, by, given) {
      const room = await current(solution)
      const number = given ?? room.number
      if ((await rows.points(room.document)).length >= limits.points) throw new Refusal('too-many-points')
      const { doc } = await readDocument(rows, room.document, number)
      const state = Y.encodeStateAsUpdate(doc)
      doc.destroy()
      const point = { number, at: now(), name, by }
      await rows.putPoint(room.document, point, state)
      return point
    },
    unname: async (solution, number) => rows.dropPoint(await documentOf(solution), number),
  }
}
