import type { Queryable } from '../database.ts'
import type { DeadLetter } from '../runtime.ts'

const text = `
select conversation_id as conversation, effect_id as effect, action, coalesce(reason, '') as reason, attempts, dead_at as "diedAt"
from parley.outbox
where workspace_id = $1 and dead_at is not null
order by dead_at desc
limit 1000`

/** Newest first. */
export async function listDeadLetters(db: Queryable, workspace: string): Promise<readonly DeadLetter[]> {
  const { rows } = await db.query<DeadLetter>({ text, values: [workspace] })
  return rows
}
