import type { TimerName } from '@parley/flow'
import type { Queryable } from '../database.ts'
import type { ConversationId } from '../ids.ts'

const text = `
select t.conversation_id as conversation, t.name as timer, t.at
from unnest($2::text[], $3::text[]) as asked (conversation_id, name)
join parley.timer t on t.workspace_id = $1 and t.conversation_id = asked.conversation_id and t.name = asked.name`

/** What these timers are set to now. */
export async function readTimers(
  db: Queryable,
  workspace: string,
  asked: readonly { readonly conversation: ConversationId; readonly timer: TimerName }[],
): Promise<readonly { readonly conversation: ConversationId; readonly timer: TimerName; readonly at: number }[]> {
  const values = [workspace, asked.map((row) => row.conversation), asked.map((row) => row.timer)]
  const { rows } = await db.query<{ conversation: ConversationId; timer: TimerName; at: number }>({
    name: 'read-timers',
    text,
    values,
  })
  return rows
}
