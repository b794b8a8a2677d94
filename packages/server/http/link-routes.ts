// `/c/<token>`: the address that people get. It shows the chat and uses nothing up, since programs that preview links open it too:
// the link is used when a conversation is started with it.
import type { Links } from '@parley/runtime'
import type { FastifyInstance } from 'fastify'
import { isLinkToken } from './link-token.ts'
import { Refusal } from './refusal.ts'

interface OfLink {
  readonly Params: { readonly token: string }
}

/** The token is in the address: it goes to nobody else, is kept nowhere, and is in no index. */
const privately = {
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex, nofollow',
}

/** `GET /c/{token}` */
export function addLinkRoutes(app: FastifyInstance, { links }: { readonly links: Links }): void {
  app.get<OfLink>('/c/:token', async (request, reply) => {
    reply.headers(privately)
    const { token } = request.params
    if (!isLinkToken(token)) throw new Refusal('link-unknown')
    const { solution, environment } = await links.find(token)
    const query = new URLSearchParams({ link: token, solution, environment })
    return reply.redirect(`/?${query}`, 302)
  })
}
