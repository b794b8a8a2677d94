import type {
  ActionResult,
  Contact,
  EffectId,
  HandOverOutcome,
  MenuItem,
  Page,
  Recognition,
  Said,
  StateMapping,
  Status,
  TimerName,
  Values,
} from '@parley/flow'
import type { ConversationId, VersionId } from './ids.ts'
import type { StartInput, StoredMessage } from './runtime.ts'
import type { Conversation } from './sql/lock-conversations.ts'

/** Something that happened to a conversation and is to become a turn. Time and chance are added when its batch begins. */
export type Happening = { readonly conversation: ConversationId } & (
  | {
      readonly kind: 'start'
      /** The conversation as it is before its first turn; the contact's id holds unless the external id or the visitor is known. */
      readonly begins: Conversation
      readonly contact: StartInput['contact']
      /** The contact's external id is proved. */
      readonly proved: boolean
      readonly variables: Values
      readonly page: Page | null
      readonly profile?: Values
      readonly language?: string
      readonly channelLanguages?: readonly string[]
    }
  | {
      readonly kind: 'said'
      readonly said: Said
      readonly clientMessageId?: string
      /** What the words mean, where it was found out before. */
      readonly recognition?: Recognition
    }
  | { readonly kind: 'page-event'; readonly name: string; readonly properties: Values }
  /** `signature`: the proof with which it came; the same twice is one turn. */
  | { readonly kind: 'webhook'; readonly name: string; readonly payload: Values; readonly signature: string }
  | { readonly kind: 'returned' }
  /** It is proved who the person is, as whom the conversation is kept already. */
  | { readonly kind: 'identified'; readonly contact: Contact; readonly profile?: Values }
  | { readonly kind: 'hand-over-ended'; readonly outcome: HandOverOutcome }
  | { readonly kind: 'action-finished'; readonly effect: EffectId; readonly result: ActionResult }
  /** Neither the effect's result nor an error in its place could be taken: the conversation cannot go on. */
  | { readonly kind: 'given-up'; readonly effect: EffectId }
  /** `setTo`: what the timer was set to when it was found due; moved since, it does not fire. */
  | { readonly kind: 'timer-fired'; readonly timer: TimerName; readonly setTo: number }
  /** An operator has it go on in another version. */
  | { readonly kind: 'migrate'; readonly from: VersionId; readonly to: VersionId; readonly mapping: StateMapping }
)

/** What became of a happening. */
export type Outcome =
  /** It is a committed turn; `messages` are the turn's, the person's own words among them. */
  | {
      readonly kind: 'taken'
      readonly messages: readonly StoredMessage[]
      readonly afterSeq: number
      readonly seq: number
      readonly turn: number
      readonly status: Status
      /** The persistent menu afterwards, and whether the turn made it another one. */
      readonly menu: readonly MenuItem[]
      readonly menuChanged: boolean
    }
  /** Its client message id had its turn before. R3 */
  | { readonly kind: 'repeated'; readonly afterSeq: number; readonly untilSeq: number | null }
  /** It no longer means anything: the timer was moved, the result was known already, the conversation is over. */
  | {
      readonly kind: 'dropped'
      /** Of one that was to be migrated: why it cannot be. */
      readonly reason?: string
    }

/** A happening in the queue, with those who wait for it. Exactly one of the two is called, at most once. */
export interface Waiting {
  readonly happening: Happening
  /** When it joined, milliseconds of a clock that only goes forward. */
  readonly since: number
  settle(outcome: Outcome): void
  fail(error: unknown): void
}

/** Under which a webhook is remembered beside the client message ids, so that the same one twice is one turn. */
export function webhookKey({ name, signature }: { readonly name: string; readonly signature: string }): string {
  return `webhook.${name}.${signature}`
}
