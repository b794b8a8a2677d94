import type { Queryable } from '../database.ts'
import type { ConversationId } from '../ids.ts'

/** How far each of these conversations has come. */
export async function readTurns(
  db: Queryable,
  workspace: string,
  conversations: readonly ConversationId[],
): Promise<readonly { readonly conversation: ConversationId; readonly turn: number }[]> {
  const { rows } = await db.query<{ conversation: ConversationId; turn: number }>({
    name: 'read-turns',
    text: 'select id as conversation, turn from parley.conversation where workspace_id = $1 and id = any($2::text[])',
    values: [workspace, conversations],
  })
  return rows
}
