import type { Contact, Page } from '@parley/flow'
import { type Cipher, isSealed } from '../cipher.ts'
import type { Queryable } from '../database.ts'
import { RuntimeError } from '../error.ts'
import type { VersionId } from '../ids.ts'
import { deliveryTimeoutMs } from '../ports.ts'
import type { Environment } from '../runtime.ts'
import { stateOf } from './lock-conversations.ts'
import { inputOf, type OutboxRow } from './save-turns.ts'

/** An outbox row with all that its execution needs. */
export interface Task extends OutboxRow {
  readonly version: VersionId
  readonly solution: string
  readonly environment: Environment
  readonly contact: Contact
  readonly page?: Page | null
  readonly channel?: string
  /** Executions begun, this one included. */
  readonly attempts: number
  /** Executions whose node died. */
  readonly takeovers: number
  /** What must not happen twice may have happened in an earlier execution. */
  readonly doubtful: boolean
  /** An operator had it executed again although it may have been taken before. */
  readonly repeated: boolean
  /** Its time was over before its turn came. */
  readonly late: boolean
  /** Its input is stored sealed. */
  readonly sealed?: boolean
  /** Why its input cannot be read; it is then empty. */
  readonly unreadable?: string
}

/** As it is stored. `state`: of a conversation that is sealed. */
type Leased = Task & { readonly state: unknown }

export interface Found {
  readonly tasks: readonly Task[]
  /** There may be more: as many were looked at, those that must wait among them, as a look takes. */
  readonly more: boolean
}

/** How long a row that must wait for others of its line is not looked at: as long as it has waited by then, within these. */
const parkedMs = { least: 250, queue: 60_000, await: 1000 } as const
/** However few may be taken, so many are looked at: those that must wait are got out of the way. */
const leastLooked = 256
/** A row whose turn was committed after a later one's was taken: so many places ahead a lease is looked for. */
const near = 4

const line = `e.workspace_id = $1 and e.contact_id = l.contact_id and (e.mode = 'queue' or e.delivery) and e.dead_at is null`

/**
 * Rows that another node is just taking are passed over, so nobody waits. Of a line only the first that lives may go, and none
 * while another is under way: a later one never overtakes (R21). Those behind it are not looked at for a while, so that a long
 * line costs little; whoever ends the first calls the next.
 *
 * Joined by `ctid`, which the locks hold still, and by `limit 1`: so the planner cannot turn a join around and read the whole
 * table, whatever it believes of its size.
 */
const text = `
with looked as materialized (
  select o.ctid as place, o.conversation_id, o.contact_id, o.position, o.mode, o.run_at,
    o.mode = 'queue' or o.delivery as lined,
    case when o.mode = 'await' and o.delivery then o.run_at + coalesce(o.timeout_ms, ${deliveryTimeoutMs}) end as deadline,
    o.attempts
  from parley.outbox o
  where o.workspace_id = $1 and o.delivery = $6 and o.dead_at is null and o.look_at <= $2 and o.run_at <= $2
    and (o.lease_until is null or o.lease_until < clock_timestamp())
  order by o.look_at limit greatest($5, ${leastLooked})
  for update skip locked
), placed as materialized (
  select l.*, first.run_at as first_at,
    l.lined and (first.position <> l.position or exists (
      select from (
        select e.lease_until from parley.outbox e where ${line} and e.position > l.position order by e.position limit ${near}
      ) as next
      where next.lease_until >= clock_timestamp()
    )) as waits
  from looked l
  left join lateral (
    select e.position, e.run_at from parley.outbox e where l.lined and ${line} order by e.position limit 1
  ) as first on true
), judged as materialized (
  select *, coalesce(deadline <= $2 and (waits or attempts = 0), false) as late from placed
), ready as materialized (
  select * from judged where late or not waits limit $5
), parked as (
  update parley.outbox o
  set look_at = case j.mode
    when 'queue' then greatest(j.first_at, $2 + least(greatest($2 - j.run_at, ${parkedMs.least}), ${parkedMs.queue}))
    else least(j.deadline, $2 + least(greatest($2 - j.run_at, ${parkedMs.least}), ${parkedMs.await})) end
  from judged j
  where j.waits and not j.late and o.ctid = j.place
), leased as (
  update parley.outbox o
  set lease_owner = $3, lease_until = clock_timestamp() + $4::int * interval '1 millisecond', look_at = o.run_at,
    attempts = o.attempts + 1, takeovers = o.takeovers + case when o.lease_owner is null then 0 else 1 end,
    doubtful = o.doubtful or o.sending, sending = false
  from ready j
  cross join lateral (
    select version_id, solution, environment, channel, state -> 'contact' as contact, state -> 'page' as page,
      case when state -> '$sealed' is not null then state end as state
    from parley.conversation where workspace_id = $1 and id = j.conversation_id limit 1
  ) as c
  where o.ctid = j.place
  returning o.conversation_id as conversation, o.effect_id as effect, o.contact_id as "contactId", o.flow, o.node, o.action,
    o.delivery, o.input, o.mode, o.at, o.attempts, o.takeovers, o.doubtful, o.repeated, j.late,
    -- The time in the line is part of the time that the node allows.
    case when j.deadline is not null and o.attempts = 1 then greatest(1, j.deadline - $2)::int else o.timeout_ms end
      as "timeoutMs",
    coalesce(o.version_id, c.version_id) as version, c.solution, c.environment, c.contact, c.page, c.channel, c.state
)
select looked.count as "looked", leased.* from (select count(*) from looked) as looked left join leased on true`

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
  cipher: Cipher,
): Promise<Found> {
  const values = [lease.workspace, lease.now, lease.owner, lease.ms, lease.limit, lease.delivery]
  const { rows } = await db.query<(Leased | { readonly effect: null }) & { readonly looked: number }>({
    name: 'lease-outbox',
    text,
    values,
  })
  const tasks = rows.flatMap(({ looked: _, ...task }) => (task.effect === null ? [] : [taskOf(task as Leased, cipher)]))
  return { tasks, more: (rows[0]?.looked ?? 0) >= Math.max(lease.limit, leastLooked) }
}

/** RX3: what cannot be read waits as a dead letter for somebody to bring the key. */
function taskOf({ state, ...row }: Leased, cipher: Cipher): Task {
  const { conversation, effect } = row
  const sealed = isSealed(row.input)
  try {
    const input = cipher.openJson(inputOf(conversation, effect), row.input) as Task['input']
    const opened = cipher.openJson(stateOf(conversation), state) as Pick<Task, 'contact' | 'page'> | null
    const known = opened === null ? {} : { contact: opened.contact, page: opened.page ?? null }
    return { ...row, input, ...known, ...(sealed && { sealed, masks: masksIn(row.input) }) }
  } catch (error) {
    if (!(error instanceof RuntimeError)) throw error
    return { ...row, input: {}, sealed, unreadable: error.message }
  }
}

/** What of a stored input is not shown. */
export function masksIn(stored: unknown): readonly string[] {
  const masks = isSealed(stored) ? (stored as { readonly masks?: unknown }).masks : []
  return Array.isArray(masks) ? masks : []
}
