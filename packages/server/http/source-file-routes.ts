import type { FastifyInstance } from 'fastify'
import type { Sources } from '../sources/sources.ts'
import { operatorOnly } from './operator-guard.ts'
import { filesBytes, readPushed, readRenewed } from './studio/source-request.ts'

interface OfSolution {
  readonly Params: { readonly solution: string }
}

/** `/v1/sources/…`: the files of what is worked on in the Studio, for the operator's command line. */
export function addSourceFileRoutes(
  app: FastifyInstance,
  { key, sources }: { readonly key: string; readonly sources: Sources },
): void {
  const onRequest = operatorOnly(key)
  const url = '/v1/sources/:solution/files'
  app.get('/v1/sources', { onRequest }, async () => ({
    sources: (await sources.list()).map(({ solution, changedAt, changedBy, folder }) => ({
      solution,
      changed_at: changedAt,
      changed_by: changedBy,
      ...(folder === undefined ? {} : { folder }),
    })),
  }))
  app.get<OfSolution>(url, { onRequest }, async ({ params }) => ({ files: await sources.read(params.solution) }))
  app.put<OfSolution>(url, { onRequest, bodyLimit: filesBytes }, async (request, reply) => {
    const { files, by = 'operator' } = readRenewed(request.body)
    await sources.create(request.params.solution, files, by)
    return reply.code(201).send({})
  })
  app.patch<OfSolution>(url, { onRequest, bodyLimit: filesBytes }, async (request) => {
    const { files, by = 'operator' } = readPushed(request.body)
    await sources.change(request.params.solution, files, by)
    return {}
  })
}
