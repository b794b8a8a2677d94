import type { ChannelName } from './channels.ts'
import type { Intents, Recognizer } from './recognizer.ts'
import type { ReportSource, RetargetSource } from './reporting-source.ts'
import type { Values } from './value.ts'

/** What a solution's action declares. `input` and `outputs` are JSON Schemas of objects. */
export interface ActionSignature {
  /** `success` and `error` are always outcomes, named here or not. */
  readonly outcomes: readonly string[]
  readonly input?: Values
  readonly outputs?: Values
  /** Any outcome may come: the ports of its nodes are as their edges have them, and only `error` must be among them. */
  readonly open?: boolean
  /** `upper-case`: an output `FIRST_NAME` sets the declared variable `first_name`, where it fits. */
  readonly sets?: 'upper-case'
}

/** Liquid by language, BCP 47. */
export interface IntentTextsSource {
  /** What it is called where people are asked which they meant. */
  readonly label?: { readonly [language: string]: string }
  /** What answers it. */
  readonly answer?: { readonly [language: string]: string }
}

/** A solution's flows as their files have them, with the signatures of its actions. */
export interface SolutionSource {
  readonly name: string
  /** The flow that conversations begin with. */
  readonly start: string
  /** By flow name; `file` is the path inside the solution folder. */
  readonly flows: { readonly [name: string]: { readonly file: string; readonly text: string } }
  readonly actions: { readonly [name: string]: ActionSignature }
  /** What people may mean, by name of the intent: phrases that mean it. */
  readonly intents?: Intents
  /** Types of entities that the solution has besides the usual ones: lists, patterns, trained ones. */
  readonly entities?: readonly string[]
  /** What people read of intents, by intent, each by language: for all flows that do not say it themselves. */
  readonly intentTexts?: { readonly [intent: string]: IntentTextsSource }
  /** Tells what people mean, by these intents; absent: their phrases are compared. FU5 */
  readonly recognizer?: Recognizer
  /** The least confidence, from 0 to 1, with which something counts as meant; absent: the recognizer's own. */
  readonly leastConfidence?: number
  /** What the flow files are written in, BCP 47; absent: nobody says, and English is taken for it. */
  readonly language?: string
  /** Language → where its texts are looked for when it does not have them, before the flow's own: `{ 'pt-BR': ['pt', 'es'] }`. */
  readonly fallbacks?: { readonly [language: string]: readonly string[] }
  /** Texts in other languages, by language; `file` is the path inside the solution folder. */
  readonly texts?: { readonly [language: string]: { readonly file: string; readonly text: string } }
  /** The channels that it is made for; absent: nobody says, and only what is true of all is checked. */
  readonly channels?: readonly ChannelName[]
  /** Fields of the person's Braze profile that texts and logic see, `first_name`, `custom_attributes.plan`; absent: none. */
  readonly profile?: readonly string[]
  /** What of every conversation is told to Braze; absent: nothing. */
  readonly report?: ReportSource
  /** What Braze is to send to those who left and did not come back. */
  readonly retarget?: readonly RetargetSource[]
  /** Whether a text that is missing in a language is an error instead of a warning. */
  readonly strictTexts?: boolean
}
