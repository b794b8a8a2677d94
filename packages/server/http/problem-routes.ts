import type { FastifyInstance } from 'fastify'
import { isProblemCode, problems } from './problem.ts'
import { Refusal } from './refusal.ts'

/** `/problems/<code>`, where the `type` of every problem document leads: what it means, for people. */
export function addProblemRoutes(app: FastifyInstance): void {
  app.get<{ Params: { code: string } }>('/problems/:code', async (request, reply) => {
    const { code } = request.params
    if (!isProblemCode(code)) throw new Refusal('unknown-route', 'There is no problem of this name.')
    const { status, title, detail } = problems[code]
    return reply.type('text/plain; charset=utf-8').send(`${title} (${code}, HTTP ${status})\n\n${detail}\n`)
  })
}
