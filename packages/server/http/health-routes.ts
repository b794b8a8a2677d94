import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import { loggable } from '../loggable.ts'
import { Refusal } from './refusal.ts'

interface Parts {
  readonly checks?: { readonly [name: string]: () => Promise<unknown> }
  readonly metrics: Registry
  readonly log: Logger
}

/** A part that needs longer to say that it is well is not. */
const patienceMs = 2000

function createReadiness({ checks = {}, log }: Parts): () => Promise<readonly string[]> {
  let running: Promise<readonly string[]> | undefined

  async function works(name: string, check: () => Promise<unknown>): Promise<boolean> {
    const late = Promise.withResolvers<false>()
    const timer = setTimeout(() => late.resolve(false), patienceMs)
    try {
      return (await Promise.race([check(), late.promise])) !== false
    } catch (error) {
      log.warn({ check: name, error: loggable(error) }, 'not ready')
      return false
    } finally {
      clearTimeout(timer)
    }
  }

  async function missing(): Promise<readonly string[]> {
    const names = Object.keys(checks)
    const results = await Promise.all(Object.entries(checks).map(([name, check]) => works(name, check)))
    return names.filter((_, index) => !results[index])
  }

  // Everybody who asks meanwhile gets the same answer: asking often must not load what is asked about.
  return () => {
    running ??= missing().finally(() => {
      running = undefined
    })
    return running
  }
}

/** `/healthz`: the process lives. `/readyz`: so does everything it needs. `/metrics`: Prometheus text. */
export function addHealthRoutes(app: FastifyInstance, parts: Parts): void {
  const readiness = createReadiness(parts)
  const names = Object.keys(parts.checks ?? {})

  app.get('/healthz', async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'alive' }))

  app.get('/readyz', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    const missing = await readiness()
    if (missing.length > 0) throw new Refusal('not-ready', `Not there yet, or not any more: ${missing.join(', ')}.`)
    return reply.send({ status: 'ready', checks: Object.fromEntries(names.map((name) => [name, 'ok'])) })
  })

  app.get('/metrics', async (_request, reply) =>
    reply
      .header('cache-control', 'no-store')
      .type(parts.metrics.contentType)
      .send(await parts.metrics.metrics()),
  )
}
