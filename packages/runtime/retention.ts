/**
 * What is old is removed, as the solutions say.
 *
 * Owns the removal, in small batches that any number of nodes may work on at once. How long what is kept is each solution's
 * setting, asked of the port.
 *
 * RK1 a conversation that ended longer ago than its solution keeps is removed with everything of it, in one transaction
 * RK2 what goes on is never removed, and what nobody says anything about is kept
 */
import type { Database } from './database.ts'
import type { Log, Ports } from './ports.ts'
import type { Environment } from './runtime.ts'
import { dropConversations } from './sql/drop-conversations.ts'
import {
  dropErasedNotes,
  dropLonelyContacts,
  dropOldFiles,
  dropOldReports,
  lockOldConversations,
  type OldPlace,
} from './sql/drop-old.ts'
import { listVersionSolutions } from './sql/list-version-solutions.ts'
import { transact } from './transact.ts'

/** How long things are kept, milliseconds; what is absent is kept for good. */
export interface Keep {
  /** Conversations, from their end. */
  readonly conversationsMs?: number
  /** Files that people gave, from when they came. */
  readonly filesMs?: number
  /** What pages reported. */
  readonly pageEventsMs?: number
}

const environments: readonly Environment[] = ['sandbox', 'prod']
/** Conversations in one transaction: they and their rows stay locked for its length. */
const batch = 100
/** A look gives way to the next one after so many batches. */
const mostBatches = 100
const erasedMs = 90 * 86_400_000

export function createRetention(parts: {
  readonly db: Database['pool']
  readonly workspace: string
  readonly log: Log
  readonly keep?: Ports['keep']
  now(): number
}): { look(): Promise<void> } {
  const { db, workspace, log } = parts

  /** Until there is no more, within bounds. */
  async function repeat(what: string, place: Partial<OldPlace>, remove: () => Promise<number>): Promise<void> {
    let removed = 0
    for (let round = 0; round < mostBatches; round += 1) {
      const count = await remove()
      removed += count
      if (count < batch) break
    }
    const { solution, environment } = place
    if (removed > 0) log.info({ solution, environment, removed }, `old ${what} were removed`)
  }

  async function clear(place: OldPlace, keep: Keep): Promise<void> {
    const before = (ms: number) => Math.floor(parts.now() - ms)
    const { conversationsMs, filesMs, pageEventsMs } = keep
    if (conversationsMs !== undefined)
      await repeat('conversations', place, () =>
        transact(db, async (client) => {
          const old = await lockOldConversations(client, place, before(conversationsMs), batch)
          await dropConversations(client, workspace, old) // RK1
          return old.length
        }),
      )
    if (filesMs !== undefined) await repeat('files', place, () => dropOldFiles(db, place, before(filesMs), batch))
    if (pageEventsMs !== undefined)
      await repeat('page events', place, () => dropOldReports(db, place, before(pageEventsMs), batch))
  }

  return {
    async look() {
      await dropErasedNotes(db, workspace, Math.floor(parts.now() - erasedMs))
      if (parts.keep === undefined) return
      let longest: number | null = null
      for (const solution of await listVersionSolutions(db, workspace)) {
        for (const environment of environments) {
          const keep = await parts.keep(solution, environment)
          if (keep === null) continue
          await clear({ workspace, solution, environment }, keep)
          if (keep.conversationsMs !== undefined) longest = Math.max(longest ?? 0, keep.conversationsMs)
        }
      }
      if (longest === null) return
      const old = Math.floor(parts.now() - longest)
      await repeat('contacts', {}, () => transact(db, (client) => dropLonelyContacts(client, workspace, old, batch)))
    },
  }
}
