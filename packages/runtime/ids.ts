import { randomBytes } from 'node:crypto'

/** One run of a solution with one contact. */
export type ConversationId = `conv_${string}`
/** One entry of a transcript. */
export type MessageId = `msg_${string}`
/** A person, across channels. */
export type ContactId = `cont_${string}`
/** A browser that people come with, in one solution and environment: a fingerprint. */
export type VisitorId = `visitor_${string}`
/** An immutable build of a solution, named by its content. */
export type VersionId = `ver_${string}`

/**
 * 120 bits: 8 characters of time (so that new rows land beside each other in an index), 16 of chance. Unguessable enough
 * to be shown, not a secret.
 */
export function createId<P extends string>(prefix: P, now: number): `${P}_${string}` {
  const time = Math.floor(now).toString(32).padStart(9, '0').slice(-9)
  return `${prefix}_${time}${randomBytes(10).toString('hex')}`
}
