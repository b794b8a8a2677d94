// A conversation's bearer token: `<conversation>.<expiry>.<mac>`. Stateless: whoever holds the key can check it, no node
// keeps a list. It proves "the one to whom this conversation was given", not who that is.
//
// 1. The MAC covers conversation and expiry; neither can be changed.
// 2. Comparison takes the same time whatever the difference.
// 3. Every part is made of characters that a header, a URL and a WebSocket subprotocol can hold.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ConversationId } from '@parley/runtime'

/** How long a token lasts, milliseconds: who goes on gets the next one, and one that was stolen is soon worth nothing. */
export const tokenLifetimeMs = 2 * 60 * 60 * 1000

export type TokenReading =
  | {
      readonly kind: 'valid'
      readonly conversation: ConversationId /** Epoch milliseconds. */
      readonly expiresAt: number
    }
  | { readonly kind: 'expired' }
  | { readonly kind: 'invalid' }

const shape = /^(conv_[A-Za-z0-9_-]{1,64})\.([0-9]{1,12})\.([A-Za-z0-9_-]{43})$/

const mac = (key: string, signed: string): string =>
  createHmac('sha256', key).update('parley conversation token 1\n').update(signed).digest('base64url')

/** When a token made now ends, epoch milliseconds. */
export const expiryOf = (now: number): number => Math.floor((now + tokenLifetimeMs) / 1000) * 1000

export function createToken(key: string, conversation: ConversationId, now: number): string {
  const signed = `${conversation}.${expiryOf(now) / 1000}`
  return `${signed}.${mac(key, signed)}`
}

export function readToken(key: string, token: string, now: number): TokenReading {
  const match = shape.exec(token)
  if (match === null) return { kind: 'invalid' }
  const [, conversation = '', expiry = '', given = ''] = match
  const right = mac(key, `${conversation}.${expiry}`)
  if (!timingSafeEqual(Buffer.from(given), Buffer.from(right))) return { kind: 'invalid' } // 2
  const expiresAt = Number(expiry) * 1000
  return expiresAt > now
    ? { kind: 'valid', conversation: conversation as ConversationId, expiresAt }
    : { kind: 'expired' }
}
