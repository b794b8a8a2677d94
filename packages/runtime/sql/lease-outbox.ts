import type { Contact } from '@parley/flow'
import type { Queryable } from '../database.ts'
import type { VersionId } from '../ids.ts'
import type { Environment } from '../runtime.ts'
import type { OutboxRow } from './save-turns.ts'

/** An outbox row with all that its execution needs. */
export interface Task extends OutboxRow {
  readonly version: VersionId
  readonly solution: string
  readonly environment: Environment
  readonly contact: Contact
  /** Executions begun, this one included. */
  readonly attempts: number
  /** Executions whose node died. */
  readonly takeovers: number
  /** What must not happen twice may have happened in an earlier execution. */
  readonly doubtful: boolean
}

/**
 * Rows that another node is just taking are passed over, so nobody waits. Of the queued ones of a contact only the first that
 * lives may go, and none while it is under way: a later one never overtakes (R21).
 */
const text = `
with due as (
  select conversation_id, effect_id from parley.outbox o
  where workspace_id = $1 and delivery = $6 and dead_at is null and run_at <= $2
    and (lease_until is null or lease_until < clock_timestamp())
    and (mode = 'await' or not exists (
      select from parley.outbox earlier
      where earlier.workspace_id = $1 and earlier.contact_id = o.contact_id and earlier.mode = 'queue'
        and earlier.dead_at is null and earlier.position < o.position))
  order by run_at limit $5
  for update skip locked
)
update parley.outbox o
set lease_owner = $3, lease_until = clock_timestamp() + $4::int * interval '1 millisecond',
  attempts = o.attempts + 1, takeovers = o.takeovers + case when o.lease_owner is null then 0 else 1 end,
  doubtful = o.doubtful or o.sending, sending = false
from due, parley.conversation c
where o.workspace_id = $1 and o.conversation_id = due.conversation_id and o.effect_id = due.effect_id
  and c.workspace_id = $1 and c.id = due.conversation_id
returning o.conversation_id as conversation, o.effect_id as effect, o.contact_id as "contactId", o.flow, o.node, o.action,
  o.delivery, o.input, o.mode, o.timeout_ms as "timeoutMs", o.at, o.attempts, o.takeovers, o.doubtful,
  c.version_id as version, c.solution, c.environment, c.state -> 'contact' as contact`

/** Takes effects that are due and that nobody holds, or that were held by a node that no longer renews its leases. */
export async function leaseOutbox(
  db: Queryable,
  lease: {
    readonly workspace: string
    readonly now: number
    readonly owner: string
    readonly ms: number
    readonly limit: number
    readonly delivery: boolean
  },
): Promise<readonly Task[]> {
  const values = [lease.workspace, lease.now, lease.owner, lease.ms, lease.limit, lease.delivery]
  const { rows } = await db.query<Task>({ name: 'lease-outbox', text, values })
  return rows
}
