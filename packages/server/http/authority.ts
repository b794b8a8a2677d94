import type { IncomingHttpHeaders } from 'node:http'
import type { ConversationId } from '@parley/runtime'
import { Refusal } from './refusal.ts'
import { readToken } from './token.ts'

/** The token of `Authorization: Bearer <token>`. */
export const bearerOf = (headers: IncomingHttpHeaders): string | undefined =>
  /^bearer +([^\s]+)$/i.exec(headers.authorization ?? '')?.[1]

/**
 * Checks that the caller may use this conversation; says when the permission ends (epoch milliseconds).
 * The token is judged before anything is looked up, so no answer tells whether a conversation exists to somebody without
 * its token: none or a bad one is `unauthorized`, a good one of another conversation `forbidden`.
 */
export function authorize(
  key: string,
  token: string | undefined,
  id: string,
  now: number,
): { conversation: ConversationId; expiresAt: number } {
  if (token === undefined) throw new Refusal('unauthorized')
  const reading = readToken(key, token, now)
  if (reading.kind !== 'valid') {
    const detail =
      reading.kind === 'expired'
        ? 'The token has expired. Ask for the next one with POST /v1/conversations/{id}/token, as the visitor who began it.'
        : 'The token is not one of this server. Send it exactly as POST /v1/conversations gave it.'
    throw new Refusal('unauthorized', detail, {
      headers: { 'www-authenticate': 'Bearer realm="parley", error="invalid_token"' },
    })
  }
  if (reading.conversation !== id) throw new Refusal('forbidden')
  return reading
}
