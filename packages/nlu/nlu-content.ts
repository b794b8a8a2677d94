import type { Intents } from '@parley/flow'

/** A stretch of an example that the designer marked: `[Seoul](city)`. */
export interface Mark {
  readonly entity: string
  /** In UTF-16 units of the example's text, `end` behind the last. */
  readonly start: number
  readonly end: number
  /** Its part in the sentence: `from`, `to`. */
  readonly role?: string
  /** Which of several things of the sentence it belongs to. */
  readonly group?: string
  /** What it comes to, where that is not what stands there. */
  readonly value?: string
}

/** An example without the signs that mark it. */
export interface MarkedText {
  readonly text: string
  readonly marks: readonly Mark[]
}

/** An entity of the solution's own. Without values and patterns it is learned from marked examples. */
export interface EntityDefinition {
  /** Items by their name, each with other words for it. */
  readonly values?: { readonly [value: string]: readonly string[] }
  /** Regular expressions, RE2. */
  readonly patterns?: readonly string[]
}

/** By language, BCP 47; `''`: the solution's own. */
export type ByLanguage = { readonly [language: string]: string }

/** What the files in `nlu/` say, all together. */
export interface NluContent {
  /** Examples without their marks, by intent. */
  readonly intents: Intents
  /** The least confidence that counts; `null`: the recognizer's own. */
  readonly leastConfidence: number | null
  /** Examples that have marks. */
  readonly marked?: readonly (MarkedText & { readonly intent: string })[]
  /** Sentences that people said, for training to learn how they speak from; nobody says what they mean. */
  readonly heard?: readonly string[]
  readonly entities?: { readonly [entity: string]: EntityDefinition }
  /** What words come to, whatever entity they were found as: other words by what they all mean. */
  readonly synonyms?: { readonly [value: string]: readonly string[] }
  readonly labels?: { readonly [intent: string]: ByLanguage }
  readonly answers?: { readonly [intent: string]: ByLanguage }
  /** For people who look after the examples. */
  readonly notes?: { readonly [intent: string]: string }
}

/** Limits that hold for all files of a solution together. */
export const mostExamples = 20_000
export const mostIntents = 2000
export const longestExample = 500
export const mostEntityWords = 100_000
export const mostPatterns = 500
export const mostHeard = 10_000

export const intentForm = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/
export const entityForm = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/
/** A port of its own: what is none of the intents. */
export const reservedIntent = 'else'
