import type { Queryable } from '../database.ts'

interface RetargetKey {
  readonly contact: string
  readonly solution: string
  readonly environment: string
  readonly rule: string
}

/** A planned message whose time has come, with what has happened since it was planned. */
export interface DueRetarget extends RetargetKey {
  readonly dueAt: number
  readonly onceMs: number
  readonly leftAs: string
  /** The conversation's status now; `null`: there is none any more. */
  readonly status: string | null
  /** Whether the person has begun another conversation since. */
  readonly cameBack: boolean
  /** When the rule last went out to the person, under this contact or the one that they are known as now. */
  readonly sentAt: number | null
}

const text = `
with due as materialized (
  select contact_id, solution, environment, rule from parley.retarget
  where workspace_id = $1 and due_at <= $2 and (lease_until is null or lease_until < clock_timestamp())
  order by due_at limit $5
  for update skip locked
), leased as (
  update parley.retarget r
  set lease_owner = $3, lease_until = clock_timestamp() + $4::int * interval '1 millisecond'
  from due
  where r.workspace_id = $1 and r.contact_id = due.contact_id and r.solution = due.solution
    and r.environment = due.environment and r.rule = due.rule
  returning r.*
)
select l.contact_id as contact, l.solution, l.environment, l.rule, l.due_at as "dueAt", l.once_ms as "onceMs",
  l.left_as as "leftAs", c.status,
  exists (
    select from parley.conversation n
    where n.workspace_id = $1 and n.contact_id = c.contact_id and n.started_at >= l.planned_at and n.id <> c.id
      and n.solution = l.solution and n.environment = l.environment
  ) as "cameBack",
  (
    select max(o.sent_at) from parley.retarget o
    where o.workspace_id = $1 and o.contact_id in (l.contact_id, c.contact_id) and o.solution = l.solution
      and o.environment = l.environment and o.rule = l.rule
  ) as "sentAt"
from leased l
left join lateral (
  select id, contact_id, status from parley.conversation where workspace_id = $1 and id = l.conversation_id limit 1
) as c on true`

/** Takes planned messages that are due and that nobody is deciding on. */
export async function leaseRetargets(
  db: Queryable,
  lease: {
    readonly workspace: string
    readonly now: number
    readonly owner: string
    readonly ms: number
    readonly limit: number
  },
): Promise<readonly DueRetarget[]> {
  const values = [lease.workspace, lease.now, lease.owner, lease.ms, lease.limit]
  const { rows } = await db.query<DueRetarget>({ name: 'lease-retargets', text, values })
  return rows
}
