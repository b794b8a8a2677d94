import type { Queryable } from '../database.ts'
import type { ContactId, ConversationId, VisitorId } from '../ids.ts'

const text = `
select id from parley.conversation
where workspace_id = $1 and visitor_id = $2 and contact_id = $3 and not is_over
order by id desc
limit 1000`

/** Conversations of a visitor and contact that go on, newest first. */
export async function listVisitorConversations(
  db: Queryable,
  workspace: string,
  visitor: VisitorId,
  contact: ContactId,
): Promise<readonly ConversationId[]> {
  const { rows } = await db.query<{ id: ConversationId }>({ text, values: [workspace, visitor, contact] })
  return rows.map((row) => row.id)
}
