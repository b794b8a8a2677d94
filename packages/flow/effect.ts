import type { EffectId, HandOverOutcome, TimerName } from './event.ts'
import type { InLanguage } from './language.ts'
import type { Content } from './message.ts'
import type { Alternative } from './recognizer.ts'
import type { Values } from './value.ts'

/** What a step asks the world to do. The step itself does nothing; the runtime commits these and then carries them out. */
export type Effect =
  /** The bot says something; `sensitive` when it may repeat what a sensitive variable holds. */
  | { readonly kind: 'send'; readonly content: Content & InLanguage; readonly sensitive: boolean }
  /** The person's own words enter the transcript; `sensitive` when they answer a sensitive question. */
  | { readonly kind: 'hear'; readonly content: Content; readonly sensitive: boolean }
  /**
   * Run an action. `await`: the conversation waits for its `action-finished` event. `queue`: the conversation goes on;
   * the runtime retries until the action succeeds or its error says `retry: 'no'`.
   */
  | {
      readonly kind: 'run-action'
      readonly id: EffectId
      readonly flow: string
      readonly node: string
      readonly action: string
      readonly input: Values
      readonly mode: 'await' | 'queue'
      /** Milliseconds; absent = the host's default. */
      readonly timeoutMs?: number
      /** It tells of the conversation; whoever carries it out may add what the flow does not know of that. */
      readonly report?: true
    }
  /** Set or move a timer; `at` in epoch milliseconds. */
  | { readonly kind: 'set-timer'; readonly timer: TimerName; readonly at: number }
  | { readonly kind: 'clear-timer'; readonly timer: TimerName }
  /** A person of the brand is to take over; the conversation waits for its `hand-over-ended` event. */
  | {
      readonly kind: 'hand-over'
      readonly id: EffectId
      readonly flow: string
      readonly node: string
      /** What the one who takes over must be able to do. */
      readonly skill: string | null
      /** What they should know beforehand; `sensitive` when it may repeat what a sensitive variable holds. */
      readonly note: string | null
      readonly sensitive: boolean
    }
  /** The conversation is no longer with a person of the brand. */
  | { readonly kind: 'end-hand-over'; readonly outcome: HandOverOutcome | 'timeout' }
  /** Braze is to send something later, unless the person has come back by then. */
  | {
      readonly kind: 'plan'
      readonly id: EffectId
      readonly flow: string
      readonly node: string
      /** The rule's name; it goes out to the same person at most once in `once` milliseconds. */
      readonly rule: string
      readonly once: number
      /** When it is due, epoch milliseconds. */
      readonly at: number
      readonly action: string
      /** The member of the input that says what is sent, and what it is in which environment. */
      readonly message: { readonly member: string; readonly sandbox: string; readonly prod: string }
      /** Everything else. */
      readonly input: Values
    }
  /**
   * Words of which it was not clear what they mean, for the designer to decide about: nothing is learned from them by itself. Never of
   * words that are sensitive.
   */
  | {
      readonly kind: 'propose'
      readonly flow: string
      readonly node: string
      readonly text: string
      /** The conversation's, BCP 47. */
      readonly language: string
      /**
       * `picked`: the person was asked and said which; `none`: they said none of them; `unknown`: nobody was asked; `unsure`: it was
       * taken for the likeliest without being sure.
       */
      readonly reason: 'picked' | 'none' | 'unknown' | 'unsure'
      /** What was picked. */
      readonly intent: string | null
      /** What it might have been, the likeliest first. */
      readonly alternatives: readonly Alternative[]
    }
  | { readonly kind: 'end'; readonly status: 'ended' | 'abandoned'; readonly outcome: string | null }
