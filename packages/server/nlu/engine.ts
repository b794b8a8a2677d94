/**
 * A service elsewhere that is asked what people mean.
 *
 * The port that all of them stand behind: a masked sentence in, one of the designer's intents out, or nothing. What is masked and when it
 * is asked is no concern of an engine, nor what happens when it fails: `engines.ts`.
 *
 * 1. An answer is one of the intents that it was made for, or none of them. Anything else is `broken`, never taken over.
 * 2. Nothing of a sentence is logged or kept, nor does it stand in the message of an error.
 */
import type { UnderstandingSettings } from '@parley/actions/understanding'
import type { Intents } from '@parley/flow'

export interface EngineAsked {
  /** Masked. */
  readonly text: string
  readonly language: string
}

export interface EngineGuess {
  /** `null`: none of the intents. */
  readonly intent: string | null
  /** How sure it is of that, from 0 to 1. */
  readonly confidence: number
}

export interface Engine {
  /**
   * `null`: it says that it does not know.
   *
   * @throws EngineError
   */
  guess(asked: EngineAsked, signal: AbortSignal): Promise<EngineGuess | null>
}

/**
 * `late`: no answer in time. `limited`: it was asked too often. `refused`: it, or the way there, says no. `broken`: the answer cannot be
 * used. `unready`: it is not prepared for these intents, or there are too many of them.
 */
export type EngineFailure = 'late' | 'limited' | 'refused' | 'broken' | 'unready'

export class EngineError extends Error {
  override readonly name = 'EngineError'
  readonly why: EngineFailure
  /** As long as it is not to be asked, milliseconds. */
  readonly afterMs: number | undefined
  /** Of `refused`: the service's own words about a request that it cannot take. They may repeat a sentence: never to be logged. */
  readonly said: string

  constructor(
    why: EngineFailure,
    message: string,
    options: ErrorOptions & { readonly afterMs?: number; readonly said?: string } = {},
  ) {
    super(message, options)
    this.why = why
    this.afterMs = options.afterMs
    this.said = options.said ?? ''
  }
}

/** Sends JSON to a path below the engine's address and gives back what it says; fails with EngineError. */
export type EngineSend = (path: string, body: unknown, signal: AbortSignal) => Promise<unknown>

export interface EngineParts {
  readonly settings: UnderstandingSettings
  readonly intents: Intents
  readonly send: EngineSend
}

export const broken = (reason: string): EngineError => new EngineError('broken', reason)

/** What no waiting mends. */
export const unfit = (reason: string): EngineError =>
  new EngineError('unready', reason, { afterMs: Number.POSITIVE_INFINITY })

/** An intent that was asked about; rule 1. */
export function ownIntent(intents: Intents, name: string): string {
  if (Object.hasOwn(intents, name)) return name
  throw broken('It answers with an intent that the solution does not have.')
}

/** `undefined`: the text is no JSON. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
