import type { EffectId } from '@parley/flow'
import type { Queryable } from '../database.ts'
import type { ConversationId } from '../ids.ts'

const text = `
update parley.outbox o set sending = d.sending
from unnest($3::text[], $4::text[], $5::bool[]) as d (conversation, effect, sending)
where o.workspace_id = $1 and o.lease_owner = $2 and o.conversation_id = d.conversation and o.effect_id = d.effect
returning o.conversation_id as conversation, o.effect_id as effect`

/** Notes that what must not happen twice is about to, or did not after all. Gives those that are still this holder's. */
export async function markOutbox(
  db: Queryable,
  workspace: string,
  owner: string,
  marked: readonly {
    readonly conversation: ConversationId
    readonly effect: EffectId
    readonly sending: boolean
  }[],
): Promise<readonly { readonly conversation: ConversationId; readonly effect: EffectId }[]> {
  const values = [
    workspace,
    owner,
    marked.map((row) => row.conversation),
    marked.map((row) => row.effect),
    marked.map((row) => row.sending),
  ]
  const { rows } = await db.query<{ conversation: ConversationId; effect: EffectId }>({
    name: 'mark-outbox',
    text,
    values,
  })
  return rows
}
