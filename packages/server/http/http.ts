// The HTTP and WebSocket door of the server: it turns wire input into calls of the runtime, and answers and failures of the
// runtime into JSON and problem JSON. It owns the routes, tokens, limits, problem documents, the stream and the delivery of
// the demo page. What a conversation is and does belongs to the runtime; which parts there are, to the composition.
//
// D1. Whatever comes in, the answer has the documented form: a 4xx is the caller's, a 5xx is ours and is in the log.
// D2. Nothing is looked up for a caller who has not shown the conversation's token, but for the key that a webhook is signed with and
//     the visitor who asks for a token; what is answered tells neither whether there is such a conversation.
// D3. No text, token or address of a conversation is logged: only route patterns, codes and request ids.
// D4. The runtime sees cleaned, measured, typed values only.
// D5. `close` ends every socket and timer.
import { createServer } from 'node:http'
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify'
import { addConversationRoutes } from './conversation-routes.ts'
import { logRefusal } from './failure.ts'
import { addFileRoutes } from './file-routes.ts'
import { addHandOverRoutes } from './hand-over-routes.ts'
import { addHealthRoutes } from './health-routes.ts'
import { addIdentifyRoutes } from './identify-routes.ts'
import { addLinkRoutes } from './link-routes.ts'
import { createDoorMetrics } from './metrics.ts'
import { admitApiKeys } from './operator-guard.ts'
import { addOperatorRoutes } from './operator-routes.ts'
import { allowsOrigin, anyOrigin, type Origins, originsOf } from './origin.ts'
import { addOutreachRoutes } from './outreach-routes.ts'
import { addPageEventRoutes } from './page-event-routes.ts'
import { addPageRoutes } from './page-routes.ts'
import { defaultLimits, type HttpOptions } from './parts.ts'
import { addConsentRoutes, addContactRoutes } from './privacy-routes.ts'
import { addProblemRoutes } from './problem-routes.ts'
import { createRateLimits, defaultRates } from './rate-limit.ts'
import { addRecordRoutes } from './record-routes.ts'
import { Refusal, refusalOf } from './refusal.ts'
import { readJson } from './request.ts'
import { createRouteTable } from './route-table.ts'
import { answerBrokenRequest } from './socket-answer.ts'
import { addSolutionRoutes } from './solution-routes.ts'
import { addSourceFileRoutes } from './source-file-routes.ts'
import { createStreams, isStreamUpgrade } from './streams.ts'
import { addStudioRoutes } from './studio/index.ts'
import { createDocumentStreams, isDocumentUpgrade } from './studio/source-streams.ts'
import { addTokenRoutes } from './token-routes.ts'
import { addWebhookRoutes } from './webhook-routes.ts'
import { addWidgetRoutes } from './widget-routes.ts'

export interface Http {
  /** The Fastify instance; `inject` asks it without a port. */
  readonly app: FastifyInstance
  /** Port 0 = any free one. Answers with the address that was bound, `http://127.0.0.1:4000`. */
  listen(port: number, host?: string): Promise<string>
  /** Stops listening, closes the streams, finishes the answers in progress within `limits.closeMs`. */
  close(): Promise<void>
}

let processRequests = 0
/** Unique among the processes that share a log, cheap to make. */
const processName = Math.random().toString(36).slice(2, 8)
const nextRequestId = (): string => `req_${processName}${(++processRequests).toString(36)}`

function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  return (
    reply
      .code(refusal.status)
      .headers({ ...refusal.headers, 'x-request-id': reply.request.id, 'x-content-type-options': 'nosniff' })
      .type('application/problem+json')
      // As bytes: to a text Fastify would add a charset, which this media type does not have.
      .send(Buffer.from(JSON.stringify(refusal.problem)))
  )
}

/** Builds the door. Nothing listens until `listen`. */
export async function createHttp(options: HttpOptions): Promise<Http> {
  if (options.tokenKey.length < 32) throw new TypeError('tokenKey must have at least 32 characters')
  const limits = { ...defaultLimits, ...options.limits }
  const allowed = originsOf(options.allowedOrigins ?? [])
  const origins = anyOrigin(allowed, options.liveOrigins ?? originsOf([]))
  const rates = createRateLimits({ ...defaultRates, ...options.rates })
  const parts = { ...options, limits, now: options.now ?? Date.now, allowed, origins, rates }
  const metrics = createDoorMetrics(options.metrics)
  const streams = createStreams(parts, metrics)
  const { sources, guard } = options.studio ?? {}
  const documents =
    sources === undefined || guard === undefined ? null : createDocumentStreams({ ...parts, sources, guard }, metrics)

  const app = fastify({
    logger: false,
    bodyLimit: limits.bodyBytes,
    forceCloseConnections: 'idle',
    genReqId: nextRequestId,
    frameworkErrors: (error, _request, reply) => void sendRefusal(reply, refusalOf(error)),
    // Fastify's own factory cannot pass `shouldUpgradeCallback`: without it every request that offers any upgrade (HTTP/2 in
    // clear text, as some clients do on each request) would be taken out of the ordinary way.
    serverFactory: (handler) => {
      const server = createServer(
        {
          shouldUpgradeCallback: (request) =>
            isStreamUpgrade(request) || (documents !== null && isDocumentUpgrade(request)),
          headersTimeout: 30_000,
          // Twenty megabytes of an import over a slow line.
          requestTimeout: 120_000,
          keepAliveTimeout: 72_000,
        },
        handler,
      )
      server.on('clientError', answerBrokenRequest)
      server.on('upgrade', (request, socket, head) => {
        const upgraded = documents !== null && isDocumentUpgrade(request) ? documents : streams
        upgraded.upgrade(request, socket, head)
      })
      return server
    },
  })

  app.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error)
    logRefusal(options.log, refusal, request.id, request.routeOptions.url ?? 'unmatched') // D1, D3
    return sendRefusal(reply, refusal)
  })
  readJsonBodies(app)
  guardOrigins(app, parts.origins)
  const routes = createRouteTable(app)
  app.setNotFoundHandler((request, reply) => routes.answerUnmatched(request, reply))
  app.addHook('onResponse', (request, reply, done) => {
    metrics.answered(request.method, request.routeOptions.url ?? 'unmatched', reply.statusCode, reply.elapsedTime)
    done()
  })

  if (parts.apiKeys) admitApiKeys(app, parts.apiKeys)
  addConversationRoutes(app, parts)
  addTokenRoutes(app, parts)
  addIdentifyRoutes(app, parts)
  addFileRoutes(app, parts)
  if (parts.operator) addOperatorRoutes(app, { operator: parts.operator, now: parts.now })
  if (parts.operator && parts.solutions)
    addSolutionRoutes(app, { ...parts, operator: parts.operator, solutions: parts.solutions })
  if (parts.operator && parts.studio?.sources)
    addSourceFileRoutes(app, { key: parts.operator.key, sources: parts.studio.sources })
  if (parts.operator && parts.handOvers) addHandOverRoutes(app, { key: parts.operator.key, handOvers: parts.handOvers })
  if (parts.operator && parts.records && parts.solutions)
    addRecordRoutes(app, { key: parts.operator.key, records: parts.records, versions: parts.solutions.versions })
  if (parts.webhooks) await addWebhookRoutes(app, { ...parts, webhooks: parts.webhooks })
  if (parts.widget) addWidgetRoutes(app, { ...parts, widget: parts.widget })
  if (parts.links) addLinkRoutes(app, { links: parts.links })
  if (parts.links && parts.live) addOutreachRoutes(app, { ...parts, links: parts.links, live: parts.live })
  if (parts.pageEvents) await addPageEventRoutes(app, { ...parts, pageEvents: parts.pageEvents })
  if (parts.operator && parts.contacts) addContactRoutes(app, { key: parts.operator.key, contacts: parts.contacts })
  if (parts.consents) addConsentRoutes(app, { ...parts, consents: parts.consents })
  addHealthRoutes(app, parts)
  addProblemRoutes(app)
  if (parts.studio) addStudioRoutes(app, parts.studio, parts.log)
  await addPageRoutes(app, parts.page)
  await app.ready()
  return {
    app,
    listen: (port, host = '127.0.0.1') => app.listen({ port, host }),
    close: () => closeAll(app, () => Promise.all([streams.close(), documents?.close()]), limits.closeMs),
  }
}

/** JSON is the only body there is. */
function readJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const encoding = request.headers['content-encoding']
    if (encoding !== undefined && encoding !== 'identity') return done(new Refusal('unsupported-media-type'))
    try {
      done(null, readJson(String(body)))
    } catch (error) {
      done(refusalOf(error))
    }
  })
}

function guardOrigins(app: FastifyInstance, allowed: Origins): void {
  app.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done) => {
    reply.header('x-content-type-options', 'nosniff')
    if (!request.url.startsWith('/v1')) return done()
    reply.header('cache-control', 'no-store')
    const { origin } = request.headers
    if (origin === undefined) return done()
    reply.header('vary', 'origin')
    if (!allowsOrigin(request.headers, allowed)) return done(new Refusal('origin-not-allowed'))
    if (allowed.has(origin)) {
      reply
        .header('access-control-allow-origin', origin)
        .header('access-control-expose-headers', 'retry-after, x-request-id')
    }
    done()
  })
}

async function closeAll(app: FastifyInstance, closeStreams: () => Promise<unknown>, patienceMs: number): Promise<void> {
  // A caller may wait for up to 30 s; a shutdown does not. Who is cut off sends the same client message id again.
  const cut = setTimeout(() => app.server.closeAllConnections(), patienceMs)
  try {
    await Promise.all([closeStreams(), app.close()])
  } finally {
    clearTimeout(cut)
  }
}
