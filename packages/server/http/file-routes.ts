import type { ConversationId, Runtime } from '@parley/runtime'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { authorize, bearerOf } from './authority.ts'
import { createFileLink, readFileLink } from './file-link.ts'
import { readFileType } from './file-type.ts'
import { readUpload } from './file-upload.ts'
import type { Limits } from './parts.ts'
import type { RateLimits } from './rate-limit.ts'
import { Refusal } from './refusal.ts'

interface Parts {
  readonly conversations: Pick<Runtime, 'files'>
  readonly tokenKey: string
  readonly limits: Limits
  readonly rates: RateLimits
  readonly now: () => number
}

interface OfConversation {
  // Typed as an id because the token is checked before any handler sees it.
  readonly Params: { readonly id: ConversationId }
  readonly Querystring: { readonly name?: unknown }
}

interface OfFile {
  readonly Params: { readonly id: string }
  readonly Querystring: { readonly [name: string]: unknown }
}

/** Types that a browser shows and that cannot hold script. All others are downloaded. */
const shown = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'])

/** `POST /v1/conversations/{id}/files` and `GET /v1/files/{id}`. */
export function addFileRoutes(app: FastifyInstance, parts: Parts): void {
  const { conversations, tokenKey, limits, rates, now } = parts
  /** Uploads that are in memory now. */
  let uploading = 0

  const onRequest = (
    request: FastifyRequest<OfConversation>,
    _reply: FastifyReply,
    done: (error?: Error) => void,
  ): void => {
    try {
      authorize(tokenKey, bearerOf(request.headers), request.params.id, now()) // D2
      done()
    } catch (error) {
      done(error as Error)
    }
  }

  // A scope of its own: here, and only here, a body may be anything.
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _body, done) => done(null))

    const before = [rates.guard('uploads'), onRequest]
    scope.post<OfConversation>('/v1/conversations/:id/files', { onRequest: before }, async (request, reply) => {
      await rates.take('uploads', request.raw, { conversation: request.params.id }, { address: false })
      if (uploading >= limits.uploads) throw new Refusal('overloaded')
      uploading += 1
      try {
        const { name: given } = request.query
        const name = typeof given === 'string' ? given : undefined
        const { name: kept, content } = await readUpload(request.raw, name, limits.fileBytes)
        const type = await readFileType(content)
        const file = await conversations.files.put(request.params.id, { name: kept, type, content })
        const url = createFileLink(tokenKey, request.params.id, file.id, now())
        return reply.code(201).send({ file: { ...file, url } })
      } finally {
        uploading -= 1
      }
    })
  })

  app.get<OfFile>('/v1/files/:id', async (request, reply) => {
    const { conversation, expiresAt } = readFileLink(tokenKey, request.params.id, request.query, now())
    const file = await conversations.files.load(conversation as ConversationId, request.params.id)
    if (file === null) throw new Refusal('unknown-file')
    const inline = shown.has(file.type)
    const seconds = Math.floor((expiresAt - now()) / 1000)
    return reply
      .headers({
        'content-disposition': `${inline ? 'inline' : 'attachment'}; ${disposed(file.name)}`,
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': `private, max-age=${seconds}, immutable`,
        'cross-origin-resource-policy': 'cross-origin',
        'referrer-policy': 'no-referrer',
      })
      .type(file.type)
      .send(file.content)
  })
}

/** RFC 6266: a name in ASCII for those who know no better, and the whole one. */
function disposed(name: string): string {
  const plain =
    name
      .normalize('NFKD')
      .replace(/[^\x20-\x7e]/g, '')
      .replace(/["\\%]/g, '_')
      .trim() || 'file'
  const whole = encodeURIComponent(name).replace(
    /['()*!]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `filename="${plain}"; filename*=UTF-8''${whole}`
}
