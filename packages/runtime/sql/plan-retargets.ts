import type { Cipher } from '../cipher.ts'
import type { Queryable } from '../database.ts'
import type { ConversationId } from '../ids.ts'
import type { Environment } from '../runtime.ts'
import { inputOf, type OutboxRow } from './save-turns.ts'

/** A message that is to go out later. */
export interface RetargetPlan {
  /** What the outbox gets then; `at` is when it was planned. */
  readonly row: OutboxRow
  readonly solution: string
  readonly environment: Environment
  readonly rule: string
  /** The status that the conversation then still has, unless the person has come back. */
  readonly leftAs: string
  /** Epoch milliseconds. */
  readonly dueAt: number
  readonly onceMs: number
}

/** In the order of the keys, so that two nodes never wait for each other. Whoever left again is counted from then on. */
const text = `
insert into parley.retarget as r (workspace_id, contact_id, solution, environment, rule, conversation_id, effect_id, flow, node,
  action, input, left_as, planned_at, due_at, once_ms)
select $1, d.contact, d.solution, d.environment, d.rule, d.conversation, d.effect, d.flow, d.node, d.action, d.input::json,
  d.left_as, d.planned_at, d.due_at, d.once_ms
from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
  $11::text[], $12::text[], $13::bigint[], $14::bigint[], $15::bigint[])
  as d (contact, solution, environment, rule, conversation, effect, flow, node, action, input, left_as, planned_at, due_at, once_ms)
order by d.contact, d.solution, d.environment, d.rule
on conflict (workspace_id, contact_id, solution, environment, rule) do update
set conversation_id = excluded.conversation_id, effect_id = excluded.effect_id, flow = excluded.flow, node = excluded.node,
  action = excluded.action, input = excluded.input, left_as = excluded.left_as, planned_at = excluded.planned_at,
  due_at = excluded.due_at, once_ms = excluded.once_ms, lease_owner = null, lease_until = null`

/** Plans messages in the open transaction; of several for the same person and rule, the last. `sealed`: see `saveTurns`. */
export async function planRetargets(
  db: Queryable,
  workspace: string,
  plans: readonly RetargetPlan[],
  sealed: ReadonlySet<ConversationId>,
  cipher: Cipher,
): Promise<void> {
  const keyOf = ({ row, solution, environment, rule }: RetargetPlan) =>
    [row.contactId, solution, environment, rule].join(' ')
  const rows = [...new Map(plans.map((plan) => [keyOf(plan), plan])).values()]
  const column = (read: (plan: RetargetPlan) => unknown) => rows.map(read)
  const stored = ({ conversation, effect, input, masks = [] }: OutboxRow) =>
    sealed.has(conversation) ? cipher.sealJson(inputOf(conversation, effect), input, { masks }) : JSON.stringify(input)
  const values = [
    workspace,
    column(({ row }) => row.contactId),
    column((plan) => plan.solution),
    column((plan) => plan.environment),
    column((plan) => plan.rule),
    column(({ row }) => row.conversation),
    column(({ row }) => row.effect),
    column(({ row }) => row.flow),
    column(({ row }) => row.node),
    column(({ row }) => row.action),
    column(({ row }) => stored(row)),
    column((plan) => plan.leftAs),
    column(({ row }) => row.at),
    column((plan) => plan.dueAt),
    column((plan) => plan.onceMs),
  ]
  await db.query({ name: 'plan-retargets', text, values })
}
