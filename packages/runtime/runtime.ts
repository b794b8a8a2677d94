import type { Contact, Content, Page, Said, Status, Values } from '@parley/flow'
import type { Budgets } from './budgets.ts'
import type { DataPoints } from './data-points.ts'
import type { DeadLetters } from './dead-letters.ts'
import type { ConversationId, MessageId, VersionId } from './ids.ts'
import type { Ports } from './ports.ts'
import type { Shadow } from './shadow.ts'

export type Environment = 'sandbox' | 'prod'

/** One entry of a transcript as stored. */
export interface StoredMessage {
  readonly id: MessageId
  /** Counts from 1 in each conversation, without gaps. */
  readonly seq: number
  readonly from: 'bot' | 'user' | 'agent'
  readonly content: Content
  /** Epoch milliseconds. */
  readonly at: number
  /** The person answered a question marked sensitive. */
  readonly sensitive: boolean
  /** The id under which the person's client sent it. */
  readonly clientMessageId?: string
}

/** Messages in order of `seq`; `seq` is the last one known, the cursor to continue after. */
export interface Answer {
  readonly status: Status
  readonly messages: readonly StoredMessage[]
  readonly seq: number
}

/** What a watcher is told: everything new since the last frame, in order. A frame without messages tells a new status. */
export interface Frame {
  readonly messages: readonly StoredMessage[]
  readonly status: Status
}

export interface StartInput {
  readonly solution: string
  readonly environment: Environment
  /** Default: the solution's start flow. */
  readonly flow?: string
  /** Known by `external_id`: the same contact; otherwise a new, anonymous one. */
  readonly contact: Omit<Contact, 'id'>
  readonly variables: Values
  readonly page: Page | null
  /** `web`, `sms`, … */
  readonly channel: string
}

export interface SayOptions {
  /** The same id twice in one conversation is one turn. R3 */
  readonly clientMessageId?: string
  /** How long to wait for the conversation to wait again, milliseconds. Default 10,000. */
  readonly waitMs?: number
}

export interface StoredVersion {
  readonly version: VersionId
  readonly solution: string
  /** Counts from 1 in each solution. */
  readonly number: number
  /** Epoch milliseconds. */
  readonly createdAt: number
}

export interface Deployment {
  readonly solution: string
  readonly environment: Environment
  readonly version: VersionId
  /** The version's number. */
  readonly number: number
  /** Epoch milliseconds. */
  readonly deployedAt: number
}

/** Immutable builds of solutions, and which of them each environment runs. */
export interface Versions {
  /** Stores a build, any JSON value that `Ports.readProgram` reads. The same build gives the same version. */
  put(solution: string, build: unknown): Promise<{ readonly version: VersionId; readonly number: number }>
  /** The build as it was put. Fails with `unknown-version`. */
  load(version: VersionId): Promise<unknown>
  /** From now on new conversations of the environment run this version. Earlier deployments are kept. */
  deploy(solution: string, environment: Environment, version: VersionId): Promise<Deployment>
  current(solution: string, environment: Environment): Promise<Deployment | null>
  /** Newest first. */
  list(solution: string): Promise<readonly StoredVersion[]>
  /** Every deployment of the environment, newest first. */
  history(solution: string, environment: Environment): Promise<readonly Deployment[]>
}

export interface RuntimeStats {
  /** Events that wait for a batch in this process. */
  readonly queue: number
  /** Since the start of this process. */
  readonly batches: number
  readonly turns: number
  readonly failedTurns: number
  /** Actions that run in this process now. */
  readonly actionsRunning: number
  /** Outbox rows of the whole workspace that wait or run. */
  readonly outbox: number
  readonly deadLetters: number
  /** Timers of the whole workspace that are due and not yet taken. */
  readonly timersDue: number
  readonly watchers: number
}

/** Conversations that survive anything. See `SPEC.md` for the rules. */
export interface Runtime {
  readonly versions: Versions
  /** Begins a conversation and takes its first turn. */
  start(input: StartInput): Promise<Answer & { readonly conversation: ConversationId }>
  /**
   * Takes what the person said as a turn. Resolves after the commit, once the conversation waits for the person again, is
   * over, or `waitMs` passed; answers with what the bot said since, without the person's own message.
   */
  say(conversation: ConversationId, said: Said, options?: SayOptions): Promise<Answer>
  pageEvent(conversation: ConversationId, event: { readonly name: string; readonly properties: Values }): Promise<void>
  /** The transcript after that `seq` (0 = all of it). `limit` defaults to 500. */
  messages(conversation: ConversationId, after: number, limit?: number): Promise<Answer>
  /**
   * Calls `listener` with everything after that `seq` and then with what follows, whichever node commits it: in order,
   * without gaps or doubles. The returned function ends it. `onError` is called once when the conversation is unknown.
   */
  watch(
    conversation: ConversationId,
    after: number,
    listener: (frame: Frame) => void,
    onError?: (error: unknown) => void,
  ): () => void
  readonly deadLetters: DeadLetters
  readonly budgets: Budgets
  readonly shadow: Shadow
  readonly dataPoints: DataPoints
  stats(): Promise<RuntimeStats>
  /** Resolves when the database answers; rejects with `database-unavailable` otherwise. */
  healthy(): Promise<void>
  /** Finishes the batch in hand and gives up all leases, so that another node takes over at once. */
  close(): Promise<void>
}

export interface RuntimeOptions {
  /** `postgresql://…` */
  readonly databaseUrl: string
  /** The tenant. Default `default`. */
  readonly workspace?: string
  /** Names this process among those that share the database. Default: made up. */
  readonly node?: string
  readonly ports: Ports
  /** Connections at most. Default 8. */
  readonly poolSize?: number
  readonly limits?: Partial<Limits>
}

/** Sizes and times, each with its default. Times are milliseconds. */
export interface Limits {
  /** Events that may wait for a batch; more are refused as `overloaded`. 10,000 */
  readonly queue: number
  /** Events in one batch. 256 */
  readonly batch: number
  /** Actions at once in this process. 64 */
  readonly actions: number
  /** Deliveries at once in this process: enough to fill the requests that they share. 1,024 */
  readonly deliveries: number
  /** How long a lease lasts without renewal. 5,000 */
  readonly leaseMs: number
  /** How often due timers and orphaned effects are looked for. 250 */
  readonly pollMs: number
  /** How long a turn waits for a database that does not answer. 10,000 */
  readonly databaseMs: number
  /** How long `close` lets running actions go on. 1,000 */
  readonly graceMs: number
}
