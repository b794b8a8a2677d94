import type { Value, Values } from './value.ts'

/** What somebody meant, as far as it could be told. */
export interface Recognition {
  /** `null`: nothing that is known. */
  readonly intent: string | null
  /** From 0 to 1. */
  readonly confidence: number
  /** Named things that were mentioned, as flows see them: by type, the first of each. */
  readonly entities: Values
  /** What else may have been meant, the likeliest first; the intent itself is not among them. */
  readonly alternatives?: readonly Alternative[]
  /** Every named thing that was mentioned, in the order of the text. Absent: nobody looked for any. */
  readonly extracted?: readonly Entity[]
}

/** An intent that may have been meant. */
export interface Alternative {
  readonly intent: string
  /** From 0 to 1. */
  readonly confidence: number
}

/** A named thing in a text. */
export interface Entity {
  /** `date`, `time`, `duration`, `number`, `money`, `email`, `phone`, `url`, `given_name`, `family_name`, `city`, `country`, or one of the solution's own. */
  readonly type: string
  /** What it comes to: a date as `YYYY-MM-DD`, a number as a number, an item of a list by its name. */
  readonly value: Value
  /** As it stands in the text, from `start` to before `end`, in UTF-16 units. */
  readonly text: string
  readonly start: number
  readonly end: number
  /** From 0 to 1. */
  readonly confidence: number
  /** Its part in the sentence, where the designer tells several: `from`, `to`. */
  readonly role?: string
  /** More that is known of it: the unit of a number, the country of a city. */
  readonly resolution?: Values
}

/** What is known of a moment in which something is said. */
export interface RecognitionContext {
  /** When it was said, epoch milliseconds: what "tomorrow" counts from. */
  readonly at: number
  /** The time zone in which the person lives, IANA; `null`: not known, UTC is taken. */
  readonly zone: string | null
}

/** Tells what a text means. Pure and total: the same text in the same language at the same moment always means the same. */
export interface Recognizer {
  /** `language`: the conversation's, BCP 47. Without `context` nothing is resolved against a moment. */
  recognize(text: string, language: string, context?: RecognitionContext): Recognition
}

/** What is known of a solution's intents: their names, and phrases that mean each. */
export type Intents = { readonly [intent: string]: readonly string[] }
