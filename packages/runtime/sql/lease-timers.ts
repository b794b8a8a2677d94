import type { TimerName } from '@parley/flow'
import type { Queryable } from '../database.ts'
import type { ConversationId } from '../ids.ts'

/** A timer whose time has come. */
export interface DueTimer {
  readonly conversation: ConversationId
  readonly timer: TimerName
  readonly at: number
}

const text = `
with due as (
  select conversation_id, name from parley.timer
  where workspace_id = $1 and at <= $2 and (lease_until is null or lease_until < clock_timestamp())
  order by at limit $5
  for update skip locked
)
update parley.timer t set lease_owner = $3, lease_until = clock_timestamp() + $4::int * interval '1 millisecond'
from due
where t.workspace_id = $1 and t.conversation_id = due.conversation_id and t.name = due.name
returning t.conversation_id as conversation, t.name as timer, t.at`

/** Takes timers that are due and that nobody is about to fire. */
export async function leaseTimers(
  db: Queryable,
  lease: {
    readonly workspace: string
    readonly now: number
    readonly owner: string
    readonly ms: number
    readonly limit: number
  },
): Promise<readonly DueTimer[]> {
  const values = [lease.workspace, lease.now, lease.owner, lease.ms, lease.limit]
  const { rows } = await db.query<DueTimer>({ name: 'lease-timers', text, values })
  return rows
}
