import type { ConversationId, Links } from '@parley/runtime'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type AdmissionParts, admitStart } from './admission.ts'
import { answerOf, type LinkOf, startedOf } from './answer.ts'
import { authorize, bearerOf } from './authority.ts'
import { createFileLink } from './file-link.ts'
import { readLink, startWithLink } from './link-start.ts'
import type { Conversations, Limits } from './parts.ts'
import type { Deed } from './rate-limit.ts'
import { Refusal } from './refusal.ts'
import { readCursor, readEvents, readProof, readSay, readStart, readWait } from './request.ts'
import { readPreview } from './solution-preview.ts'
import { createToken, expiryOf } from './token.ts'

interface Parts extends AdmissionParts {
  readonly conversations: Conversations
  readonly tokenKey: string
  readonly limits: Limits
  /** Without it, every link is unknown. */
  readonly links?: Links
}

interface OfConversation {
  // Typed as an id because `authorized` has run before any handler sees it.
  readonly Params: { readonly id: ConversationId }
  readonly Querystring: { readonly [name: string]: unknown }
}

const sendJson = (reply: FastifyReply, body: unknown): FastifyReply =>
  reply.type('application/json; charset=utf-8').send(JSON.stringify(body))

/** The conversation API, shapes in `@parley/widget/protocol`. */
export function addConversationRoutes(app: FastifyInstance, parts: Parts): void {
  const { conversations, tokenKey, limits, rates, now } = parts

  const links =
    (conversation: ConversationId): LinkOf =>
    (file) =>
      createFileLink(tokenKey, conversation, file, now())

  // D2: runs before the body is read.
  const authorized = (
    request: FastifyRequest<OfConversation>,
    _reply: FastifyReply,
    done: (error?: Error) => void,
  ): void => {
    try {
      authorize(tokenKey, bearerOf(request.headers), request.params.id, now())
      done()
    } catch (error) {
      done(error as Error)
    }
  }

  const counted = (deed: Deed) => [rates.guard(deed), authorized]

  app.post('/v1/conversations', { onRequest: rates.guard('starts') }, async (request, reply) => {
    const said = readStart(request.body, request.headers['accept-language'])
    const link = readLink(request.body)
    const { identity, preview } = readProof(request.body)
    const shown = { identity, link: link !== undefined || preview !== undefined }
    const input = await admitStart(request, said, shown, parts)
    const started =
      link === undefined
        ? await conversations.start({ ...input, ...readPreview(request.body, tokenKey, now()) })
        : await startWithLink({ conversations, links: parts.links }, input, link)
    const token = createToken(tokenKey, started.conversation, now())
    const granted = { token, expires_at: new Date(expiryOf(now())).toISOString() }
    return sendJson(reply.code(201), startedOf(started, granted, links(started.conversation)))
  })

  app.post<OfConversation>(
    '/v1/conversations/:id/messages',
    { onRequest: counted('messages') },
    async (request, reply) => {
      await rates.take('messages', request.raw, { conversation: request.params.id }, { address: false })
      const { said, clientMessageId } = readSay(request.body, limits.textCharacters)
      const answer = await conversations.say(request.params.id, said, {
        waitMs: readWait(request.query.wait),
        ...(clientMessageId === undefined ? {} : { clientMessageId }),
      })
      return sendJson(reply, answerOf(answer, links(request.params.id)))
    },
  )

  app.get<OfConversation>('/v1/conversations/:id/messages', { onRequest: authorized }, async (request, reply) => {
    const { id } = request.params
    return sendJson(reply, answerOf(await conversations.messages(id, readCursor(request.query.after)), links(id)))
  })

  app.post<OfConversation>('/v1/conversations/:id/events', { onRequest: counted('events') }, async (request, reply) => {
    // All at once: the runtime keeps the order of arrival and takes them in one batch.
    const { id } = request.params
    await Promise.all(
      readEvents(request.body).map((event) => {
        if (event.kind === 'returned') return conversations.returned(id)
        const { name, properties } = event
        return conversations.pageEvent(id, { name, properties })
      }),
    )
    return reply.code(204).send()
  })

  app.get('/v1/conversations/:id/stream', async () => {
    throw new Refusal('upgrade-required')
  })
}
