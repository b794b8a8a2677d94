import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from './refusal.ts'

interface Known {
  readonly pattern: RegExp
  readonly methods: Set<string>
}

const patternOf = (url: string): RegExp => new RegExp(`^${url.replaceAll('.', '\\.').replace(/:[^/]+/g, '[^/]+')}$`)

/**
 * Remembers which paths exist, whatever the method, so that a request which fits no route can be told apart: 405 with
 * `Allow`, a preflight, or 404. Create it before the routes are added.
 */
export function createRouteTable(app: FastifyInstance) {
  const table = new Map<string, Known>()
  app.addHook('onRoute', (route) => {
    const known = table.get(route.url) ?? { pattern: patternOf(route.url), methods: new Set(['OPTIONS']) }
    for (const method of [route.method].flat()) known.methods.add(method)
    table.set(route.url, known)
  })

  function answerUnmatched(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const path = request.url.split('?', 1)[0] ?? ''
    const methods = [...table.values()].find((known) => known.pattern.test(path))?.methods
    if (methods === undefined) throw new Refusal('unknown-route')
    const allow = [...methods].sort().join(', ')
    if (request.method !== 'OPTIONS') throw new Refusal('method-not-allowed', undefined, { headers: { allow } })
    return reply
      .code(204)
      .headers({
        allow,
        'access-control-allow-methods': allow,
        'access-control-allow-headers': 'authorization, content-type',
        'access-control-max-age': '600',
      })
      .send()
  }

  return { answerUnmatched }
}
