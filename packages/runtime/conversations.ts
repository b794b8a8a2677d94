/**
 * What may be done with a conversation from outside: begin, say, report, read, watch.
 *
 * Owns the answers: which messages answer what was said, and when an answer is complete. Leaves turns to the queue and
 * the following of commits to the hub.
 */
import {
  type MenuItem,
  newState,
  type Program,
  type Recognition,
  readPage,
  type Said,
  statusOf,
  type Values,
} from '@parley/flow'
import type { Cipher } from './cipher.ts'
import type { Queryable } from './database.ts'
import { RuntimeError } from './error.ts'
import { checkVariables, undeclared } from './given-variables.ts'
import type { Happening, Outcome, Waiting } from './happening.ts'
import type { Hub } from './hub.ts'
import { type ConversationId, createId } from './ids.ts'
import type { Log } from './ports.ts'
import type { LookUpProfile } from './profile-look-up.ts'
import type { Programs } from './programs.ts'
import type { TurnQueue } from './queue.ts'
import type { Answer, Environment, Frame, Runtime, SayOptions, StartInput, StoredMessage } from './runtime.ts'
import { isErased } from './sql/erase-contact.ts'
import { findConversation } from './sql/find-conversation.ts'
import type { Conversation } from './sql/lock-conversations.ts'
import { readTranscript, type Transcript } from './sql/read-transcript.ts'
import { readTurnKeys } from './sql/read-turn-keys.ts'
import type { Understanding } from './understanding.ts'
import type { ChooseVersion } from './version-choice.ts'
import { asked, type VersionStore } from './versions.ts'
import { type IdentifyInput, type Joined, visitorId } from './visitors.ts'

export interface ConversationsParts {
  readonly db: Queryable
  readonly workspace: string
  readonly cipher: Cipher
  readonly queue: TurnQueue
  readonly hub: Hub
  readonly programs: Programs
  readonly versions: Pick<VersionStore, 'count'>
  readonly choose: ChooseVersion
  /** Makes what a visitor began as nobody known the contact's. */
  join(input: IdentifyInput): Promise<Joined>
  /** What such a visitor only did on pages becomes the contact's in Braze, by way of this conversation of theirs. */
  joinReported(input: IdentifyInput, conversation: ConversationId): Promise<void>
  readonly lookUpProfile: LookUpProfile
  readonly understanding: Understanding
  readonly log: Log
  now(): number
}

export type Conversations = Pick<
  Runtime,
  'start' | 'say' | 'pageEvent' | 'webhook' | 'returned' | 'find' | 'messages' | 'watch'
> & {
  /** Answers those who still wait with what there is. */
  finish(): void
}

const defaultWaitMs = 10_000
const defaultPage = 500
/** An answer of more messages than this is a flow gone wild; a step sends at most one per node. */
const longestAnswer = 1000

/** Characters; what is longer names no campaign. */
const longestCampaign = 200

type Taken = Extract<Outcome, { kind: 'taken' }>

export function createConversations(parts: ConversationsParts): Conversations {
  const unsettled = new Set<() => void>()

  /** Takes a happening as a turn. `follow` is called within the commit's own tick, before any later one of the conversation. */
  function take<T>(happening: Happening, follow: (outcome: Outcome) => T | Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        happening,
        since: performance.now(),
        settle: (outcome) => {
          try {
            resolve(follow(outcome))
          } catch (error) {
            reject(error)
          }
        },
        fail: (error) => {
          if (codeOf(error) === 'unknown-conversation') absent(happening.conversation).then(reject, reject)
          else reject(error)
        },
      }
      parts.queue.add(waiting, true)
    })
  }

  /** Whoever had it may know that it was erased. */
  async function absent(conversation: ConversationId): Promise<RuntimeError> {
    return (await asked(isErased(parts.db, parts.workspace, conversation)))
      ? new RuntimeError(
          'erased',
          `The conversation ${conversation} was erased, with all that was known of the person.`,
        )
      : new RuntimeError('unknown-conversation', `There is no conversation ${conversation}.`)
  }

  async function read(
    conversation: ConversationId,
    range: { readonly after: number; readonly until?: number | null; readonly limit: number },
  ): Promise<Transcript> {
    const transcript = await asked(readTranscript(parts.db, parts.workspace, conversation, range, parts.cipher))
    if (transcript === null) throw await absent(conversation)
    return transcript
  }

  /** The bot's side of what is stored between two seqs. */
  async function storedAnswer(
    conversation: ConversationId,
    afterSeq: number,
    untilSeq: number | null,
  ): Promise<Answer> {
    const range = { after: afterSeq, until: untilSeq, limit: longestAnswer }
    const { status, messages, menu } = await read(conversation, range)
    return answerOf(messages, status, untilSeq ?? messages.at(-1)?.seq ?? afterSeq, present(menu))
  }

  /** The answer as its key delimits it, whatever was said since. R3 */
  async function keyedAnswer(conversation: ConversationId, clientMessageId: string): Promise<Answer> {
    const [key] = await asked(readTurnKeys(parts.db, parts.workspace, [{ conversation, clientMessageId }]))
    if (key === undefined) throw new Error(`the turn key of ${conversation} is gone`)
    return storedAnswer(conversation, key.afterSeq, key.untilSeq)
  }

  /** Waits until the conversation no longer works on its answer. `taken`: what the first turn gave already. */
  function settled(
    conversation: ConversationId,
    wait: { afterSeq: number; ms: number; taken?: Taken; key?: string },
  ): Promise<Answer> {
    const { taken, key } = wait
    const messages: StoredMessage[] = [...(taken?.messages ?? [])]
    let status = taken?.status ?? 'working'
    let menu = taken?.menuChanged === true ? taken.menu : undefined
    // What was said meanwhile has an answer of its own, and where this one ends is then only known to the key.
    let mixed = taken === undefined
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer)
        leave()
        unsettled.delete(finish)
      }
      const finish = () => {
        end()
        if (mixed && key !== undefined) resolve(keyedAnswer(conversation, key))
        else resolve(answerOf(messages, status, messages.at(-1)?.seq ?? wait.afterSeq, menu))
      }
      const timer = setTimeout(finish, wait.ms)
      const cursor =
        taken === undefined
          ? { seq: wait.afterSeq }
          : { seq: taken.seq, turn: taken.turn, status: taken.status, menu: taken.menu }
      const watch = (frame: Frame) => {
        messages.push(...frame.messages)
        mixed ||= frame.messages.some((message) => message.from === 'user')
        status = frame.status
        menu = frame.menu ?? menu
        if (status !== 'working') finish()
      }
      const leave = parts.hub.watch(conversation, cursor, watch, (error) => {
        end()
        reject(error)
      })
      unsettled.add(finish)
    })
  }

  /** RU2: all of a conversation's messages wait for what the one before waits for. */
  async function say(conversation: ConversationId, said: Said, options: SayOptions = {}): Promise<Answer> {
    if (!parts.understanding.isOn()) return sayNow(conversation, said, options)
    const recognition = await parts.understanding.find(conversation, said)
    return sayNow(conversation, said, options, recognition)
  }

  function sayNow(
    conversation: ConversationId,
    said: Said,
    options: SayOptions,
    recognition?: Recognition,
  ): Promise<Answer> {
    const { clientMessageId, waitMs: ms = defaultWaitMs } = options
    const key = clientMessageId === undefined ? {} : { key: clientMessageId }
    const happening = {
      kind: 'said',
      conversation,
      said,
      ...(recognition !== undefined && { recognition }),
      ...(clientMessageId !== undefined && { clientMessageId }),
    } as const
    return take(happening, async (outcome) => {
      if (outcome.kind === 'dropped') throw new Error(`what was said in ${conversation} was dropped`)
      const { afterSeq } = outcome
      if (outcome.kind === 'taken') {
        if (outcome.status === 'working' && ms > 0)
          return settled(conversation, { afterSeq, ms, taken: outcome, ...key })
        return answerOf(outcome.messages, outcome.status, outcome.seq, newMenu(outcome))
      }
      // R3: the second caller gets the first answer, and waits for it like the first.
      const answer = await storedAnswer(conversation, afterSeq, outcome.untilSeq)
      if (outcome.untilSeq !== null || answer.status !== 'working' || ms <= 0) return answer
      return settled(conversation, { afterSeq, ms, ...key })
    })
  }

  async function start(input: StartInput): Promise<Answer & { readonly conversation: ConversationId }> {
    const { number, begins, program } = await begin(input)
    const { contact, variables, page, language, channelLanguages } = input
    const proved = input.proof !== undefined && contact.external_id !== undefined
    const login = loginOf(input, begins.environment)
    // Before the conversation begins, which it may do in vain: the login holds all the same.
    const joined = login && (await parts.join(login))
    const known = await parts.lookUpProfile(program, { ...begins, contact, proved })
    const spoken = {
      ...(language === undefined ? {} : { language }),
      ...(channelLanguages === undefined ? {} : { channelLanguages }),
    }
    const happening = {
      kind: 'start',
      conversation: begins.id,
      begins,
      contact,
      proved,
      variables,
      page,
      ...known,
      ...spoken,
    } as const
    const outcome = await take(happening, (it) => it)
    if (outcome.kind !== 'taken') throw new Error(`the start of ${begins.id} was not taken`)
    if (login !== null && joined?.isReported === true) await tellReported(login, begins.id)
    parts.versions.count({ solution: begins.solution, environment: begins.environment, number })
    return { conversation: begins.id, ...answerOf(outcome.messages, outcome.status, outcome.seq, newMenu(outcome)) }
  }

  /** The conversation has begun; what could not be told now is told at the next login. */
  async function tellReported(login: IdentifyInput, conversation: ConversationId): Promise<void> {
    await parts.joinReported(login, conversation).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : 'unknown'
      parts.log.warn({ conversation, error: reason }, 'what a visitor did on pages could not be joined yet')
    })
  }

  /** The conversation as it is before its first turn, on the version that its contact gets now. R6 */
  async function begin(input: StartInput): Promise<{
    readonly number: number | null
    readonly begins: Conversation
    readonly program: Program
  }> {
    const { solution, flow, channel } = input
    const now = parts.now()
    const id = input.id ?? createId('conv', now)
    const contact = createId('cont', now)
    const { version, number, environment } = await parts.choose(input, contact)
    const program = parts.programs.find(version) ?? (await asked(parts.programs.load(parts.db, version)))
    if (flow !== undefined && !program.flows.has(flow) && input.lenient !== true)
      throw new RuntimeError(
        'unknown-flow',
        `The solution ${solution} has no flow ${JSON.stringify(flow.slice(0, 80))} in ${environment}.`,
      )
    const state = newState(program, flow !== undefined && program.flows.has(flow) ? flow : undefined)
    if (input.lenient !== true) checkVariables(program, state.flow, input.variables)
    else logDropped(parts.log, program, state.flow, { ...input, id })
    const visitor = input.visitor === undefined ? {} : { visitor: visitorId({ solution, environment }, input.visitor) }
    const status = statusOf(state)
    const told = input.campaign ?? readPage(input.page)?.utm?.campaign
    const campaign = told?.slice(0, longestCampaign) ?? null
    const place = { id, contact, solution, environment, version, channel }
    const beginning = { flow: state.flow, language: null, campaign }
    const begins = { ...place, state, status, seq: 0, ...visitor, begins: beginning }
    return { number, begins, program }
  }

  return {
    start,
    say,
    async pageEvent(conversation, event: { readonly name: string; readonly properties: Values }) {
      await take({ kind: 'page-event', conversation, name: event.name, properties: event.properties }, () => undefined)
    },
    async messages(conversation, after, limit = defaultPage) {
      const { messages, status, lastSeq, menu } = await read(conversation, { after, limit })
      const seq = messages.at(-1)?.seq ?? Math.min(after, lastSeq)
      return { messages, status, seq, ...(menu.length > 0 && { menu }) }
    },
    async webhook(conversation, webhook) {
      await take({ kind: 'webhook', conversation, ...webhook }, () => undefined)
    },
    async returned(conversation) {
      await take({ kind: 'returned', conversation }, () => undefined)
    },
    find: (conversation) => asked(findConversation(parts.db, parts.workspace, conversation)),
    finish() {
      for (const finish of [...unsettled]) finish()
    },
    watch: (conversation, after, listener, onError) => parts.hub.watch(conversation, { seq: after }, listener, onError),
  }
}

/** What was said to the person; their own words they know. */
function answerOf(
  messages: readonly StoredMessage[],
  status: Answer['status'],
  seq: number,
  menu: readonly MenuItem[] | undefined,
): Answer {
  return { status, messages: messages.filter((message) => message.from !== 'user'), seq, ...(menu && { menu }) }
}

function newMenu({ menu, menuChanged }: Taken): readonly MenuItem[] | undefined {
  return menuChanged ? menu : undefined
}

/**
 * RC3: who has proved who they are, in a browser. A link may have been passed on to somebody else, so that what is in their
 * browser stays theirs.
 */
function loginOf(input: StartInput, environment: Environment): IdentifyInput | null {
  const { solution, visitor, proof, contact } = input
  const { external_id } = contact
  if (proof !== 'identity' || visitor === undefined || external_id === undefined) return null
  return { solution, environment, visitor, contact: { ...contact, external_id } }
}

const present = (menu: readonly MenuItem[]) => (menu.length > 0 ? menu : undefined)

/** RL4: what was promised and is not there any more. The step leaves it out. */
function logDropped(
  log: Log,
  program: Program,
  flow: string,
  input: Pick<StartInput, 'flow' | 'variables' | 'id' | 'solution'>,
): void {
  const dropped = undeclared(program, flow, input.variables)
  const otherFlow = input.flow !== undefined && input.flow !== flow
  if (dropped.length === 0 && !otherFlow) return
  const { id: conversation, solution } = input
  const fields = { conversation, solution, variables: dropped, ...(otherFlow && { flow: input.flow }) }
  log.warn(fields, 'the version that runs does not know what a link promised; it is left out')
}

const codeOf = (error: unknown) => (error instanceof RuntimeError ? error.code : undefined)
