import type { Queryable } from '../database.ts'
import type { ContactId, VisitorId } from '../ids.ts'

const text = 'select contact_id as contact from parley.visitor where workspace_id = $1 and id = $2'

/** Who the visitor is as long as nobody knows them; null when they have never come before. */
export async function findNobody(db: Queryable, workspace: string, visitor: VisitorId): Promise<ContactId | null> {
  const { rows } = await db.query<{ contact: ContactId }>({ name: 'find-nobody', text, values: [workspace, visitor] })
  return rows[0]?.contact ?? null
}
