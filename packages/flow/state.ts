import type { Contact, EffectId, Page } from './event.ts'
import type { MenuItem } from './menu.ts'
import type { Alternative } from './recognizer.ts'
import type { ActionResult } from './result.ts'
import type { Values } from './value.ts'

/** What the conversation waits for, or how it is over. */
export type Phase =
  | { readonly kind: 'new' }
  | { readonly kind: 'answer' }
  | { readonly kind: 'action'; readonly effect: EffectId }
  | { readonly kind: 'time' }
  /** A webhook or a page event; `timed` when it may come too late. */
  | { readonly kind: 'event'; readonly timed: boolean }
  /** A person of the brand has it; `timed` when the flow waits for them only so long. */
  | { readonly kind: 'agent'; readonly timed: boolean }
  | { readonly kind: 'ended' }
  | { readonly kind: 'abandoned' }

/** A flow that waits for the flow it called to return. */
export interface CallFrame {
  readonly flow: string
  /** The node that called. */
  readonly node: string
  readonly variables: Values
  readonly results: State['results']
  /** Variables that the person's words filled before they were asked for; absent: none. */
  readonly filled?: readonly string[]
  /** What was open at the question that the flow was called from, to answer something else first; absent: a `call` node called it. */
  readonly aside?: { readonly tries: number; readonly draft: Values | null }
}

/** What somebody is being asked about words that may mean several things. */
export interface Doubt {
  readonly text: string
  /** What it may be, the likeliest first. */
  readonly alternatives: readonly Alternative[]
  /** Of words that are sensitive nothing is proposed. */
  readonly sensitive: boolean
  /** Whether it was asked at a question, which is asked again afterwards. */
  readonly aside?: true
}

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
  /** The chosen fields of the person's Braze profile; `null` when it is not known, or not proved to be theirs. */
  readonly profile: Values | null
  /** Its id, where it has one. */
  readonly conversation: string | null
  /** The flows that wait for the present one to return, outermost first. */
  readonly frames: readonly CallFrame[]
  /** Payloads of webhooks that came before a node waited for them, by name. */
  readonly webhooks: { readonly [name: string]: Values }
  /** What the person said last; kept only where a node of the program may read it. */
  readonly heard: string | null
  /**
   * Since when there has been nothing of the person, epoch milliseconds: when they last did something, or when the
   * conversation was given up. `null`: not known.
   */
  readonly leftAt: number | null
  /** When it began, epoch milliseconds; `null`: not known. */
  readonly startedAt: number | null
  /** The persistent menu as it was last shown. */
  readonly menu: readonly MenuItem[]
  /** What has been answered of the form that the conversation stands at; `null` when nothing has. */
  readonly draft: Values | null
  /** Variables of the present flow that the person's words filled before they were asked for, and that no question has passed over since. */
  readonly filled: readonly string[]
  /** What is asked at a node that does not know what was meant; `null` when nothing is. */
  readonly doubt: Doubt | null
  /** One of the solution's languages; `null` when nobody asked for one that it has. */
  readonly language: string | null
}

/** The public status of a conversation. `working`: an action runs, a pause passes, a webhook is waited for; `waiting`: for the person. */
export type Status = 'waiting' | 'working' | 'with-agent' | 'ended' | 'abandoned'

/** Empty before anything happens; a state that an older Parley stored may lack any of it. */
export const blank = {
  profile: null,
  conversation: null,
  frames: [],
  webhooks: {},
  heard: null,
  leftAt: null,
  startedAt: null,
  menu: [],
  draft: null,
  filled: [],
  doubt: null,
  language: null,
} satisfies Partial<State>

/** A state as it was stored, by this Parley or an older one. `known`: what the store knows besides. */
export function readState(stored: unknown, known: { readonly conversation?: string } = {}): State {
  // Only what a step made is ever stored, so nothing but age can make it incomplete.
  return { ...blank, ...known, ...(stored as State) }
}
