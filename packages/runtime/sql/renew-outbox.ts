import type { EffectId } from '@parley/flow'
import type { Queryable } from '../database.ts'
import type { ConversationId } from '../ids.ts'

/** Never waits for a row lock, so that it cannot be part of a deadlock; a row passed over has two more chances. */
const text = `
with held as (
  select o.conversation_id, o.effect_id
  from unnest($3::text[], $4::text[]) as d (conversation, effect)
  join parley.outbox o on o.workspace_id = $1 and o.conversation_id = d.conversation and o.effect_id = d.effect
  where o.lease_owner = $2
  for update of o skip locked
)
update parley.outbox o set lease_until = clock_timestamp() + $5::int * interval '1 millisecond'
from held
where o.workspace_id = $1 and o.conversation_id = held.conversation_id and o.effect_id = held.effect_id`

/** Keeps the leases of the effects in hand. */
export async function renewOutbox(
  db: Queryable,
  lease: { readonly workspace: string; readonly owner: string; readonly ms: number },
  held: readonly { readonly conversation: ConversationId; readonly effect: EffectId }[],
): Promise<void> {
  const values = [
    lease.workspace,
    lease.owner,
    held.map((row) => row.conversation),
    held.map((row) => row.effect),
    lease.ms,
  ]
  await db.query({ name: 'renew-outbox', text, values })
}
