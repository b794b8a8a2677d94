// What campaigns ask for: links into a conversation, and conversations that begin by themselves. The caller is Braze, in a webhook
// step or by Connected Content.
//
// O1. Acknowledged is what is committed: one row, written with those of others that came meanwhile.
// O2. The same dispatch and person get the same answer, whoever answers.
// O3. Load is never a 5xx, and refusals come at a pace: see `outreach-pressure.ts`.
import { type Links, RuntimeError } from '@parley/runtime'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { LiveSolutions } from '../live-solutions.ts'
import { readConnectedQuery } from './connected-query.ts'
import { createLinkToken } from './link-token.ts'
import { authorizeOutreach } from './outreach-key.ts'
import { createPressure } from './outreach-pressure.ts'
import { readOutreach, readOutreachPlace } from './outreach-request.ts'

interface Parts {
  readonly links: Links
  readonly live: LiveSolutions
  readonly tokenKey: string
  /** Under which people reach this server, `https://chat.example.com`; default: what the caller reached it under. */
  readonly publicUrl?: string
}

interface OfQuery {
  readonly Querystring: { readonly [name: string]: unknown }
}

/** `POST /v1/outreach`, `GET` and `POST /v1/outreach/link` */
export function addOutreachRoutes(app: FastifyInstance, parts: Parts): void {
  const { links, live, tokenKey } = parts
  const pressure = createPressure({
    now: () => performance.now(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms).unref()),
    random: Math.random,
  })

  async function take(request: FastifyRequest, reply: FastifyReply, body: unknown, only?: 'link'): Promise<unknown> {
    try {
      const { solution, environment } = readOutreachPlace(body)
      const { build } = authorizeOutreach(request.headers, await live.find(solution, environment))
      const { mode, outreach } = readOutreach(body, build.outreach?.expiresIn, only)
      if (mode === 'link') {
        const token = createLinkToken(tokenKey, outreach.id)
        const { expiresAt } = await links.put(outreach, token)
        const url = `${parts.publicUrl ?? reachedUnder(request)}/c/${token}`
        return reply.send({ url, expires_at: new Date(expiresAt).toISOString() })
      }
      const { conversation } = await links.begin(outreach)
      return reply.code(202).send({ conversation: { id: conversation } })
    } catch (error) {
      throw await pressure.refuse(inTheirWords(error)) // O3
    }
  }

  app.post('/v1/outreach', (request, reply) => take(request, reply, request.body))
  app.post('/v1/outreach/link', (request, reply) => take(request, reply, request.body, 'link'))
  app.get<OfQuery>('/v1/outreach/link', (request, reply) =>
    take(request, reply, readConnectedQuery(request.query), 'link'),
  )
}

/** What the runtime calls variables, the call has under `context`. */
function inTheirWords(error: unknown): unknown {
  if (!(error instanceof RuntimeError) || error.errors.length === 0) return error
  const errors = error.errors.map(({ path: [, ...rest], detail }) => ({ path: ['context', ...rest], detail }))
  return new RuntimeError(error.code, error.message, error, errors)
}

/** The caller has shown the key by now, and what it says of itself only makes its own links. */
function reachedUnder(request: FastifyRequest): string {
  const proto = request.headers['x-forwarded-proto'] === 'https' ? 'https' : 'http'
  return `${proto}://${request.host}`
}
