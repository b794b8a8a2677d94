import type { ConversationId } from '@parley/runtime'
import type { TokenGiven } from '@parley/widget/protocol'
import type { FastifyInstance } from 'fastify'
import { authorize, bearerOf } from './authority.ts'
import type { Conversations } from './parts.ts'
import type { RateLimits } from './rate-limit.ts'
import { Refusal } from './refusal.ts'
import { readVisitor } from './request.ts'
import { createToken, expiryOf } from './token.ts'

interface Parts {
  readonly conversations: Pick<Conversations, 'visitors'>
  readonly tokenKey: string
  readonly rates: RateLimits
  readonly now: () => number
}

interface OfConversation {
  readonly Params: { readonly id: string }
}

const conversationId = /^conv_[A-Za-z0-9_-]{1,64}$/

/** `POST /v1/conversations/{id}/token`: the next token, for whoever has a good one or is the visitor who began the conversation. */
export function addTokenRoutes(app: FastifyInstance, { conversations, tokenKey, rates, now }: Parts): void {
  app.post<OfConversation>(
    '/v1/conversations/:id/token',
    { onRequest: rates.guard('tokens') },
    async (request, reply) => {
      const { id } = request.params
      const visitor = readVisitor(request.body)
      await rates.take('tokens', request.raw, { conversation: id.slice(0, 80) }, { address: false })
      if (visitor === undefined) authorize(tokenKey, bearerOf(request.headers), id, now())
      else await recognize(id, visitor)
      const token = createToken(tokenKey, id as ConversationId, now())
      const given: TokenGiven = { token, expires_at: new Date(expiryOf(now())).toISOString() }
      return reply.send(given)
    },
  )

  /** The same answer whether the visitor is another or there is no such conversation. */
  async function recognize(id: string, visitor: string): Promise<void> {
    if (conversationId.test(id) && (await conversations.visitors.holds(id as ConversationId, visitor))) return
    throw new Refusal(
      'unauthorized',
      'This visitor did not begin this conversation. Start one with POST /v1/conversations.',
    )
  }
}
