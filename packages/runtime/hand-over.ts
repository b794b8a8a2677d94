import type { EffectId, HandOverOutcome } from '@parley/flow'
import type { ConversationId } from './ids.ts'

/** What a turn does to the hand-overs of its conversation. */
export type HandOverChange =
  | {
      readonly kind: 'begin'
      readonly effect: EffectId
      readonly flow: string
      readonly node: string
      readonly skill: string | null
      readonly note: string | null
      readonly sensitive: boolean
      /** Epoch milliseconds. */
      readonly at: number
    }
  | { readonly kind: 'end'; readonly outcome: HandOverOutcome | 'timeout'; readonly at: number }

/** A conversation that was handed to a person of the brand. */
export interface HandOver {
  readonly conversation: ConversationId
  readonly effect: EffectId
  readonly solution: string
  readonly environment: string
  readonly flow: string
  readonly node: string
  readonly skill: string | null
  readonly note: string | null
  /** `skill` or `note` may repeat a sensitive answer. */
  readonly sensitive: boolean
  /** When it was asked for and when it ended, epoch milliseconds. */
  readonly at: number
  readonly endedAt: number | null
  readonly outcome: HandOverOutcome | 'timeout' | null
}
