import type { Inbox, Versions } from '@parley/runtime'
import { type InboxDecided, type InboxList, inboxPage, type LiveUnderstanding } from '@parley/studio/api'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Audit } from '../../access/access.ts'
import type { LiveSolutions } from '../../live-solutions.ts'
import type { StudioGuard } from './guard.ts'
import { idOf, readCorrection, readDecision, readInboxFilter } from './nlu-inbox-request.ts'
import { solutionOf } from './solution-request.ts'

/** What is needed of the rest of the server. */
export interface UnderstandingParts {
  readonly inbox: Inbox
  readonly live: Pick<LiveSolutions, 'find'>
  readonly versions: Pick<Versions, 'current'>
}

export interface InboxRouteParts extends UnderstandingParts {
  readonly guard: StudioGuard
  readonly audit: Audit
}

const base = '/studio/api/solutions/:solution/inbox'
const livePath = '/studio/api/solutions/:solution/understanding/live'

/** Sentences that were not understood; see `api/understanding.ts` of the Studio. */
export function addInboxRoutes(app: FastifyInstance, parts: InboxRouteParts): void {
  const { inbox, guard, audit } = parts
  // They are words of people, as transcripts are.
  app.get(base, { onRequest: guard.requires('transcript:read') }, async (request): Promise<InboxList> => {
    const filter = { solution: solutionOf(request), ...readInboxFilter(request.query) }
    const { sentences, total } = await inbox.list(filter, inboxPage)
    return {
      sentences: sentences.map(({ turn, place, solution: _, environment: _where, ...sentence }) => ({
        id: idOf({ conversation: sentence.conversation, turn, place }),
        ...sentence,
      })),
      total,
    }
  })

  app.post(
    `${base}/decisions`,
    { onRequest: guard.requires('solution:edit') },
    async (request: FastifyRequest): Promise<InboxDecided> => {
      const solution = solutionOf(request)
      const { keys, decision, intent = null } = readDecision(request.body)
      const decided = await inbox.decide(solution, keys, { decision, intent, by: guard.callerOf(request).id })
      await audit(request, 'inbox.decided', solution, { decision, intent, count: decided.length })
      return { decided: decided.length, ids: decided.map(idOf) }
    },
  )

  app.post(base, { onRequest: guard.requires('hand-over:answer') }, async (request, reply) => {
    const solution = solutionOf(request)
    const { intent = null, ...correction } = readCorrection(request.body)
    await inbox.correct({ solution, intent, ...correction })
    await audit(request, 'inbox.corrected', correction.conversation, { solution, intent })
    return reply.code(204).send()
  })

  app.get(livePath, { onRequest: guard.requires('solution:read') }, async (request): Promise<LiveUnderstanding> => {
    const solution = solutionOf(request)
    const { environment } = readInboxFilter(request.query)
    const [current, found] = await Promise.all([
      parts.versions.current(solution, environment),
      parts.live.find(solution, environment),
    ])
    const nlu = found?.build.nlu
    return {
      version: current?.number ?? null,
      intents: nlu?.intents ?? null,
      threshold: nlu?.leastConfidence ?? null,
    }
  })
}
