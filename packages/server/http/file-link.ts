// Links to files of conversations: `/v1/files/<id>?conversation=…&expires=…&signature=…`. Whoever has one may read that one file until
// it expires: an image element can send no token.
//
// 1. The MAC covers conversation, file and expiry; none can be changed.
// 2. Links made within the same hour are the same, so that a browser keeps what it has fetched.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { Refusal } from './refusal.ts'

const hourMs = 3_600_000

const mac = (key: string, signed: string): string =>
  createHmac('sha256', key).update('parley file link 1\n').update(signed).digest('base64url')

/** A path of this server, good for one to two hours. */
export function createFileLink(key: string, conversation: string, file: string, now: number): string {
  const expires = ((Math.floor(now / hourMs) + 2) * hourMs) / 1000 // 2
  const signature = mac(key, `${conversation}.${file}.${expires}`)
  return `/v1/files/${file}?conversation=${conversation}&expires=${expires}&signature=${signature}`
}

export interface FileLink {
  readonly conversation: string
  /** Epoch milliseconds. */
  readonly expiresAt: number
}

/** What a link opens. Refuses one that was changed and one whose time is over. */
export function readFileLink(
  key: string,
  file: string,
  query: { readonly [name: string]: unknown },
  now: number,
): FileLink {
  const { conversation, expires, signature } = query
  const whole = [conversation, expires, signature].every((each) => typeof each === 'string' && each.length <= 128)
  const right = Buffer.from(mac(key, `${String(conversation)}.${file}.${String(expires)}`))
  const given = Buffer.from(String(signature))
  if (!whole || given.length !== right.length || !timingSafeEqual(given, right))
    throw new Refusal('file-link-refused', 'This is no link of this server. Take the one that the message gives.')
  const expiresAt = Number(expires) * 1000
  if (expiresAt <= now)
    throw new Refusal('file-link-refused', 'The time of this link is over. Read the message again: it has a new one.')
  return { conversation: String(conversation), expiresAt }
}
