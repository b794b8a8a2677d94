import type { Queryable } from '../database.ts'
import type { ConversationId, VersionId } from '../ids.ts'

/** Effects that the old version asked for are carried out by it. */
const text = `
with moved as (
  update parley.conversation c set version_id = d.target
  from unnest($2::text[], $3::text[]) as d (id, target)
  where c.workspace_id = $1 and c.id = d.id
)
update parley.outbox o set version_id = d.source
from unnest($2::text[], $4::text[]) as d (id, source)
where o.workspace_id = $1 and o.conversation_id = d.id and o.version_id is null`

export interface Moved {
  readonly conversation: ConversationId
  readonly from: VersionId
  readonly to: VersionId
}

/** Puts conversations that are locked on another version. Their states are written with the rest of the batch. */
export async function moveConversations(db: Queryable, workspace: string, moved: readonly Moved[]): Promise<void> {
  const column = (cell: (row: Moved) => string) => moved.map(cell)
  const values = [workspace, column((row) => row.conversation), column((row) => row.to), column((row) => row.from)]
  await db.query({ name: 'move-conversations', text, values })
}
