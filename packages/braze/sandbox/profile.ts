import { randomBytes, randomInt } from 'node:crypto'
import type { ProfileFieldName, UserAlias } from '@parley/braze/contract'
import type { AttributeValue } from './attribute-value.ts'
import type { FieldValue } from './standard-field.ts'
import type { Tally } from './tally.ts'

/**
 * One person as the sandbox keeps them. Mutable, and changed only through the profile store, `change.ts` and `merge.ts`: what is
 * looked up by (external ids, aliases, e-mail, phone) must stay in step with the store's indexes.
 */
export interface Profile {
  /** 24 hexadecimal digits. */
  readonly brazeId: string
  /** Epoch milliseconds. */
  readonly createdAt: number
  /** Its number in the order of creation: several are created in one millisecond. */
  readonly order: number
  /** 0 to 9999. */
  readonly randomBucket: number
  externalId: string | undefined
  /** Earlier external ids that still find the profile. */
  readonly deprecatedIds: Set<string>
  readonly aliases: UserAlias[]
  /** Counts up over all profiles with every change: the larger, the more recently updated. */
  revision: number
  readonly fields: Map<ProfileFieldName, FieldValue>
  readonly attributes: Map<string, AttributeValue>
  readonly events: Map<string, Tally>
  readonly purchases: Map<string, Tally>
  revenue: number
  /** What was written last, newest last. */
  readonly history: Write[]
}

/** One write to a profile, for people who look. */
export interface Write {
  /** Epoch milliseconds. */
  readonly at: number
  readonly what: string
}

/** Writes kept for each profile. */
const HISTORY = 20
const WHAT_CHARACTERS = 200

/** Notes a write in the profile's history. */
export function note({ history }: Profile, at: number, what: string): void {
  history.push({ at, what: what.length > WHAT_CHARACTERS ? `${what.slice(0, WHAT_CHARACTERS)}…` : what })
  if (history.length > HISTORY) history.shift()
}

/** A new profile without anything in it. */
export function createProfile(createdAt: number, order = 0): Profile {
  return {
    brazeId: randomBytes(12).toString('hex'),
    createdAt,
    order,
    randomBucket: randomInt(10_000),
    externalId: undefined,
    deprecatedIds: new Set(),
    aliases: [],
    revision: 0,
    fields: new Map(),
    attributes: new Map(),
    events: new Map(),
    purchases: new Map(),
    revenue: 0,
    history: [],
  }
}
