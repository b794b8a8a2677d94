import type { Queryable } from '../database.ts'

export interface DeadLetterPlace {
  readonly workspace: string
  readonly conversation: string
  readonly effect: string
}

const where = 'where workspace_id = $1 and conversation_id = $2 and effect_id = $3 and dead_at is not null'

async function change(db: Queryable, place: DeadLetterPlace, text: string, more: unknown[] = []): Promise<boolean> {
  const { rowCount } = await db.query({ text, values: [place.workspace, place.conversation, place.effect, ...more] })
  return rowCount === 1
}

/** Each of these is false when there is no such dead letter. */
export function editDeadLetter(
  db: Queryable,
  place: DeadLetterPlace,
  input: { readonly text: string },
): Promise<boolean> {
  return change(db, place, `update parley.outbox set input = $4::json ${where}`, [input.text])
}

/**
 * Lives again, as if it had just been asked for: behind everything that its contact's line has meanwhile. What was doubtful is so no
 * longer, since somebody has decided; that it may have been taken before is still known.
 */
export function replayDeadLetter(db: Queryable, place: DeadLetterPlace, now: number): Promise<boolean> {
  const text = `update parley.outbox set dead_at = null, reason = null, run_at = $4, look_at = $4,
    attempts = 0, takeovers = 0, repeated = repeated or doubtful, doubtful = false,
    position = nextval(pg_get_serial_sequence('parley.outbox', 'position')), lease_owner = null, lease_until = null ${where}`
  return change(db, place, text, [now])
}

export function discardDeadLetter(db: Queryable, place: DeadLetterPlace): Promise<boolean> {
  return change(db, place, `delete from parley.outbox ${where}`)
}
