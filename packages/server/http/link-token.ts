// The token of a link, `<server>/c/<token>`: short enough for a text message. It is the MAC of what was asked for, so that every
// node gives the same one again without anything being kept but a hash of it.
import { createHmac } from 'node:crypto'

/** 128 bits: nobody guesses one. */
const bytes = 16
const shape = /^[A-Za-z0-9_-]{22}$/

/** @param id Of the outreach: the same id is the same token. */
export function createLinkToken(key: string, id: string): string {
  const mac = createHmac('sha256', key).update('parley link 1\n').update(id).digest()
  return mac.subarray(0, bytes).toString('base64url')
}

/** What does not look like one is not looked up. */
export const isLinkToken = (text: string): boolean => shape.test(text)
