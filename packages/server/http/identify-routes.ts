import type { FastifyInstance } from 'fastify'
import { type AdmissionParts, admitLogin } from './admission.ts'
import type { Conversations } from './parts.ts'
import { readLogin } from './request.ts'

/** `POST /v1/identify`: a visitor turns out to be somebody, while conversations go on. */
export function addIdentifyRoutes(
  app: FastifyInstance,
  parts: AdmissionParts & { readonly conversations: Pick<Conversations, 'visitors'> },
): void {
  app.post('/v1/identify', { onRequest: parts.rates.guard('identify') }, async (request, reply) => {
    const login = readLogin(request.body)
    const contact = await admitLogin(request, login, parts)
    const { solution, environment, visitor } = login
    await parts.conversations.visitors.identify({ solution, environment, visitor, contact })
    return reply.code(204).send()
  })
}
