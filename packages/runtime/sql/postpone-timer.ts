import type { Queryable } from '../database.ts'
import type { DueTimer } from './lease-timers.ts'

/** Leaves a due timer alone for a while; it keeps its time. */
export async function postponeTimer(db: Queryable, workspace: string, due: DueTimer, forMs: number): Promise<void> {
  const text = `
update parley.timer set lease_owner = null, lease_until = clock_timestamp() + $5::int * interval '1 millisecond'
where workspace_id = $1 and conversation_id = $2 and name = $3 and at = $4`
  await db.query({ text, values: [workspace, due.conversation, due.timer, due.at, forMs] })
}
