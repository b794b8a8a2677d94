import type { Queryable } from '../database.ts'
import type { ConversationId } from '../ids.ts'
import type { ConversationPlace } from '../runtime.ts'

const text = `
select solution, environment, version_id as version from parley.conversation where workspace_id = $1 and id = $2`

/** Where a conversation runs; null when there is none of this id. */
export async function findConversation(
  db: Queryable,
  workspace: string,
  conversation: ConversationId,
): Promise<ConversationPlace | null> {
  const { rows } = await db.query<ConversationPlace>({
    name: 'find-conversation',
    text,
    values: [workspace, conversation],
  })
  return rows[0] ?? null
}
