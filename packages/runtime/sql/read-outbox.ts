import type { EffectId } from '@parley/flow'
import type { Queryable } from '../database.ts'
import type { ConversationId } from '../ids.ts'

const text = `
select o.conversation_id as conversation, o.effect_id as effect
from unnest($2::text[], $3::text[]) as asked (conversation_id, effect_id)
cross join lateral (
  select e.conversation_id, e.effect_id, e.dead_at from parley.outbox e
  where e.workspace_id = $1 and e.conversation_id = asked.conversation_id and e.effect_id = asked.effect_id
  limit 1
  for update
) as o
where o.dead_at is null`

/** Which of these effects still wait for their result; they are locked until the transaction ends. */
export async function readOutbox(
  db: Queryable,
  workspace: string,
  asked: readonly { readonly conversation: ConversationId; readonly effect: EffectId }[],
): Promise<readonly { readonly conversation: ConversationId; readonly effect: EffectId }[]> {
  const values = [workspace, asked.map((row) => row.conversation), asked.map((row) => row.effect)]
  const { rows } = await db.query<{ conversation: ConversationId; effect: EffectId }>({
    name: 'read-outbox',
    text,
    values,
  })
  return rows
}
