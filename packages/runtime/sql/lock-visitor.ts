import type { Queryable } from '../database.ts'
import type { ContactId, ConversationId, VisitorId } from '../ids.ts'

const visitorText = `
select contact_id as contact from parley.visitor where workspace_id = $1 and id = $2 for update`

/** In the order of ids, like those who take turns. R5 */
const conversationsText = `
select id, contact_id as contact from parley.conversation
where workspace_id = $1 and visitor_id = $2 and contact_id = any($3::text[])
order by id
for update`

/** Locks a visitor against those who begin conversations as them; gives who they are as long as nobody knows. */
export async function lockVisitor(db: Queryable, workspace: string, visitor: VisitorId): Promise<ContactId | null> {
  const { rows } = await db.query<{ contact: ContactId }>({ text: visitorText, values: [workspace, visitor] })
  return rows[0]?.contact ?? null
}

/** Locks the conversations that a visitor began as one of these contacts. */
export async function lockVisitorConversations(
  db: Queryable,
  workspace: string,
  visitor: VisitorId,
  contacts: readonly ContactId[],
): Promise<readonly { readonly id: ConversationId; readonly contact: ContactId }[]> {
  const values = [workspace, visitor, contacts]
  const { rows } = await db.query<{ id: ConversationId; contact: ContactId }>({ text: conversationsText, values })
  return rows
}
