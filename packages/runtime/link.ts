import type { Values } from '@parley/flow'
import type { ConversationId } from './ids.ts'
import type { Environment, StartInput } from './runtime.ts'

/** Whom the brand means: at least one of these, each as Braze knows it. */
export interface Person {
  readonly external_id?: string
  readonly alias?: { readonly alias_name: string; readonly alias_label: string }
  readonly braze_id?: string
  readonly email?: string
  readonly phone?: string
}

/** What a conversation with one person is to be, before it begins. */
export interface Outreach {
  /** The same id is the same outreach: whoever asks again gets what there is. */
  readonly id: string
  readonly solution: string
  readonly environment: Environment
  /** Default: the solution's start flow. */
  readonly flow?: string
  readonly person: Person
  /** Of the flow; each must be declared there and fit. Text is read as the number or truth that a variable wants. */
  readonly variables: Values
  /** BCP 47. */
  readonly language?: string
  /** Where it comes from: campaign, Canvas, dispatch. Kept for reports. */
  readonly origin: Values
  /** How long it is good, milliseconds. */
  readonly keepMs: number
}

/** What a link opens. */
export interface LinkTarget {
  readonly solution: string
  readonly environment: Environment
  /** The person whom the link identifies, as far as the brand has an id of its own for them. */
  readonly externalId: string | undefined
}

/** A link that was used: what to start, and how to take the use back. */
export interface LinkUsed {
  readonly start: Pick<
    StartInput,
    'id' | 'solution' | 'environment' | 'flow' | 'contact' | 'proof' | 'variables' | 'language' | 'campaign' | 'lenient'
  >
  /** For when the conversation did not begin. */
  undo(): Promise<void>
}

/**
 * Links that let one person into a conversation, and conversations that begin by themselves.
 *
 * RL1 a link identifies one person once: the first start uses it up, and only the visitor who made that start can use it again
 */
export interface Links {
  /**
   * Keeps a link, or finds the one of this id. Resolves after the commit. Of the token only a hash is kept.
   * Fails with `unknown-solution`, `not-deployed`, `unknown-flow`, `unknown-variable`, `invalid-variable`, `overloaded`.
   *
   * @returns Until when it is good, epoch milliseconds.
   */
  put(outreach: Outreach, token: string): Promise<{ readonly expiresAt: number }>
  /**
   * Has a conversation begin soon, on this node or another, once for each id. Resolves after the commit, with the
   * conversation's id. Fails as `put` does.
   */
  begin(outreach: Outreach): Promise<{ readonly conversation: ConversationId }>
  /** What a link opens; it stays unused. Fails with `link-unknown`. */
  find(token: string): Promise<LinkTarget>
  /**
   * Uses a link. `visitor` may do so again for as long as it is good.
   * Fails with `link-unknown`, `link-used`, `link-expired`.
   */
  use(token: string, visitor: string | undefined): Promise<LinkUsed>
}
