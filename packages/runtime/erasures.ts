/**
 * The erasing of contacts: everything of a person at once, and the proof of it.
 *
 * Owns the order in which rows are locked and removed, and the deletion of the profile elsewhere until it is answered. Leaves the
 * deletion itself to the port, who may ask for it to the door.
 *
 * RE1 what is erased is gone from every table in one transaction; nothing that runs meanwhile brings any of it back
 * RE2 the proof holds nothing personal
 * RE3 the profile is deleted by one node at a time and tried again, until it is gone or a day has passed
 */
import { visitorLabel } from '@parley/flow'
import type { PoolClient } from 'pg'
import type { Cipher } from './cipher.ts'
import type { BrazeErased, EraseOptions, Erasure, ErasureId } from './contact.ts'
import { type Database, readError, unavailable } from './database.ts'
import { RuntimeError } from './error.ts'
import { type ConversationId, createId } from './ids.ts'
import type { Log, Ports } from './ports.ts'
import { type ContactKeys, type ErasedConversation, eraseContact, lockContact } from './sql/erase-contact.ts'
import {
  type BrazeErasing,
  type DueErasure,
  endErasure,
  leaseErasures,
  putErasure,
  readErasure,
} from './sql/erasures.ts'
import { transact } from './transact.ts'
import { asked } from './versions.ts'

export interface ErasuresParts {
  readonly db: Database['pool']
  readonly workspace: string
  readonly cipher: Cipher
  readonly log: Log
  readonly deleteProfile?: Ports['deleteProfile']
  now(): number
  /** These conversations are gone. */
  onErased(conversations: readonly ConversationId[]): void
}

export interface Erasures {
  erase(id: string, options: EraseOptions): Promise<Erasure | null>
  read(id: string): Promise<Erasure | null>
  /** RE3 */
  look(): Promise<void>
}

const mostTries = 5
/** As long as a deletion may take. */
const leaseMs = 60_000
const mostPerLook = 20
const firstPauseMs = 5000
const longestPauseMs = 3_600_000
/** About a day. */
const mostAttempts = 32

export function createErasures(parts: ErasuresParts): Erasures {
  const { db, workspace, cipher, log } = parts

  async function eraseIn(client: PoolClient, id: string, options: EraseOptions): Promise<Erased | null> {
    const contact = await lockContact(client, workspace, id)
    if (contact === null) return null
    const at = Math.floor(parts.now())
    const { conversations, counts } = await eraseContact(client, workspace, contact, {
      profiles: profilesOf(contact).map((profile) => cipher.keyed(['profile', profile]).slice(0, 22)),
      now: at,
    })
    const erasing = options.braze ? erasingOf(contact, conversations) : null
    const erasure = {
      id: createId('erasure', at) satisfies ErasureId,
      contactHash: cipher.keyed(['erased contact', contact.id]),
      by: options.by,
      reason: options.reason ?? null,
      at,
      counts,
    }
    await putErasure(client, workspace, erasure, erasing, cipher) // RE2
    return { id: erasure.id, conversations: conversations.map((each) => each.id), waits: erasing !== null }
  }

  /** RE1 */
  async function eraseSurely(id: string, options: EraseOptions): Promise<Erased | null> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await transact(db, (client) => eraseIn(client, id, options))
      } catch (error) {
        const kind = readError(error)
        if (kind !== 'conflict' || tries === mostTries)
          throw error instanceof RuntimeError || kind === 'statement' ? error : unavailable(error)
      }
    }
  }

  async function deleteProfiles({ id, attempts, erasing }: DueErasure): Promise<void> {
    const answers = await Promise.all(
      erasing.places.map(async (place): Promise<BrazeErased> => {
        const { solution, environment } = place
        try {
          const profiles = { externalIds: erasing.externalIds, aliases: erasing.aliases }
          return { solution, environment, ...(await parts.deleteProfile?.({ ...place, ...profiles })) } as BrazeErased
        } catch {
          return { solution, environment, outcome: 'failed', error: 'unavailable' }
        }
      }),
    )
    const isDone = answers.every(({ outcome }) => outcome !== 'failed')
    const givenUp = !isDone && attempts >= mostAttempts
    if (givenUp) log.error({ erasure: id }, 'the profile of an erased contact could not be deleted and was given up')
    const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(attempts - 1, 20))
    const againAt = isDone || givenUp ? null : Math.floor(parts.now() + pause)
    const status = isDone ? 'done' : givenUp ? 'failed' : 'waiting'
    await asked(endErasure(db, workspace, id, { status, answers, againAt }))
  }

  async function lookFor(id?: string): Promise<void> {
    if (parts.deleteProfile === undefined) return
    const lease = { now: Math.floor(parts.now()), ms: leaseMs, limit: mostPerLook, ...(id !== undefined && { id }) }
    const due = await leaseErasures(db, workspace, lease, cipher)
    await Promise.all(due.map(deleteProfiles))
  }

  return {
    async erase(id, options) {
      const erased = await eraseSurely(id, options)
      if (erased === null) return null
      parts.onErased(erased.conversations)
      // What fails now is found by the next look.
      if (erased.waits) await lookFor(erased.id).catch(() => {})
      return asked(readErasure(db, workspace, erased.id))
    },
    read: (id) => asked(readErasure(db, workspace, id)),
    look: () => lookFor(),
  }
}

interface Erased {
  readonly id: ErasureId
  readonly conversations: readonly ConversationId[]
  readonly waits: boolean
}

const aliasOf = ({ id }: ContactKeys) => ({ alias_name: id, alias_label: visitorLabel })

/** As those who keep something of a profile name it. */
function profilesOf(contact: ContactKeys): readonly string[] {
  const { alias_name, alias_label } = aliasOf(contact)
  const alias = `user_alias:${JSON.stringify([alias_label, alias_name])}`
  return contact.externalId === null ? [alias] : [alias, `external_id:${contact.externalId}`]
}

/** Nobody known is only ever named by the alias. */
function erasingOf(contact: ContactKeys, conversations: readonly ErasedConversation[]): BrazeErasing | null {
  const places = new Map(conversations.map((each) => [`${each.environment} ${each.solution}`, each]))
  if (places.size === 0) return null
  return {
    places: [...places.values()].map(({ solution, environment, version }) => ({ solution, environment, version })),
    externalIds: contact.externalId === null ? [] : [contact.externalId],
    aliases: contact.externalId === null ? [aliasOf(contact)] : [],
  }
}
