/**
 * A batch: waiting happenings taken through their flows inside one open transaction.
 *
 * Owns what is read under the lock and what each happening becomes. Leaves the connection, the commit and every retry to
 * the lane, and a single turn to `turn.ts`.
 *
 * 1. Everything that decides a turn is read after its conversation is locked, by a statement of its own: one that had
 *    waited for the lock would see the other tables as they were before (R3, R5).
 * 2. Several happenings of one conversation are taken in the order in which they joined (R5).
 * 3. A turn that throws changes nothing; the others of its batch, even of its conversation, go on (R1).
 */
import type { Event, Program } from '@parley/flow'
import type { Client } from 'pg'
import { addKey, addTurn, createDraft, type Draft, readSaved } from './draft.ts'
import { RuntimeError } from './error.ts'
import { fingerprint } from './fingerprint.ts'
import type { Happening, Outcome, Waiting } from './happening.ts'
import type { ContactId, ConversationId, VersionId } from './ids.ts'
import type { Log } from './ports.ts'
import type { Programs } from './programs.ts'
import { beginTurns } from './sql/begin-turns.ts'
import { type Conversation, lockConversations } from './sql/lock-conversations.ts'
import { meetContacts } from './sql/meet-contacts.ts'
import { readOutbox } from './sql/read-outbox.ts'
import { readTimers } from './sql/read-timers.ts'
import { readTurnKeys, type TurnKey } from './sql/read-turn-keys.ts'
import type { TurnsSaved } from './sql/save-turns.ts'
import { isOver, takeTurn } from './turn.ts'

export interface BatchParts {
  readonly workspace: string
  readonly programs: Programs
  readonly log: Log
  now(): number
  random(): number
  /** The lease under which this node executes the batch's actions; null when it has enough to do. */
  lease(): TurnsSaved['lease']
}

export interface Batch {
  /** Its number in the database. */
  readonly transaction: string
  readonly drafts: readonly Draft[]
  /** What to write; null when no happening changes anything. */
  readonly saved: TurnsSaved | null
  /** In the order in which they joined. */
  readonly results: readonly Result[]
}

interface Result {
  readonly waiting: Waiting
  readonly outcome: Outcome | RuntimeError
}

/** What was read under the lock, and what has become of it so far. */
interface Ground {
  readonly at: number
  readonly drafts: Map<ConversationId, Draft>
  readonly keys: ReadonlyMap<string, TurnKey>
  /** Effects that wait for their result, as `<conversation>.<effect>`. */
  readonly pending: Set<string>
  /** What the timers are set to, by `<conversation>.<timer>`. */
  readonly timers: ReadonlyMap<string, number>
  readonly programs: ReadonlyMap<VersionId, Program | RuntimeError>
  readonly anonymous: Map<
    ContactId,
    { readonly id: ContactId; readonly email: string | null; readonly phone: string | null }
  >
}

/** Locks, reads and steps. Rejects only when the database does; the transaction is then still open. */
export async function prepareBatch(client: Client, parts: BatchParts, waiting: readonly Waiting[]): Promise<Batch> {
  const at = parts.now()
  const happenings = waiting.map((entry) => entry.happening)
  const { transaction, ...read } = await readUnderLock(client, parts, happenings, at)
  const drafts = [...read.drafts.values()]
  const programs = await loadPrograms(client, parts.programs, drafts)
  const ground: Ground = { ...read, at, programs, anonymous: anonymousContacts(happenings) }
  const results = waiting.map((entry): Result => ({ waiting: entry, outcome: attempt(parts, ground, entry.happening) }))
  const anythingToSave = drafts.some((draft) => draft.changed || draft.finished.length > 0)
  const contacts = drafts.flatMap((draft) =>
    draft.changed && draft.begins ? (ground.anonymous.get(draft.conversation.contact) ?? []) : [],
  )
  const saved = anythingToSave
    ? readSaved(drafts, { workspace: parts.workspace, at, contacts, lease: parts.lease() })
    : null
  return { transaction, drafts, saved, results }
}

async function readUnderLock(client: Client, parts: BatchParts, happenings: readonly Happening[], at: number) {
  const { workspace } = parts
  const asked = <K extends Happening['kind']>(kind: K) =>
    happenings.filter((happening): happening is Extract<Happening, { kind: K }> => happening.kind === kind)
  const starts = asked('start')
  const named = starts.flatMap(({ begins, contact }) =>
    contact.external_id === undefined
      ? []
      : [
          {
            id: begins.contact,
            externalId: contact.external_id,
            email: contact.email ?? null,
            phone: contact.phone ?? null,
          },
        ],
  )
  const existing = new Set(
    happenings.filter((happening) => happening.kind !== 'start').map((happening) => happening.conversation),
  )
  const said = asked('said').flatMap(({ conversation, clientMessageId }) =>
    clientMessageId === undefined ? [] : [{ conversation, clientMessageId }],
  )
  const actions = asked('action-finished')
  const timers = asked('timer-fired')
  // All sent at once and answered in order: one trip.
  const answers = await everyAnswer([
    beginTurns(client),
    named.length > 0 ? meetContacts(client, workspace, oncePerPerson(named), at) : new Map<string, ContactId>(),
    existing.size > 0 ? lockConversations(client, workspace, [...existing]) : [],
    said.length > 0 ? readTurnKeys(client, workspace, said) : [],
    actions.length > 0 ? readOutbox(client, workspace, actions) : [],
    timers.length > 0 ? readTimers(client, workspace, timers) : [],
  ])
  const [transaction, contacts, locked, keys, pending, set] = answers
  const drafts = new Map(locked.map((conversation) => [conversation.id, createDraft(conversation, false)]))
  for (const { begins, contact } of starts) {
    const known = contact.external_id === undefined ? undefined : contacts.get(contact.external_id)
    drafts.set(begins.id, createDraft({ ...begins, contact: known ?? begins.contact }, true))
  }
  return {
    transaction,
    drafts,
    keys: new Map(keys.map((key) => [`${key.conversation}.${key.clientMessageId}`, key])),
    pending: new Set(pending.map((row) => `${row.conversation}.${row.effect}`)),
    timers: new Map(set.map((row) => [`${row.conversation}.${row.timer}`, row.at])),
  }
}

/** Waits for all, so that no answer is left unread, and then fails with the first failure: the later ones follow from it. */
async function everyAnswer<T extends readonly unknown[]>(
  asked: readonly [...T],
): Promise<{ -readonly [I in keyof T]: Awaited<T[I]> }> {
  const answers = await Promise.allSettled(asked)
  for (const answer of answers) if (answer.status === 'rejected') throw answer.reason
  return Promise.all(asked) as Promise<{ -readonly [I in keyof T]: Awaited<T[I]> }>
}

function oncePerPerson<T extends { readonly externalId: string }>(contacts: readonly T[]): readonly T[] {
  return [...new Map(contacts.map((contact) => [contact.externalId, contact])).values()]
}

function anonymousContacts(happenings: readonly Happening[]): Ground['anonymous'] {
  return new Map(
    happenings.flatMap((happening) => {
      if (happening.kind !== 'start' || happening.contact.external_id !== undefined) return []
      const { email, phone } = happening.contact
      const id = happening.begins.contact
      return [[id, { id, email: email ?? null, phone: phone ?? null }] as const]
    }),
  )
}

/** A build that cannot be read is kept as its error, so that only its own conversations suffer. */
async function loadPrograms(client: Client, programs: Programs, drafts: readonly Draft[]): Promise<Ground['programs']> {
  const loaded = new Map<VersionId, Program | RuntimeError>()
  for (const { conversation } of drafts) {
    const { version } = conversation
    if (loaded.has(version)) continue
    loaded.set(version, programs.find(version) ?? (await programs.load(client, version).catch(refusal)))
  }
  return loaded
}

function refusal(error: unknown): RuntimeError {
  if (error instanceof RuntimeError) return error
  throw error
}

function attempt(parts: BatchParts, ground: Ground, happening: Happening): Outcome | RuntimeError {
  try {
    return take(parts, ground, happening)
  } catch (error) {
    if (error instanceof RuntimeError) return error
    const { conversation, kind } = happening
    // The message of a thrown error may quote what a person said; its frames do not.
    parts.log.error({ conversation, happening: kind, frames: framesOf(error) }, 'a turn failed and was rolled back')
    return new RuntimeError(
      'turn-failed',
      `A turn of ${conversation} failed and was rolled back. This is a bug; please report it.`,
      error,
    )
  }
}

function framesOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const frames = error.stack?.split('\n').filter((line) => line.startsWith('    at ')) ?? []
  return [error.name, ...frames].join('\n')
}

function take(parts: BatchParts, ground: Ground, happening: Happening): Outcome {
  const draft = ground.drafts.get(happening.conversation)
  if (draft === undefined) {
    if (happening.kind === 'action-finished' || happening.kind === 'timer-fired') return { kind: 'dropped' }
    throw new RuntimeError('unknown-conversation', `There is no conversation ${happening.conversation}.`)
  }
  const time = { at: ground.at, random: parts.random() }
  switch (happening.kind) {
    case 'start': {
      const contact = { ...happening.contact, id: draft.conversation.contact }
      return apply(ground, draft, {
        kind: 'started',
        contact,
        variables: happening.variables,
        page: happening.page,
        ...time,
      })
    }
    case 'said':
      return hear(ground, draft, happening, { kind: 'said', said: happening.said, ...time })
    case 'page-event':
      if (isOver(draft.conversation.status)) return { kind: 'dropped' }
      return apply(ground, draft, {
        kind: 'page-event',
        name: happening.name,
        properties: happening.properties,
        ...time,
      })
    case 'action-finished':
      return finish(ground, draft, happening, time)
    case 'timer-fired':
      return fire(ground, draft, happening, time)
  }
}

/** R3 */
function hear(ground: Ground, draft: Draft, happening: Extract<Happening, { kind: 'said' }>, event: Event): Outcome {
  const { conversation, clientMessageId, said } = happening
  if (clientMessageId === undefined) {
    refuseWhenOver(draft.conversation)
    return apply(ground, draft, event)
  }
  const mark = fingerprint(said)
  const key = draft.keys.get(clientMessageId) ?? ground.keys.get(`${conversation}.${clientMessageId}`)
  if (key !== undefined) {
    if (key.fingerprint === mark) return { kind: 'repeated', afterSeq: key.afterSeq, untilSeq: key.untilSeq }
    throw new RuntimeError(
      'client-message-id-reused',
      `The client message id ${clientMessageId} of ${conversation} names another message already. Use a new id for a new message.`,
    )
  }
  refuseWhenOver(draft.conversation)
  const afterSeq = draft.conversation.seq
  const outcome = apply(ground, draft, event, clientMessageId)
  addKey(draft, clientMessageId, mark, afterSeq)
  return outcome
}

function refuseWhenOver(conversation: Conversation): void {
  if (isOver(conversation.status))
    throw new RuntimeError('conversation-over', `The conversation ${conversation.id} is over. Start a new one.`)
}

function finish(
  ground: Ground,
  draft: Draft,
  happening: Extract<Happening, { kind: 'action-finished' }>,
  time: Time,
): Outcome {
  const { conversation, effect, result } = happening
  const id = `${conversation}.${effect}`
  if (!ground.pending.has(id)) return { kind: 'dropped' }
  const outcome = apply(ground, draft, { kind: 'action-finished', effect, result, ...time })
  ground.pending.delete(id)
  draft.finished.push(effect)
  return outcome
}

function fire(
  ground: Ground,
  draft: Draft,
  happening: Extract<Happening, { kind: 'timer-fired' }>,
  time: Time,
): Outcome {
  const { conversation, timer, setTo } = happening
  const moved = draft.timers.get(timer)
  const set = moved === undefined ? ground.timers.get(`${conversation}.${timer}`) : moved
  if (set !== setTo) return { kind: 'dropped' }
  return apply(ground, draft, { kind: 'timer-fired', timer, ...time }, undefined, timer)
}

interface Time {
  readonly at: number
  readonly random: number
}

function apply(ground: Ground, draft: Draft, event: Event, clientMessageId?: string, fired?: 'idle' | 'wait'): Outcome {
  const before = draft.conversation
  const program = ground.programs.get(before.version)
  if (program === undefined) throw new Error(`the program of ${before.version} was not loaded`)
  if (program instanceof RuntimeError) throw program
  const turn = takeTurn(program, before, event, clientMessageId)
  // A timer that fired is gone unless its own turn sets it again.
  if (fired !== undefined) draft.timers.set(fired, null)
  addTurn(draft, turn)
  const { state, status, seq } = turn.conversation
  return { kind: 'taken', messages: turn.messages, afterSeq: before.seq, seq, turn: state.turn, status }
}
