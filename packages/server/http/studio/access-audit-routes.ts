import { Readable } from 'node:stream'
import type { AuditEntry, AuditPage } from '@parley/studio/api'
import { stringify } from 'csv-stringify/sync'
import type { FastifyInstance } from 'fastify'
import type { Access } from '../../access/access.ts'
import type { AuditQuery } from '../../access/audit.ts'
import { readAuditQuery } from './access-request.ts'

/** Rows that an export reads at once, and has at most. */
const exportStep = 1000
const mostExported = 100_000

/** What was done, to read and to take along. */
export function addAuditRoutes(app: FastifyInstance, access: Access): void {
  const readers = { onRequest: access.guard.requires('audit:read') }

  app.get('/studio/api/audit', readers, async (request): Promise<AuditPage> => {
    const query = readAuditQuery(request.query)
    // One more than is shown tells whether there is more.
    const found = await access.log.list({ ...query, limit: query.limit + 1 })
    const entries = found.slice(0, query.limit)
    const cursor = found.length > query.limit ? (entries.at(-1)?.id ?? null) : null
    return { entries, cursor, actions: await access.log.actions() }
  })

  app.get('/studio/api/audit.csv', readers, async (request, reply) => {
    const query = readAuditQuery(request.query)
    await access.audit(request, 'audit.exported', 'audit log')
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="audit.csv"')
      .send(Readable.from(csvOf(access, query)))
  })
}

const columns = ['at', 'actor_id', 'actor', 'action', 'subject', 'outcome', 'address', 'details'] as const

async function* csvOf({ log }: Access, query: AuditQuery): AsyncGenerator<string> {
  yield stringify([[...columns]])
  let { before } = query
  for (let count = 0; count < mostExported; count += exportStep) {
    const entries = await log.list({ ...query, before, limit: exportStep })
    if (entries.length > 0) yield stringify(entries.map(lineOf))
    if (entries.length < exportStep) return
    before = entries.at(-1)?.id
  }
}

const lineOf = (entry: AuditEntry): readonly string[] =>
  columns.map((name) => safeCell(name === 'details' ? JSON.stringify(entry.details) : (entry[name] ?? '')))

/** A cell that begins like this is a formula to a spreadsheet; a name that somebody chose must not become one. */
const safeCell = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)
