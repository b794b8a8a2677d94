import type { Queryable } from '../database.ts'
import type { ConversationId, VisitorId } from '../ids.ts'
import type { Environment } from '../runtime.ts'

const text = `
select solution, environment, visitor_id as visitor from parley.conversation where workspace_id = $1 and id = $2`

export interface VisitorPlace {
  readonly solution: string
  readonly environment: Environment
  /** `null`: whoever began it did not say. */
  readonly visitor: VisitorId | null
}

/** By which visitor a conversation was begun; null when there is no such conversation. */
export async function findVisitor(
  db: Queryable,
  workspace: string,
  conversation: ConversationId,
): Promise<VisitorPlace | null> {
  const { rows } = await db.query<VisitorPlace>({ name: 'find-visitor', text, values: [workspace, conversation] })
  return rows[0] ?? null
}
