import type { HandOverOutcome } from '@parley/flow'
import type { Cipher } from './cipher.ts'
import type { Database } from './database.ts'
import type { HandOver } from './hand-over.ts'
import type { Happening, Outcome } from './happening.ts'
import type { ConversationId } from './ids.ts'
import { type HandOverFilter, listHandOvers } from './sql/list-hand-overs.ts'
import { asked } from './versions.ts'

/** Where one stands in a list: `<conversation>.<effect>`. */
export type HandOverId = string

/** Conversations that people of the brand took over, or were to. */
export interface HandOvers {
  /** Those that wait, oldest first, or with `ended` those that are over, newest first. `after` is the id of the last one known. */
  list(filter?: Omit<Partial<HandOverFilter>, 'after'> & { readonly after?: HandOverId }): Promise<readonly HandOver[]>
  /** Gives the conversation back to its flow. False when nobody has it. */
  end(conversation: ConversationId, outcome: HandOverOutcome): Promise<boolean>
}

const listed = { usual: 100, most: 1000 }

export function createHandOvers(parts: {
  readonly db: Database['pool']
  readonly workspace: string
  readonly cipher: Cipher
  take(happening: Happening): Promise<Outcome>
}): HandOvers {
  const { db, workspace, cipher } = parts
  return {
    list({ after, limit = listed.usual, ended = false, ...filter } = {}) {
      const dot = after?.indexOf('.') ?? -1
      const place =
        after === undefined ? {} : { after: { conversation: after.slice(0, dot), effect: after.slice(dot + 1) } }
      return asked(
        listHandOvers(db, workspace, { ...filter, ...place, ended, limit: Math.min(limit, listed.most) }, cipher),
      )
    },
    async end(conversation, outcome) {
      const ended = await parts.take({ kind: 'hand-over-ended', conversation, outcome })
      return ended.kind === 'taken'
    },
  }
}
