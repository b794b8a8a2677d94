import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Audit } from '../../access/access.ts'
import type { Reports } from '../../reports/reports.ts'
import { Refusal } from '../refusal.ts'
import type { StudioGuard } from './guard.ts'
import { exportFile } from './report-file.ts'
import {
  readDeliveryQuery,
  readExportQuery,
  readFilter,
  readFlowsQuery,
  readOverviewQuery,
  readTranscriptsQuery,
} from './report-request.ts'

export interface ReportRouteParts {
  readonly reports: Reports
  readonly guard: StudioGuard
  readonly audit: Audit
  readonly now?: () => number
}

interface OfSolution {
  readonly Params: { readonly solution: string }
}

interface OfConversation {
  readonly Params: { readonly solution: string; readonly conversation: string }
}

const base = '/studio/api/solutions/:solution'

/** Figures, ways through the flows, transcripts; see `api/report.ts` of the Studio. */
export function addReportRoutes(app: FastifyInstance, parts: ReportRouteParts): void {
  const { reports, guard, audit, now = Date.now } = parts
  const figures = { onRequest: guard.requires('report:read') }
  const words = { onRequest: guard.requires('transcript:read') }

  app.get<OfSolution>(`${base}/report/overview`, figures, ({ params, query }) => {
    const { filter, timeZone } = readOverviewQuery(query, now())
    return reports.overview(params.solution, filter, timeZone)
  })
  app.get<OfSolution>(`${base}/report/paths`, figures, ({ params, query }) =>
    reports.paths(params.solution, readFilter(query, now())),
  )
  app.get<OfSolution>(`${base}/report/flows`, figures, ({ params, query }) =>
    reports.flows(params.solution, readFlowsQuery(query)),
  )
  app.get<OfSolution>(`${base}/report/delivery`, figures, ({ params, query }) =>
    reports.delivery(params.solution, readDeliveryQuery(query, now())),
  )
  app.get<OfSolution>(`${base}/report/export`, figures, async ({ params, query }, reply) => {
    const { format, filter } = readExportQuery(query, now())
    return exportFile(reply, { name: `${params.solution}-conversations`, format }, () =>
      // What somebody said takes another permission, and so does looking for it.
      reports.exportConversations(params.solution, withoutWords(filter)),
    )
  })

  app.get<OfSolution>(`${base}/transcripts`, words, ({ params, query }) =>
    reports.transcripts(params.solution, readTranscriptsQuery(query, now())),
  )
  app.get<OfSolution>(`${base}/transcripts-export`, words, async (request, reply) => {
    const { format, filter } = readExportQuery(request.query, now())
    const { solution } = request.params
    await audit(request, 'transcripts.exported', solution, { format, environment: filter.environment })
    return exportFile(reply, { name: `${solution}-transcripts`, format }, () =>
      reports.exportMessages(solution, filter),
    )
  })
  app.get<OfConversation>(
    `${base}/transcripts/:conversation`,
    words,
    async (request: FastifyRequest<OfConversation>) => {
      const { solution, conversation } = request.params
      const found = await reports.transcript(solution, conversation)
      if (found === null)
        throw new Refusal('unknown-conversation', `"${solution}" has no conversation ${conversation}.`)
      await audit(request, 'transcript.read', conversation, { solution })
      return found
    },
  )
}

function withoutWords<Filter extends { readonly text?: string }>(filter: Filter): Omit<Filter, 'text'> {
  const { text, ...rest } = filter
  if (text !== undefined)
    throw new Refusal('invalid-request', undefined, {
      errors: [{ pointer: '/text', detail: 'What was said can be looked for among transcripts only.' }],
    })
  return rest
}
