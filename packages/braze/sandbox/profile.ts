import { randomBytes, randomInt } from 'node:crypto'
import type { ProfileFieldName, UserAlias } from '@parley/braze/contract'
import type { AttributeValue } from './attribute-value.ts'
import type { FieldValue } from './standard-field.ts'
import type { Tally } from './tally.ts'

/**
 * One person as the sandbox keeps them. Mutable, and changed only through the profile store and `change.ts`: fields that are
 * looked up by (external id, aliases, e-mail, phone) must stay in step with the store's indexes.
 */
export interface Profile {
  /** 24 hexadecimal digits. */
  readonly brazeId: string
  /** Epoch milliseconds. */
  readonly createdAt: number
  /** 0 to 9999. */
  readonly randomBucket: number
  readonly externalId: string | undefined
  readonly aliases: UserAlias[]
  /** Counts up over all profiles with every change: the larger, the more recently updated. */
  revision: number
  readonly fields: Map<ProfileFieldName, FieldValue>
  readonly attributes: Map<string, AttributeValue>
  readonly events: Map<string, Tally>
  readonly purchases: Map<string, Tally>
  revenue: number
}

/** A new profile without anything in it. */
export function createProfile(createdAt: number, externalId: string | undefined, alias?: UserAlias): Profile {
  return {
    brazeId: randomBytes(12).toString('hex'),
    createdAt,
    randomBucket: randomInt(10_000),
    externalId,
    aliases: alias === undefined ? [] : [alias],
    revision: 0,
    fields: new Map(),
    attributes: new Map(),
    events: new Map(),
    purchases: new Map(),
    revenue: 0,
  }
}
