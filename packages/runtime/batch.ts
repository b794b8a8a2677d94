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
import { type Contact, canResume, type Event, type Program, roomForWebhook, type Upload } from '@parley/flow'
import type { Client } from 'pg'
import { contactOf, meetArrivals, type Nobody, nobodiesOf } from './arrivals.ts'
import type { Cipher } from './cipher.ts'
import { addKey, addTurn, createDraft, type Draft, handOversOf, readSaved } from './draft.ts'
import { RuntimeError } from './error.ts'
import { everyAnswer } from './every-answer.ts'
import { filesIn, withUploads } from './files.ts'
import { type Happening, type Outcome, type Waiting, webhookKey } from './happening.ts'
import type { ContactId, ConversationId, VersionId } from './ids.ts'
import { migrateDraft, readMoved } from './migrate-draft.ts'
import type { Log } from './ports.ts'
import type { Programs } from './programs.ts'
import { isSensitive } from './sensitive.ts'
import { beginTurns } from './sql/begin-turns.ts'
import { findFiles } from './sql/find-files.ts'
import { type Conversation, lockConversations } from './sql/lock-conversations.ts'
import { moveConversations } from './sql/move-conversations.ts'
import { planRetargets } from './sql/plan-retargets.ts'
import { readOutbox } from './sql/read-outbox.ts'
import { readTimers } from './sql/read-timers.ts'
import { readTurnKeys, type TurnKey } from './sql/read-turn-keys.ts'
import { saveHandOvers } from './sql/save-hand-overs.ts'
import { saveSentences } from './sql/save-sentences.ts'
import type { TurnsSaved } from './sql/save-turns.ts'
import { giveUp, isOver, type Turn, takeTurn } from './turn.ts'
import { turnFailed } from './turn-failed.ts'

export interface BatchParts {
  readonly workspace: string
  readonly programs: Programs
  readonly cipher: Cipher
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
  /** Those that are there and cannot be read. */
  readonly unreadable: ReadonlyMap<ConversationId, RuntimeError>
  readonly cipher: Cipher
  readonly keys: ReadonlyMap<string, TurnKey>
  /** Effects that wait for their result, as `<conversation>.<effect>`. */
  readonly pending: Set<string>
  /** What is known of the files that were named, by `<conversation>.<file>`. */
  readonly uploads: ReadonlyMap<string, Upload>
  /** What the timers are set to, by `<conversation>.<timer>`. */
  readonly timers: ReadonlyMap<string, number>
  readonly programs: ReadonlyMap<VersionId, Program | RuntimeError>
  readonly anonymous: ReadonlyMap<ContactId, Nobody>
}

/** Locks, reads and steps. Rejects only when the database does; the transaction is then still open. */
export async function prepareBatch(client: Client, parts: BatchParts, waiting: readonly Waiting[]): Promise<Batch> {
  const at = parts.now()
  const happenings = waiting.map((entry) => entry.happening)
  const { transaction, ...read } = await readUnderLock(client, parts, happenings, at)
  const drafts = [...read.drafts.values()]
  const programs = await loadPrograms(client, parts.programs, versionsOf(drafts, happenings))
  const ground: Ground = { ...read, at, programs, cipher: parts.cipher, anonymous: nobodiesOf(happenings) }
  const results = waiting.map((entry): Result => ({ waiting: entry, outcome: attempt(parts, ground, entry.happening) }))
  const handOvers = handOversOf(drafts)
  if (handOvers.length > 0) await saveHandOvers(client, parts.workspace, handOvers, parts.cipher)
  const moved = readMoved(drafts)
  if (moved.length > 0) await moveConversations(client, parts.workspace, moved)
  const sealed = sealedOf(drafts, programs)
  const plans = drafts.flatMap(({ retargets }) => retargets)
  if (plans.length > 0) await planRetargets(client, parts.workspace, plans, sealed, parts.cipher)
  const sentences = drafts.flatMap((draft) => draft.sentences)
  if (sentences.length > 0) await saveSentences(client, parts.workspace, sentences, sealed, parts.cipher)
  const anythingToSave = drafts.some((draft) => draft.changed || draft.finished.length > 0)
  const contacts = drafts.flatMap((draft) =>
    draft.changed && draft.begins ? (ground.anonymous.get(draft.conversation.contact) ?? []) : [],
  )
  const saved = anythingToSave
    ? readSaved(drafts, {
        workspace: parts.workspace,
        at,
        contacts,
        lease: parts.lease(),
        sealed,
      })
    : null
  return { transaction, drafts, saved, results }
}

const noneLocked = { locked: [], unreadable: [] } as const

async function readUnderLock(client: Client, parts: BatchParts, happenings: readonly Happening[], at: number) {
  const { workspace } = parts
  const asked = <K extends Happening['kind']>(kind: K) =>
    happenings.filter((happening): happening is Extract<Happening, { kind: K }> => happening.kind === kind)
  const starts = asked('start')
  const existing = new Set(
    happenings.filter((happening) => happening.kind !== 'start').map((happening) => happening.conversation),
  )
  const said = asked('said').flatMap(({ conversation, clientMessageId }) =>
    clientMessageId === undefined ? [] : [{ conversation, clientMessageId }],
  )
  for (const webhook of asked('webhook'))
    said.push({ conversation: webhook.conversation, clientMessageId: webhookKey(webhook) })
  const files = asked('said').flatMap(({ conversation, said }) => filesIn(said).map((file) => ({ conversation, file })))
  const actions = asked('action-finished')
  const timers = asked('timer-fired')
  // All sent at once and answered in order: one trip.
  const answers = await everyAnswer([
    beginTurns(client),
    meetArrivals(client, workspace, starts, at),
    existing.size > 0 ? lockConversations(client, workspace, [...existing], parts.cipher) : noneLocked,
    said.length > 0 ? readTurnKeys(client, workspace, said) : [],
    files.length > 0 ? findFiles(client, workspace, files, parts.cipher) : [],
    actions.length > 0 ? readOutbox(client, workspace, actions) : [],
    timers.length > 0 ? readTimers(client, workspace, timers) : [],
  ])
  const [transaction, contacts, { locked, unreadable }, keys, uploads, pending, set] = answers
  const drafts = new Map(locked.map((conversation) => [conversation.id, createDraft(conversation, false)]))
  for (const { begins } of starts)
    drafts.set(begins.id, createDraft({ ...begins, contact: contacts.get(begins.id) ?? begins.contact }, true))
  return {
    transaction,
    drafts,
    unreadable: new Map(unreadable.map(({ id, error }) => [id, error])),
    keys: new Map(keys.map((key) => [`${key.conversation}.${key.clientMessageId}`, key])),
    uploads: new Map(uploads.map(({ conversation, ...file }) => [`${conversation}.${file.id}`, file])),
    pending: new Set(pending.map((row) => `${row.conversation}.${row.effect}`)),
    timers: new Map(set.map((row) => [`${row.conversation}.${row.timer}`, row.at])),
  }
}

/** RX1: those whose program has sensitive variables, those that were sealed before, and those of which nobody can say. */
function sealedOf(drafts: readonly Draft[], programs: Ground['programs']): ReadonlySet<ConversationId> {
  const sealed = drafts.filter(({ conversation }) => {
    const program = programs.get(conversation.version)
    return (
      conversation.sealed === true || program === undefined || program instanceof RuntimeError || isSensitive(program)
    )
  })
  return new Set(sealed.map(({ conversation }) => conversation.id))
}

/** A build that cannot be read is kept as its error, so that only its own conversations suffer. */
async function loadPrograms(
  client: Client,
  programs: Programs,
  versions: Iterable<VersionId>,
): Promise<Ground['programs']> {
  const loaded = new Map<VersionId, Program | RuntimeError>()
  for (const version of versions) {
    loaded.set(version, programs.find(version) ?? (await programs.load(client, version).catch(refusal)))
  }
  return loaded
}

function versionsOf(drafts: readonly Draft[], happenings: readonly Happening[]): ReadonlySet<VersionId> {
  const versions = new Set(drafts.map((draft) => draft.conversation.version))
  for (const happening of happenings) if (happening.kind === 'migrate') versions.add(happening.to)
  return versions
}

function refusal(error: unknown): RuntimeError {
  if (error instanceof RuntimeError) return error
  throw error
}

function attempt(parts: BatchParts, ground: Ground, happening: Happening): Outcome | RuntimeError {
  try {
    return take(parts, ground, happening)
  } catch (error) {
    return error instanceof RuntimeError ? error : turnFailed(parts.log, happening, error)
  }
}

/** What somebody outside waits to hear about. */
const fromOutside: ReadonlySet<Happening['kind']> = new Set(['start', 'said', 'page-event', 'webhook', 'returned'])

function take(parts: BatchParts, ground: Ground, happening: Happening): Outcome {
  const draft = ground.drafts.get(happening.conversation)
  if (draft === undefined) {
    const unreadable = ground.unreadable.get(happening.conversation)
    if (unreadable !== undefined) throw unreadable // RX3
    if (!fromOutside.has(happening.kind)) return { kind: 'dropped' }
    throw new RuntimeError('unknown-conversation', `There is no conversation ${happening.conversation}.`)
  }
  const time = { at: ground.at, random: parts.random() }
  switch (happening.kind) {
    case 'start': {
      const contact = contactOf(happening, draft.conversation.contact)
      return apply(ground, draft, {
        kind: 'started',
        conversation: draft.conversation.id,
        contact,
        variables: happening.variables,
        page: happening.page,
        ...(happening.profile === undefined ? {} : { profile: happening.profile }),
        ...(happening.language === undefined ? {} : { language: happening.language }),
        ...(happening.channelLanguages === undefined ? {} : { channelLanguages: happening.channelLanguages }),
        ...time,
      })
    }
    case 'said':
      return hear(ground, draft, happening, time)
    case 'page-event':
      if (isOver(draft.conversation.status)) return { kind: 'dropped' }
      return apply(ground, draft, {
        kind: 'page-event',
        name: happening.name,
        properties: happening.properties,
        ...time,
      })
    case 'webhook':
      return receive(ground, draft, happening, time)
    case 'returned':
      if (isClosed(ground, draft)) return { kind: 'dropped' }
      return apply(ground, draft, { kind: 'returned', ...time })
    case 'identified':
      if (isOver(draft.conversation.status) || isKnown(draft.conversation, happening.contact))
        return { kind: 'dropped' }
      return apply(ground, draft, {
        kind: 'identified',
        contact: happening.contact,
        ...(happening.profile === undefined ? {} : { profile: happening.profile }),
        ...time,
      })
    case 'hand-over-ended':
      if (draft.conversation.status !== 'with-agent') return { kind: 'dropped' }
      return apply(ground, draft, { kind: 'hand-over-ended', outcome: happening.outcome, ...time })
    case 'action-finished':
      return finish(ground, draft, happening, time)
    case 'given-up': {
      const program = ground.programs.get(draft.conversation.version)
      const known = program === undefined || program instanceof RuntimeError ? null : program
      const turn = giveUp(draft.conversation, happening.effect, known, ground.at)
      return turn === null ? { kind: 'dropped' } : add(draft, turn)
    }
    case 'timer-fired':
      return fire(ground, draft, happening, time)
    case 'migrate':
      return migrateDraft(draft, happening, ground.programs)
  }
}

/** R3 */
function hear(ground: Ground, draft: Draft, happening: Extract<Happening, { kind: 'said' }>, time: Time): Outcome {
  const { conversation, clientMessageId, said } = happening
  const event = (): Event => ({
    kind: 'said',
    said: withUploads(said, conversation, ground.uploads),
    ...(happening.recognition === undefined ? {} : { recognition: happening.recognition }),
    ...time,
  })
  if (clientMessageId === undefined) {
    refuseWhenOver(ground, draft)
    return apply(ground, draft, event())
  }
  const key = draft.keys.get(clientMessageId) ?? ground.keys.get(`${conversation}.${clientMessageId}`)
  if (key !== undefined) {
    if (ground.cipher.isMark(key.fingerprint, said))
      return { kind: 'repeated', afterSeq: key.afterSeq, untilSeq: key.untilSeq }
    throw new RuntimeError(
      'client-message-id-reused',
      `The client message id ${clientMessageId} of ${conversation} names another message already. Use a new id for a new message.`,
    )
  }
  refuseWhenOver(ground, draft)
  const afterSeq = draft.conversation.seq
  const outcome = apply(ground, draft, event(), clientMessageId)
  addKey(draft, clientMessageId, ground.cipher.mark(said), afterSeq)
  return outcome
}

/** RC4: it knows already who that is, or has become another's meanwhile. */
function isKnown({ contact, state }: Conversation, { id }: Contact): boolean {
  return contact !== id || (state.contact?.id === id && state.contact.proved === true)
}

function refuseWhenOver(ground: Ground, draft: Draft): void {
  if (isClosed(ground, draft))
    throw new RuntimeError('conversation-over', `The conversation ${draft.conversation.id} is over. Start a new one.`)
}

/** Over, and not to be taken up again. */
function isClosed(ground: Ground, { conversation }: Draft): boolean {
  if (!isOver(conversation.status)) return false
  return conversation.status === 'ended' || !canResume(programOf(ground, conversation), conversation.state, ground.at)
}

/** R62 */
function receive(
  ground: Ground,
  draft: Draft,
  happening: Extract<Happening, { kind: 'webhook' }>,
  time: Time,
): Outcome {
  const { conversation, name, payload } = happening
  const id = webhookKey(happening)
  const key = draft.keys.get(id) ?? ground.keys.get(`${conversation}.${id}`)
  if (key !== undefined) return { kind: 'repeated', afterSeq: key.afterSeq, untilSeq: key.untilSeq }
  if (isOver(draft.conversation.status))
    throw new RuntimeError('conversation-over', `The conversation ${conversation} is over.`)
  const room = roomForWebhook(programOf(ground, draft.conversation), draft.conversation.state, name)
  if (room === 'unknown')
    throw new RuntimeError(
      'unknown-webhook',
      `No node waits for a webhook "${name}". Check the last part of the address.`,
    )
  if (room === 'full')
    throw new RuntimeError('overloaded', 'Eight webhooks of other names wait to be taken already. Send this one later.')
  const afterSeq = draft.conversation.seq
  const outcome = apply(ground, draft, { kind: 'webhook', name, payload, ...time })
  addKey(draft, id, ground.cipher.mark(payload), afterSeq)
  return outcome
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
  const turn = takeTurn(programOf(ground, before), before, event, clientMessageId)
  // A timer that fired is gone unless its own turn sets it again.
  if (fired !== undefined) draft.timers.set(fired, null)
  return add(draft, turn)
}

function programOf(ground: Ground, { version }: Conversation): Program {
  const program = ground.programs.get(version)
  if (program === undefined) throw new Error(`the program of ${version} was not loaded`)
  if (program instanceof RuntimeError) throw program
  return program
}

function add(draft: Draft, turn: Turn): Outcome {
  const { seq: afterSeq, state: before } = draft.conversation
  addTurn(draft, turn)
  const { state, status, seq } = turn.conversation
  const menu = { menu: state.menu, menuChanged: state.menu !== before.menu }
  return { kind: 'taken', messages: turn.messages, afterSeq, seq, turn: state.turn, status, ...menu }
}
