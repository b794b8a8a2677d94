import type { Values } from '@parley/flow'
import type { Database } from './database.ts'
import { type DeadLetterPlace, discardDeadLetter, editDeadLetter, replayDeadLetter } from './sql/change-dead-letter.ts'
import { type DeadLetter, type DeadLetterFilter, listDeadLetters, readDeadLetter } from './sql/list-dead-letters.ts'
import { asked } from './versions.ts'

/** `<conversation>.<effect>`, which is also the idempotency key of its attempts. */
export type DeadLetterId = string

/**
 * What was given up: queued actions that were refused for good, and awaited ones whose result no turn could take. They wait
 * here for an operator, and hold up nobody.
 */
export interface DeadLetters {
  /** Newest first. `after` is the id of the last one known. */
  list(
    filter?: Omit<Partial<DeadLetterFilter>, 'after'> & { readonly after?: DeadLetterId },
  ): Promise<readonly DeadLetter[]>
  /** With its input; null when there is none of this id. */
  show(id: DeadLetterId): Promise<(DeadLetter & { readonly input: Values }) | null>
  /** Replaces the input. These three say whether there was one of this id. */
  edit(id: DeadLetterId, input: Values): Promise<boolean>
  /** Executes it again, behind everything that its contact's line has meanwhile. */
  replay(id: DeadLetterId): Promise<boolean>
  /** Removes it for good. */
  discard(id: DeadLetterId): Promise<boolean>
}

const listed = { usual: 100, most: 1000 }

export function createDeadLetters(parts: {
  readonly db: Database['pool']
  readonly workspace: string
  now(): number
  /** One lives again. */
  onReplay(): void
}): DeadLetters {
  const { db, workspace } = parts
  const placeOf = (id: DeadLetterId): DeadLetterPlace => {
    const dot = id.indexOf('.')
    return { workspace, conversation: id.slice(0, Math.max(dot, 0)), effect: id.slice(dot + 1) }
  }
  return {
    list({ after, limit = listed.usual, ...filter } = {}) {
      const range = {
        ...filter,
        limit: Math.min(limit, listed.most),
        ...(after !== undefined && { after: placeOf(after) }),
      }
      return asked(listDeadLetters(db, workspace, range))
    },
    show(id) {
      const { conversation, effect } = placeOf(id)
      return asked(readDeadLetter(db, workspace, conversation, effect))
    },
    edit: (id, input) => asked(editDeadLetter(db, placeOf(id), input)),
    async replay(id) {
      const replayed = await asked(replayDeadLetter(db, placeOf(id), parts.now()))
      if (replayed) parts.onReplay()
      return replayed
    },
    discard: (id) => asked(discardDeadLetter(db, placeOf(id))),
  }
}
