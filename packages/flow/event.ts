import type { Upload } from './message.ts'
import type { ActionResult } from './result.ts'
import type { Value, Values } from './value.ts'

/** The person of a conversation, as far as they are known. */
export interface Contact {
  readonly id: string
  /** The brand's own id for the person; only set when the caller is trusted to know it. */
  readonly external_id?: string
  readonly email?: string
  readonly phone?: string
  /** BCP 47, `pt-BR`. */
  readonly language?: string
}

/** The page a web conversation began on. */
export interface Page {
  readonly url?: string
  readonly referrer?: string
  readonly title?: string
  readonly language?: string
}

/** What a person sent, in the form the channel had it. */
export type Said =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'choice'; readonly choice: string }
  | { readonly kind: 'choices'; readonly choices: readonly string[] }
  /** `uploads`: what the conversation has of the files that it names; the server adds them. */
  | { readonly kind: 'form'; readonly form: { readonly [field: string]: Value }; readonly uploads?: readonly Upload[] }
  | { readonly kind: 'file'; readonly file: string; readonly uploads?: readonly Upload[] }

/** `idle` watches over a silent person, `wait` ends a `wait` node. A conversation has at most one of each. */
export type TimerName = 'idle' | 'wait'

/** Names one effect within its conversation: `<turn>.<index>`, both counted from 1 and 0. */
export type EffectId = `${number}.${number}`

export type HandOverOutcome = 'done' | 'unavailable'

/** Time and chance enter the flow here and nowhere else. */
interface Happened {
  /** When it happened, epoch milliseconds. */
  readonly at: number
  /** A number in [0, 1), drawn once per event. */
  readonly random: number
}

/** What happened to a conversation. One event taken through the flow and committed is one turn. */
export type Event =
  | (Happened & {
      readonly kind: 'started'
      /** The conversation's id; absent where nothing is stored, as in a story. */
      readonly conversation?: string
      readonly contact: Contact
      readonly variables: Values
      readonly page: Page | null
      /** The language that whoever began it asks for, BCP 47. */
      readonly language?: string
      /** What the channel knows of the person's languages, best first: what a browser accepts, say. */
      readonly channelLanguages?: readonly string[]
    })
  | (Happened & { readonly kind: 'said'; readonly said: Said })
  | (Happened & { readonly kind: 'action-finished'; readonly effect: EffectId; readonly result: ActionResult })
  | (Happened & { readonly kind: 'timer-fired'; readonly timer: TimerName })
  | (Happened & { readonly kind: 'page-event'; readonly name: string; readonly properties: Values })
  /** A system of the brand reports something. */
  | (Happened & { readonly kind: 'webhook'; readonly name: string; readonly payload: Values })
  /** The person has the conversation before them again. */
  | (Happened & { readonly kind: 'returned' })
  /** Whoever took the conversation over gives it back, or nobody could take it. */
  | (Happened & { readonly kind: 'hand-over-ended'; readonly outcome: HandOverOutcome })
