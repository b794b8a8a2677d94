// Webhooks of the brand's systems to a conversation. No token: who signs with the key of the conversation's solution and
// environment may report to it.
//
// W1. Until the signature is proved, every answer is the same whether or not the conversation exists.
// W2. The same signature twice is one turn, and is answered alike.
import { randomBytes } from 'node:crypto'
import type { Value, Values } from '@parley/flow'
import type { ConversationId } from '@parley/runtime'
import type { FastifyInstance } from 'fastify'
import type { Conversations } from './parts.ts'
import { Refusal } from './refusal.ts'
import { readJson } from './request.ts'
import { cleanValue } from './text.ts'
import { matchSignature, readSignature } from './webhook-signature.ts'

/** Where the keys are that webhooks are signed with. */
export interface WebhookKeys {
  /** Of the conversation's solution and environment; null when there is no such conversation or no such key. */
  keyOf(conversation: ConversationId): Promise<string | null>
}

interface Parts {
  readonly conversations: Conversations
  readonly webhooks: WebhookKeys
  readonly now: () => number
}

interface OfWebhook {
  readonly Params: { readonly id: string; readonly name: string }
}

/** What a conversation keeps of a webhook, characters of JSON. */
const longestPayload = 65_536

const isConversation = (id: string): id is ConversationId => /^conv_[A-Za-z0-9_-]{1,64}$/.test(id)

/** `POST /v1/conversations/{id}/webhooks/{name}` */
export async function addWebhookRoutes(app: FastifyInstance, parts: Parts): Promise<void> {
  // A key that nobody has, so that an unknown conversation takes the time of a known one. W1
  const nobodys = randomBytes(32).toString('hex')
  await app.register(async (scope) => {
    // The signature covers the bytes as they came.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
      const encoding = request.headers['content-encoding']
      if (encoding !== undefined && encoding !== 'identity') done(new Refusal('unsupported-media-type'))
      else done(null, body)
    })
    scope.post<OfWebhook>('/v1/conversations/:id/webhooks/:name', async (request, reply) => {
      const { id, name } = request.params
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const reading = readSignature(headerOf(request.headers['parley-signature']), parts.now())
      if (reading.kind === 'missing') throw new Refusal('webhook-not-signed')
      if (reading.kind === 'late')
        throw new Refusal(
          'webhook-not-signed',
          'The time `t` of the signature is more than five minutes from ours. Sign again.',
        )
      const key = isConversation(id) ? await parts.webhooks.keyOf(id) : null
      const signature = matchSignature(key ?? nobodys, reading, body)
      if (key === null || signature === null || !isConversation(id))
        throw new Refusal('webhook-not-signed', 'The signature does not fit this address and body.')
      await parts.conversations.webhook(id, { name, payload: readPayload(body), signature })
      return reply.code(204).send()
    })
  })
}

function headerOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(',') : value
}

function readPayload(body: Buffer): Values {
  const value: Value | undefined = cleanValue(readJson(body.toString('utf8')))
  // Escapes and numbers may be longer written out than they came.
  if (JSON.stringify(value ?? null).length > longestPayload) throw new Refusal('body-too-large')
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Values
  throw new Refusal('invalid-request', undefined, {
    errors: [{ pointer: '', detail: 'Send one JSON object, not nested too deeply' }],
  })
}
