import type { Contact, EffectId, Page } from './event.ts'
import type { ActionResult } from './result.ts'
import type { Values } from './value.ts'

/** What the conversation waits for, or how it is over. */
export type Phase =
  | { readonly kind: 'new' }
  | { readonly kind: 'answer' }
  | { readonly kind: 'action'; readonly effect: EffectId }
  | { readonly kind: 'time' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'abandoned' }

/** Everything a conversation is between two turns. Plain JSON, stored as it is. */
export interface State {
  readonly flow: string
  /** The node the conversation stands on. */
  readonly node: string
  readonly phase: Phase
  /** How many events it has taken. */
  readonly turn: number
  /** Wrong answers to the present question so far. */
  readonly tries: number
  /** How many idle rules have fired since the person last did something. */
  readonly idle: number
  readonly variables: Values
  /** The last result of each action node, by node id. */
  readonly results: { readonly [node: string]: ActionResult }
  readonly contact: Contact | null
  readonly page: Page | null
}

/** The public status of a conversation. `working`: an action runs or a timed pause passes; `waiting`: for the person. */
export type Status = 'waiting' | 'working' | 'with-agent' | 'ended' | 'abandoned'
