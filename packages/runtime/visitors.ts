/**
 * Visitors, the browsers that people come with, and what becomes of them once it is proved who they are.
 *
 * Owns which contact a visitor is, and how their conversations become those of a known contact. Leaves the proof to whoever
 * calls, beginning conversations to the batch.
 *
 * 1. A visitor's own id opens their conversations, so that only its fingerprint is kept, one for each solution and environment.
 * 2. What is joined is locked: first the visitor, then contacts, conversations and effects, in the order in which a batch locks
 *    them (`batch.ts`).
 * 3. Only conversations of nobody known, or of who the caller said they were and now has proved, are given away: two proved
 *    contacts never become one (RC3).
 */
import { hash, timingSafeEqual } from 'node:crypto'
import { type Contact, type EffectId, type Values, visitorLabel } from '@parley/flow'
import type { PoolClient } from 'pg'
import { type Database, readError, unavailable } from './database.ts'
import { RuntimeError } from './error.ts'
import type { Happening, Outcome } from './happening.ts'
import { type ContactId, type ConversationId, createId, type VisitorId } from './ids.ts'
import type { ActionCall } from './ports.ts'
import type { Environment, StartInput } from './runtime.ts'
import { findVisitor } from './sql/find-visitor.ts'
import { addAlias, giveConversations, hasReported, queueDelivery, renewVisitor } from './sql/join-contacts.ts'
import { listVisitorConversations } from './sql/list-visitor-conversations.ts'
import { lockVisitor, lockVisitorConversations } from './sql/lock-visitor.ts'
import { contactKey, meetContacts } from './sql/meet-contacts.ts'
import { transact } from './transact.ts'
import { asked } from './versions.ts'

/** Somebody whose identity has just been proved, in the browser they came with. */
export interface IdentifyInput {
  readonly solution: string
  readonly environment: Environment
  /** `vis_…` */
  readonly visitor: string
  /** What is proved, and nothing else. */
  readonly contact: StartInput['contact'] & { readonly external_id: string }
}

export interface Visitors {
  /**
   * What the visitor began as nobody known becomes the person's, and conversations that go on are told who it is. The same again,
   * or by several at once, is as if done once. RC3, RC4
   */
  identify(input: IdentifyInput): Promise<void>
  /** Whether the conversation was begun by this visitor; false too when there is no such conversation. */
  holds(conversation: ConversationId, visitor: string): Promise<boolean>
}

export interface Joined {
  /** The person. */
  readonly contact: ContactId
  /** The visitor had no conversation as nobody known, and yet Braze has heard of them, by what they did on pages. */
  readonly isReported: boolean
}

/** The one effect that no turn asked for: turns count from 1. */
const identified: EffectId = '0.0'
const mostTries = 5

/** 1 */
export function visitorId(place: Pick<IdentifyInput, 'solution' | 'environment'>, visitor: string): VisitorId {
  const text = JSON.stringify(['parley visitor 1', place.environment, place.solution, visitor])
  return `visitor_${hash('sha256', text, 'base64url')}`
}

export function createVisitors(parts: {
  readonly db: Database['pool']
  readonly workspace: string
  now(): number
  take(happening: Happening): Promise<Outcome>
  /** What is known of the profile of a person whose identity has just been proved, for a conversation that goes on. */
  profileOf(conversation: ConversationId, contact: Contact): Promise<{ readonly profile?: Values }>
  /** The line of this contact has grown. */
  wake(contacts: readonly ContactId[]): void
}): Visitors & {
  /** All of `identify` but telling the conversations that go on. */
  join(input: IdentifyInput): Promise<Joined>
  /** Has Braze told, in the line of a conversation of the person, that what the visitor did on pages was theirs. RC3 */
  joinReported(input: IdentifyInput, conversation: ConversationId): Promise<void>
} {
  const { db, workspace } = parts

  async function joinIn(client: PoolClient, input: IdentifyInput): Promise<Joined> {
    const { contact } = input
    const visitor = visitorId(input, input.visitor)
    const now = parts.now()
    const nobody = await lockVisitor(client, workspace, visitor)
    const person = { externalId: contact.external_id, email: contact.email ?? null, phone: contact.phone ?? null }
    const proved = { ...person, proved: true }
    const met = await meetContacts(client, workspace, [{ id: createId('cont', now), ...proved }], now)
    const known = met.get(contactKey(proved))
    // Found if there is one, and not made.
    const claimed = met.get(contactKey({ ...person, proved: false }))
    if (known === undefined) throw new Error('a contact that was just met is gone')
    const givers = [nobody, claimed].filter((each) => each != null)
    const given = await lockVisitorConversations(client, workspace, visitor, givers)
    const ids = given.map(({ id }) => id)
    if (ids.length > 0) await giveConversations(client, workspace, known, ids)
    const newest = given.findLast((each) => each.contact === nobody)?.id
    if (nobody === null) return { contact: known, isReported: false }
    if (newest === undefined) return { contact: known, isReported: await hasReported(client, workspace, visitor) }
    await tellBraze(client, input, { nobody, known, conversation: newest })
    return { contact: known, isReported: false }
  }

  /** The alias becomes the person's, and the visitor somebody else as long as nobody knows them. */
  async function tellBraze(
    client: PoolClient,
    input: IdentifyInput,
    who: { readonly nobody: ContactId; readonly known: ContactId; readonly conversation: ConversationId },
  ): Promise<void> {
    const now = parts.now()
    await renewVisitor(client, workspace, visitorId(input, input.visitor), createId('cont', now), now)
    const first = await addAlias(client, workspace, who.known, input)
    const delivery = { conversation: who.conversation, effect: identified, contact: who.known, at: now }
    await queueDelivery(client, workspace, { ...delivery, ...joining(who.nobody, input.contact.external_id, first) })
  }

  async function joinReportedIn(
    client: PoolClient,
    input: IdentifyInput,
    conversation: ConversationId,
  ): Promise<Joined> {
    const joined = await joinIn(client, input)
    // Looked at again under the lock: several conversations may begin at once.
    const nobody = await lockVisitor(client, workspace, visitorId(input, input.visitor))
    if (nobody !== null && joined.isReported)
      await tellBraze(client, input, { nobody, known: joined.contact, conversation })
    return joined
  }

  const join = (input: IdentifyInput): Promise<Joined> => inTransaction((client) => joinIn(client, input))

  async function inTransaction(joinAll: (client: PoolClient) => Promise<Joined>): Promise<Joined> {
    for (let tries = 1; ; tries += 1) {
      try {
        const joined = await transact(db, joinAll)
        parts.wake([joined.contact])
        return joined
      } catch (error) {
        if (readError(error) !== 'conflict' || tries === mostTries) throw failed(error)
      }
    }
  }

  return {
    join,
    async joinReported(input, conversation) {
      await inTransaction((client) => joinReportedIn(client, input, conversation))
    },
    async identify(input) {
      const { contact: id } = await join(input)
      const going = await asked(listVisitorConversations(db, workspace, visitorId(input, input.visitor), id))
      const contact: Contact = { ...input.contact, id, proved: true }
      await Promise.all(
        going.map(async (conversation) => {
          const known = await parts.profileOf(conversation, contact)
          return parts.take({ kind: 'identified', conversation, contact, ...known })
        }),
      )
    },
    async holds(conversation, visitor) {
      const place = await asked(findVisitor(db, workspace, conversation))
      // Compared in any case, so that the time does not tell whether there is such a conversation.
      const given = visitorId(place ?? { solution: '', environment: 'sandbox' }, visitor)
      return isSame(given, place?.visitor ?? visitorId({ solution: '', environment: 'prod' }, visitor))
    },
  }
}

/**
 * What makes the profile of an alias part of the person's. Braze identifies no second alias with a label that the profile has
 * already, as of somebody with two browsers; two profiles it merges.
 */
function joining(
  nobody: ContactId,
  external_id: string,
  first: boolean,
): Pick<ActionCall, 'input'> & { action: `braze.${string}` } {
  const user_alias = { alias_name: nobody, alias_label: visitorLabel }
  if (first)
    return {
      action: 'braze.users.identify',
      input: { aliases_to_identify: [{ external_id, user_alias }], merge_behavior: 'merge' },
    }
  const merge = { identifier_to_merge: { user_alias }, identifier_to_keep: { external_id } }
  return { action: 'braze.users.merge', input: { merge_updates: [merge] } }
}

function isSame(one: VisitorId, other: VisitorId): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

const failed = (error: unknown): unknown =>
  error instanceof RuntimeError || readError(error) === 'statement' ? error : unavailable(error)
