import type { Values } from '@parley/flow'
import type { Cipher } from './cipher.ts'
import type { Database } from './database.ts'
import { masked, unmasked } from './sensitive.ts'
import { type DeadLetterPlace, discardDeadLetter, editDeadLetter, replayDeadLetter } from './sql/change-dead-letter.ts'
import { type DeadLetter, type DeadLetterFilter, listDeadLetters, readDeadLetter } from './sql/list-dead-letters.ts'
import { inputOf } from './sql/save-turns.ts'
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
  /** With its input, sensitive answers in it masked; null when there is none of this id. */
  show(id: DeadLetterId): Promise<(DeadLetter & { readonly input: Values }) | null>
  /** Replaces the input; what is still masked in it stays as it was. These three say whether there was one of this id. */
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
  readonly cipher: Cipher
  now(): number
  /** One lives again. */
  onReplay(): void
}): DeadLetters {
  const { db, workspace, cipher } = parts
  const placeOf = (id: DeadLetterId): DeadLetterPlace => {
    const dot = id.indexOf('.')
    return { workspace, conversation: id.slice(0, Math.max(dot, 0)), effect: id.slice(dot + 1) }
  }
  const read = (id: DeadLetterId) => {
    const { conversation, effect } = placeOf(id)
    return asked(readDeadLetter(db, workspace, conversation, effect, cipher))
  }
  return {
    list({ after, limit = listed.usual, ...filter } = {}) {
      const range = {
        ...filter,
        limit: Math.min(limit, listed.most),
        ...(after !== undefined && { after: placeOf(after) }),
      }
      return asked(listDeadLetters(db, workspace, range, cipher))
    },
    async show(id) {
      const letter = await read(id)
      if (letter === null) return null
      const { masks, ...shown } = letter
      return { ...shown, input: masked(letter.input, masks) }
    },
    async edit(id, edited) {
      const letter = await read(id)
      if (letter === null) return false
      const { conversation, effect, input, sealed, masks } = letter
      const changed = unmasked(edited, input, masks)
      const text = sealed ? cipher.sealJson(inputOf(conversation, effect), changed, { masks }) : JSON.stringify(changed)
      return asked(editDeadLetter(db, placeOf(id), { text }))
    },
    async replay(id) {
      const replayed = await asked(replayDeadLetter(db, placeOf(id), parts.now()))
      if (replayed) parts.onReplay()
      return replayed
    },
    discard: (id) => asked(discardDeadLetter(db, placeOf(id))),
  }
}
