/** Sentences of which it was not clear what they mean, for somebody to decide about, and intents that other programs have. */
import type { Problem } from '@parley/flow'

/**
 * `corrected`: somebody of the brand said what was meant. `picked`: the person was asked and said which. `unsure`: it was taken for the
 * likeliest without being sure.
 */
export type InboxReason = 'unknown' | 'unsure' | 'none' | 'picked' | 'corrected'

export interface InboxSentence {
  readonly id: string
  readonly conversation: string
  /** Masked: without addresses, numbers and names that are known. */
  readonly text: string
  /** BCP 47. */
  readonly language: string
  readonly reason: InboxReason
  /** What was picked, or what somebody of the brand said it means. */
  readonly intent: string | null
  /** What it might have been, the likeliest first. */
  readonly alternatives: readonly { readonly intent: string; readonly confidence: number }[]
  readonly flow: string
  readonly node: string
  /** Epoch milliseconds. */
  readonly at: number
}

/** Shown at once. */
export const inboxPage = 1000
/** Decided about at once. */
export const mostDecided = 1000

/** `GET /solutions/:solution/inbox?environment=prod&language=ko&reason=unknown`: those that are open, newest first. */
export interface InboxList {
  readonly sentences: readonly InboxSentence[]
  /** How many there are; at most {@link inboxPage} are shown. */
  readonly total: number
}

/** `GET /solutions/:solution/understanding/live?environment=prod`: what the version that runs there was taught. */
export interface LiveUnderstanding {
  /** `null`: nothing runs there. */
  readonly version: number | null
  /** Examples by intent, without their marks; `null`: it has none. */
  readonly intents: { readonly [intent: string]: readonly string[] } | null
  /** The least confidence that it states. */
  readonly threshold: number | null
}

/**
 * `POST /solutions/:solution/inbox/decisions`. `assigned` says that the sentence became an example; that is written into the document by
 * whoever decides, never by the server. `open` takes a decision back.
 */
export interface InboxDecision {
  readonly ids: readonly string[]
  readonly decision: 'assigned' | 'ignored' | 'open'
  readonly intent?: string
}

export interface InboxDecided {
  /** How many of them are decided so. */
  readonly decided: number
  /** Which these are, by whoever asks; the others are gone, or somebody else decided first. */
  readonly ids: readonly string[]
}

/** `POST /solutions/:solution/inbox`: somebody of the brand says what words of a conversation meant; 204. */
export interface InboxCorrection {
  readonly conversation: string
  readonly text: string
  readonly language: string
  /** Absent: none of the intents that there are. */
  readonly intent?: string
}

/**
 * `POST /solutions/:solution/understanding/import?name=bot.csv&language=ko&over=1` with a file as it is: a table, a file of Rasa, a zip of
 * Dialogflow or Rasa. Says what would be written; that is done in the document by whoever asked, never by the server.
 */
export interface NluImport {
  readonly files: readonly ImportedNluFile[]
  /** Files of that name that there are already; with `over` they are written over. */
  readonly taken: readonly string[]
  /** What is left out, and why. */
  readonly lost: readonly { readonly where: string; readonly reason: string }[]
  /** Names that cannot be here as they are. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[]
  /** The file does not say how its letters are written; they may be wrong. */
  readonly isGuess: boolean
  /** What would be wrong with these files beside those that there are. */
  readonly problems: readonly Problem[]
}

export interface ImportedNluFile {
  readonly path: string
  readonly text: string
  /** BCP 47; `''`: the solution's own. */
  readonly language: string
  readonly intents: readonly { readonly name: string; readonly examples: number }[]
  readonly entities: readonly string[]
}

/** Largest file that intents are taken in from. */
export const nluImportBytes = 20 * 1024 * 1024

/**
 * Paths that new files may have, none of which is taken: `nlu/bot.yaml` and `nlu/bot.ko.yaml`, or all of them with a number, by which
 * they come after those that are there, so that of examples that contradict each other the present one counts.
 *
 * @param parts of each file: its language, `''` for the one without
 */
export function importPaths(stem: string, parts: readonly string[], taken: ReadonlySet<string>): readonly string[] {
  const named = (number: number): readonly string[] =>
    parts.map((part) => `nlu/${stem}${number === 1 ? '' : `_${number}`}${part === '' ? '' : `.${part}`}.yaml`)
  let number = 1
  while (named(number).some((path) => taken.has(path))) number += 1
  return named(number)
}
