import type { Runtime } from '@parley/runtime'
import type { FastifyInstance } from 'fastify'
import { chosenEvents } from '../braze/page-delivery.ts'
import { type AdmissionParts, admitPage } from './admission.ts'
import { readPageReport } from './page-events.ts'
import { Refusal, refusalOf } from './refusal.ts'
import { readJson } from './request.ts'

interface Parts extends AdmissionParts {
  readonly pageEvents: Pick<Runtime['pageEvents'], 'add'>
}

/**
 * `POST /v1/page-events`: what pages of the brand report of their visitors. Plain text is taken as well, since that is what a page
 * can still send when it goes.
 */
export async function addPageEventRoutes(app: FastifyInstance, parts: Parts): Promise<void> {
  await app.register(async (scope) => {
    scope.addContentTypeParser('text/plain', { parseAs: 'string' }, (request, body, done) => {
      const encoding = request.headers['content-encoding']
      if (encoding !== undefined && encoding !== 'identity') return done(new Refusal('unsupported-media-type'))
      try {
        done(null, readJson(String(body)))
      } catch (error) {
        done(refusalOf(error))
      }
    })
    scope.post('/v1/page-events', { onRequest: parts.rates.guard('events') }, async (request, reply) => {
      const report = readPageReport(request.body, parts.now())
      const live = await admitPage(request, report, parts)
      if (live === null) throw new Refusal('not-deployed')
      await parts.pageEvents.add(report, { deliver: chosenEvents(live.build.listen, report.events).length > 0 })
      return reply.code(202).send()
    })
  })
}
