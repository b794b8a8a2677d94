import type { Value } from '@parley/flow'
import type { ContactId, ConversationId } from './ids.ts'
import type { Environment } from './runtime.ts'

/** A contact as it is stored. */
export interface ContactRow {
  readonly id: ContactId
  readonly externalId: string | null
  /** Somebody has proved to be the external id; otherwise they only said so, or nobody is known. */
  readonly proved: boolean
  readonly email: string | null
  readonly phone: string | null
  /** Epoch milliseconds. */
  readonly createdAt: number
  readonly conversations: number
}

/** By which a contact is looked for; one of them. */
export type ContactQuery =
  | { readonly id: string }
  | { readonly externalId: string }
  /** As it was given at a start or proved, whatever the case of its letters. */
  | { readonly email: string }

/** Everything that is stored of a contact, in clear. */
export interface ContactExport {
  readonly contact: ContactRow
  readonly conversations: readonly ExportedConversation[]
  readonly consents: readonly Consent[]
  /** What pages reported of the contact's browsers, newest first. */
  readonly pageReports: readonly { readonly [column: string]: Value }[]
  readonly links: readonly { readonly [column: string]: Value }[]
  /** Some of it was left out, since there is more than is exported at once: conversations, reports, content of files. */
  readonly truncated: boolean
}

export interface ExportedConversation {
  readonly id: ConversationId
  readonly solution: string
  readonly environment: Environment
  readonly version: string
  readonly channel: string
  readonly status: string
  readonly startedAt: number
  readonly changedAt: number
  /** What its flow knows: variables, results, profile, page; `null`: the key that it was sealed with is not there. */
  readonly state: unknown
  readonly messages: readonly {
    readonly seq: number
    readonly from: string
    readonly content: unknown
    readonly at: number
  }[]
  readonly files: readonly ExportedFile[]
  /** Rows of every other table that belong to the conversation, by table: events, hand-overs, what waits to be sent. */
  readonly more: { readonly [table: string]: readonly unknown[] }
}

export interface ExportedFile {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly size: number
  readonly at: number
  /** Base64; `null`: left out for its size. */
  readonly content: string | null
}

/** What a person agreed to, each time they chose. */
export interface Consent {
  readonly id: string
  readonly solution: string
  readonly environment: Environment
  readonly level: 'none' | 'essential' | 'full'
  /** Where they chose: `banner`, `settings`. */
  readonly source: string
  /** Of the words that they were shown. */
  readonly textVersion: string | null
  /** Epoch milliseconds. */
  readonly at: number
}

export type ErasureId = `erasure_${string}`

/**
 * - `not-asked`: the profile was to stay, or there is none to name
 * - `waiting`: it will be deleted, or tried again
 * - `done`: Braze took it, everywhere
 * - `failed`: given up; `answers` says why
 */
export type ErasureBrazeStatus = 'not-asked' | 'waiting' | 'done' | 'failed'

/** What Braze said, of one environment of one solution. */
export interface BrazeErased {
  readonly solution: string
  readonly environment: Environment
  readonly outcome: 'deleted' | 'no-braze' | 'failed'
  /** Of a failure: `unauthorized`, `unavailable`, …; never what was sent. */
  readonly error?: string
}

/** The proof that a contact was erased. Holds nothing personal. */
export interface Erasure {
  readonly id: ErasureId
  /** Keyed hash of the contact's id: who has the id can be shown that this is about it. */
  readonly contactHash: string
  readonly by: string
  readonly reason: string | null
  /** Epoch milliseconds. */
  readonly at: number
  /** Rows that were removed, by table. */
  readonly counts: { readonly [table: string]: number }
  readonly braze: { readonly status: ErasureBrazeStatus; readonly answers: readonly BrazeErased[] }
}

export interface EraseOptions {
  /** Who does it: an operator's name, not the person's. */
  readonly by: string
  readonly reason?: string
  /** Whether the profile in Braze is deleted as well. */
  readonly braze: boolean
}

/** People, for whoever has to answer what is stored of them. */
export interface Contacts {
  /** At most 100, the oldest first. */
  find(query: ContactQuery): Promise<readonly ContactRow[]>
  /** `null`: there is none of this id. */
  export(id: string): Promise<ContactExport | null>
  /**
   * Removes everything of a contact, at once and for good. Conversations that go on end: their client is told `erased`. The
   * profile in Braze is deleted afterwards, tried again if need be: the answer waits for the first attempt.
   *
   * @returns `null`: there is none of this id.
   */
  erase(id: string, options: EraseOptions): Promise<Erasure | null>
  /** `null`: there is none of this id. */
  erasure(id: string): Promise<Erasure | null>
}
