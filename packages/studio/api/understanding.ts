/** Sentences of which it was not clear what they mean, for somebody to decide about. */

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
  /** Those that were decided now; the others are gone, or somebody else decided first. */
  readonly decided: number
}

/** `POST /solutions/:solution/inbox`: somebody of the brand says what words of a conversation meant; 204. */
export interface InboxCorrection {
  readonly conversation: string
  readonly text: string
  readonly language: string
  /** Absent: none of the intents that there are. */
  readonly intent?: string
}
