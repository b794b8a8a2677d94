import type { Contact, Content, InLanguage, MenuItem, Page, Said, Status, Values } from '@parley/flow'
import type { Budgets } from './budgets.ts'
import type { DataKeys } from './cipher.ts'
import type { Consents } from './consents.ts'
import type { Contacts } from './contact.ts'
import type { DataPoints } from './data-points.ts'
import type { DeadLetters } from './dead-letters.ts'
import type { Files } from './files.ts'
import type { HandOvers } from './hand-overs.ts'
import type { ConversationId, MessageId, VersionId } from './ids.ts'
import type { Inbox } from './inbox.ts'
import type { Links } from './link.ts'
import type { PageEvents } from './page-events.ts'
import type { Ports } from './ports.ts'
import type { Profiles } from './profiles.ts'
import type { Records } from './records.ts'
import type { Shadow } from './shadow.ts'
import type { SharedDatabase } from './shared-database.ts'
import type { Transcripts } from './transcripts.ts'
import type { DraftId, Drafts, Migrations, Versions } from './version.ts'
import type { Visitors } from './visitors.ts'

export type Environment = 'sandbox' | 'prod'

/** One entry of a transcript as stored. */
export interface StoredMessage {
  readonly id: MessageId
  /** Counts from 1 in each conversation, without gaps. */
  readonly seq: number
  readonly from: 'bot' | 'user' | 'agent'
  readonly content: Content & InLanguage
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
  /** The persistent menu, when this is news or there is one. */
  readonly menu?: readonly MenuItem[]
}

/** What a watcher is told: everything new since the last frame, in order. A frame without messages tells a new status. */
export interface Frame {
  readonly messages: readonly StoredMessage[]
  readonly status: Status
  /** The persistent menu, when it is another one than before. */
  readonly menu?: readonly MenuItem[]
}

/** What a system of the brand reports to a conversation. */
export interface WebhookInput {
  readonly name: string
  readonly payload: Values
  /** The proof with which it came: the same twice is one turn. R62 */
  readonly signature: string
}

/** What is known of a conversation without its transcript. */
export interface ConversationPlace {
  readonly solution: string
  readonly environment: Environment
  readonly version: VersionId
}

export interface StartInput {
  readonly solution: string
  readonly environment: Environment
  /** Default: the solution's start flow. */
  readonly flow?: string
  /**
   * Known by `external_id`: the same contact; otherwise the visitor's, or a new, anonymous one. With `proof` it is what is proved
   * and nothing else.
   */
  readonly contact: Omit<Contact, 'id' | 'proved' | 'visitor'>
  /** The contact's external id is proved, and by what; absent: the caller only says so. */
  readonly proof?: 'identity' | 'link'
  /** The browser the person comes with, `vis_…`: the same contact again. */
  readonly visitor?: string
  readonly variables: Values
  readonly page: Page | null
  /** The language asked for, BCP 47. */
  readonly language?: string
  /** What the channel knows of the person's languages, best first. */
  readonly channelLanguages?: readonly string[]
  /** `web`, `sms`, … */
  readonly channel: string
  /** Runs this draft instead of what the environment runs, which is then `sandbox`. */
  readonly draft?: DraftId
  /** The conversation's id, decided beforehand: there is one of it, whoever begins it. */
  readonly id?: ConversationId
  /** The campaign that led to it, for reports. Default: what the page's `utm_campaign` says. */
  readonly campaign?: string
  /** It was promised when another version ran: a flow or variables that this one does not have are left out, not refused. */
  readonly lenient?: boolean
}

export interface SayOptions {
  /** The same id twice in one conversation is one turn. R3 */
  readonly clientMessageId?: string
  /** How long to wait for the conversation to wait again, milliseconds. Default 10,000. */
  readonly waitMs?: number
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
  readonly drafts: Drafts
  readonly migrations: Migrations
  /** Begins a conversation and takes its first turn. */
  start(input: StartInput): Promise<Answer & { readonly conversation: ConversationId }>
  /**
   * Takes what the person said as a turn. Resolves after the commit, once the conversation waits for the person again, is
   * over, or `waitMs` passed; answers with what the bot said since, without the person's own message.
   */
  say(conversation: ConversationId, said: Said, options?: SayOptions): Promise<Answer>
  /** Takes a report of the brand's as a turn, once. Who sent it has been checked. Resolves after the commit. */
  webhook(conversation: ConversationId, webhook: WebhookInput): Promise<void>
  /** The person has the conversation before them again. */
  returned(conversation: ConversationId): Promise<void>
  /** Where a conversation runs; null when there is none of this id. */
  find(conversation: ConversationId): Promise<ConversationPlace | null>
  readonly handOvers: HandOvers
  /** Browsers that people come back with, and who they turn out to be. */
  readonly visitors: Visitors
  /** People: found, exported, erased. */
  readonly contacts: Contacts
  /** What people agreed to. */
  readonly consents: Consents
  /** Conversations as they were, to be played again. */
  readonly records: Records
  /** Conversations as somebody of the brand may see them. */
  readonly transcripts: Transcripts
  /** Sentences of which it was not clear what they mean. */
  readonly inbox: Inbox
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
  /** What people upload. */
  readonly files: Files
  /** Links into conversations, and conversations that a campaign asks for. */
  readonly links: Links
  /** What pages report of their visitors. */
  readonly pageEvents: PageEvents
  readonly deadLetters: DeadLetters
  readonly budgets: Budgets
  readonly shadow: Shadow
  /** Profiles that were looked up, for minutes. */
  readonly profiles: Profiles
  readonly dataPoints: DataPoints
  /** The same database, for what lives beside the conversations: accounts, documents, reports. */
  readonly database: SharedDatabase
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
  /** What seals sensitive values. Absent: nothing is sealed, and what was is not opened. */
  readonly dataKeys?: DataKeys
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
  /** How often what is old is looked for. 600,000 */
  readonly sweepMs: number
  /** How long a turn waits for a database that does not answer. 10,000 */
  readonly databaseMs: number
  /** How long `close` lets running actions go on. 1,000 */
  readonly graceMs: number
}
