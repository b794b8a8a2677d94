import type { Upload } from './message.ts'
import type { Recognition } from './recognizer.ts'
import type { ActionResult } from './result.ts'
import type { Value, Values } from './value.ts'

/** The person of a conversation, as far as they are known. */
export interface Contact {
  readonly id: string
  /** The brand's own id for the person: `proved`, or only said by the caller. */
  readonly external_id?: string
  readonly email?: string
  readonly phone?: string
  /** BCP 47, `pt-BR`. */
  readonly language?: string
  readonly name?: string
  /** It is proved who the person is: external id, e-mail, phone and name are what the brand says of them, not what a caller claims. */
  readonly proved?: boolean
  /** As whom Braze knows somebody without external id who comes back: the name of an alias with the label `parley_visitor`. */
  readonly visitor?: string
}

/** The label of the aliases under which Braze knows visitors. */
export const visitorLabel = 'parley_visitor'

/** The page that the person of a web conversation is on, as far as it is known. See `page.ts`. */
export interface Page {
  readonly url?: string
  readonly referrer?: string
  readonly title?: string
  readonly language?: string
  /** Where the visit came from, `source`, `medium` and so on. */
  readonly utm?: { readonly [name: string]: string }
  /** What the page says of the product that it is about. */
  readonly product?: { readonly [name: string]: string | number }
  /** What the page told of itself, by names of its own. */
  readonly tags?: Values
  /** Its meta tags, `description`, `og:type`. */
  readonly meta?: Values
  /** The pages before it, oldest first, where the person agreed to that. */
  readonly history?: readonly { readonly url: string; readonly title?: string }[]
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
      /** Their Braze profile, as far as it was looked up. See `profile.ts`. */
      readonly profile?: Values
      /** The language that whoever began it asks for, BCP 47. */
      readonly language?: string
      /** What the channel knows of the person's languages, best first: what a browser accepts, say. */
      readonly channelLanguages?: readonly string[]
    })
  /** `recognition`: what the words mean, where whoever sends the event found it out already; otherwise the program's recognizer is asked. */
  | (Happened & { readonly kind: 'said'; readonly said: Said; readonly recognition?: Recognition })
  | (Happened & { readonly kind: 'action-finished'; readonly effect: EffectId; readonly result: ActionResult })
  | (Happened & { readonly kind: 'timer-fired'; readonly timer: TimerName })
  | (Happened & { readonly kind: 'page-event'; readonly name: string; readonly properties: Values })
  /** A system of the brand reports something. */
  | (Happened & { readonly kind: 'webhook'; readonly name: string; readonly payload: Values })
  /** The person has the conversation before them again. */
  | (Happened & { readonly kind: 'returned' })
  /** It has been proved meanwhile who the person is. */
  | (Happened & { readonly kind: 'identified'; readonly contact: Contact; readonly profile?: Values })
  /** Whoever took the conversation over gives it back, or nobody could take it. */
  | (Happened & { readonly kind: 'hand-over-ended'; readonly outcome: HandOverOutcome })
