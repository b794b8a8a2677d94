import type { Values } from './value.ts'

/** What somebody meant, as far as it could be told. */
export interface Recognition {
  /** `null`: nothing that is known. */
  readonly intent: string | null
  /** From 0 to 1. */
  readonly confidence: number
  /** Named things that were mentioned. */
  readonly entities: Values
}

/** Tells what a text means. Pure and total: the same text in the same language always means the same. */
export interface Recognizer {
  /** `language`: the conversation's, BCP 47. */
  recognize(text: string, language: string): Recognition
}

/** What is known of a solution's intents: their names, and phrases that mean each. */
export type Intents = { readonly [intent: string]: readonly string[] }
