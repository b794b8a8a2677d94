/**
 * What pages report of their visitors, and the way of their events to a service elsewhere.
 *
 * Owns the reports, stored by readiness in rounds, and who delivers one when. Leaves what may be reported to the door, and what
 * is delivered where to the port.
 *
 * RP1 a report whose answer came is stored, and the same events of the same visitor are one report however often they are sent
 * RP2 a report is kept for thirty days
 * RP4 of a visitor only the fingerprint is kept (`visitors.ts`)
 * RP3 what is to be delivered is delivered by one node at a time and tried again with pauses; what may have been taken is not
 *     sent again unknowingly: the port is told that it is in doubt
 */
import { hash } from 'node:crypto'
import type { Database } from './database.ts'
import { RuntimeError } from './error.ts'
import { createGatherer } from './gather.ts'
import type { VisitorId } from './ids.ts'
import type { Log, ProfileAsked } from './ports.ts'
import { dropPageReports } from './sql/drop-page-reports.ts'
import { type DuePageReport, endPageReports, leasePageReports, markPageReports } from './sql/lease-page-reports.ts'
import { listPageReports } from './sql/list-page-reports.ts'
import { nameVisitors } from './sql/name-visitors.ts'
import { type PageReport, putPageReports, type StoredPageReport } from './sql/put-page-reports.ts'
import { asked } from './versions.ts'
import { visitorId } from './visitors.ts'

/** A report whose events are due elsewhere, and as whom its visitor is known there. */
export type PageDelivery = DuePageReport & { readonly person: ProfileAsked['person'] }

/** Delivers reports elsewhere; answers each, in their order. */
export type DeliverPageReports = (
  reports: readonly PageDelivery[],
  attempt: {
    readonly signal: AbortSignal
    /** Notes durably that they are about to be sent; rejects when they are another node's now. */
    mark(reports: readonly PageDelivery[]): Promise<void>
  },
) => Promise<readonly PageReportEnd[]>

/** `done`: taken, or refused for good. `later`: not taken, or, when `doubtful`, nobody knows. */
export type PageReportEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'later'; readonly afterMs?: number; readonly doubtful?: boolean }

export interface PageEvents {
  /** Stores a report, once (RP1). `deliver`: some of its events are for the port. */
  add(report: PageReport, options?: { readonly deliver?: boolean }): Promise<void>
  /** A visitor's reports, newest first, at most 1,000. */
  list(
    of: Pick<PageReport, 'solution' | 'environment' | 'visitor'>,
    limit?: number,
  ): Promise<readonly StoredPageReport[]>
}

export interface PageEventsParts {
  readonly db: Database['pool']
  readonly workspace: string
  readonly owner: string
  readonly log: Log
  readonly limits: { readonly leaseMs: number; readonly queue: number; readonly databaseMs: number }
  /** Absent: nothing is delivered, and what is to be waits. */
  readonly deliver?: DeliverPageReports
  now(): number
}

export type PageEventStore = PageEvents & {
  /** Delivers what is due. */
  look(): Promise<void>
  /** RP2 */
  sweep(): Promise<void>
}

/** Reports in one statement. */
const mostPut = 500
/** Reports delivered at one look, and how often there may be more at once. */
const mostDelivered = 200
const keptMs = 30 * 86_400_000
const mostDropped = 5000
const firstPauseMs = 2000
const longestPauseMs = 600_000
/** A lease is as long as a delivery may take. */
const deliveryMs = 60_000
/** Tried for about a day; then its events are history. */
const mostAttempts = 150

/** RP1 */
function idOf({ solution, environment, visitor, events }: PageReport): string {
  const parts = [solution, environment, visitor, ...events.map(({ id }) => id)]
  return hash('sha256', JSON.stringify(parts), 'base64url').slice(0, 32)
}

export function createPageEvents(parts: PageEventsParts): PageEventStore {
  const { db, workspace, owner, log, limits, now } = parts
  let waiting = 0

  const put = createGatherer(
    async (reports: readonly (PageReport & { readonly id: string; readonly deliver: boolean })[]) => {
      await putPageReports(db, workspace, now(), reports)
      return reports.map(() => undefined)
    },
    // Twice in one statement would not be one report; a round later it is. RP1
    { keyOf: ({ id }) => id, most: mostPut },
  )

  async function deliverDue(deliver: DeliverPageReports, due: readonly DuePageReport[]): Promise<void> {
    const attempt = {
      signal: AbortSignal.timeout(deliveryMs),
      async mark(reports: readonly PageDelivery[]) {
        const ids = reports.map(({ id }) => id)
        const own = await asked(markPageReports(db, workspace, owner, ids))
        if (own.size < ids.length) throw new Error('another node delivers these page events now')
      },
    }
    const visitors = due.map(({ visitor }) => visitor as VisitorId)
    const persons = await asked(nameVisitors(db, workspace, visitors, now()))
    const named = due.map((report): PageDelivery => {
      const person = persons.get(report.visitor as VisitorId)
      if (person === undefined) throw new Error('a visitor who was just met is gone')
      return { ...report, person }
    })
    const ends = await deliver(named, attempt)
    const at = now()
    const ended = due.map(({ id, attempts }, index) => {
      const end = ends[index] ?? { kind: 'later' }
      if (end.kind === 'done') return { id, againAt: null, doubtful: false }
      const pause = end.afterMs ?? Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(attempts - 1, 20))
      return { id, againAt: attempts >= mostAttempts ? null : at + pause, doubtful: end.doubtful === true }
    })
    const lost = ended.filter(({ againAt }, index) => againAt === null && ends[index]?.kind !== 'done').length
    if (lost > 0) log.error({ reports: lost }, 'page events could not be delivered for a day and are given up')
    await asked(endPageReports(db, workspace, owner, ended))
  }

  return {
    async add(report, { deliver = false } = {}) {
      if (waiting >= limits.queue)
        throw new RuntimeError('overloaded', 'Too many page events wait to be stored. Send them again later.')
      waiting += 1
      try {
        const known = { ...report, visitor: visitorId(report, report.visitor) } // RP4
        await asked(put({ ...known, id: idOf(known), deliver }))
      } finally {
        waiting -= 1
      }
    },
    list: ({ visitor, ...place }, limit = 1000) =>
      asked(
        listPageReports(db, workspace, {
          visitor: visitorId(place, visitor),
          limit: Math.min(Math.max(limit, 1), 1000),
        }),
      ),
    async look() {
      const { deliver } = parts
      if (deliver === undefined) return
      for (;;) {
        const by = { workspace, now: now(), owner, ms: Math.max(limits.leaseMs, deliveryMs), limit: mostDelivered }
        const due = await leasePageReports(db, by)
        if (due.length > 0) await deliverDue(deliver, due)
        if (due.length < mostDelivered) return
      }
    },
    async sweep() {
      while ((await dropPageReports(db, workspace, now() - keptMs, mostDropped)) === mostDropped);
    },
  }
}
