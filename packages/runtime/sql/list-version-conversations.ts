import type { State } from '@parley/flow'
import type { Cipher } from '../cipher.ts'
import type { Queryable } from '../database.ts'
import type { ConversationId, VersionId } from '../ids.ts'
import type { Environment } from '../runtime.ts'
import { stateOf } from './lock-conversations.ts'

export interface RunningConversation {
  readonly id: ConversationId
  readonly state: State
}

const text = `
select id, state from parley.conversation
where workspace_id = $1 and version_id = $2 and not is_over and id > $3 and ($4::text is null or environment = $4)
order by id
limit $5`

/** Conversations of a version that are not over, in the order of their ids. */
export async function listVersionConversations(
  db: Queryable,
  workspace: string,
  version: VersionId,
  range: { readonly after: string; readonly environment: Environment | null; readonly limit: number },
  cipher: Cipher,
): Promise<readonly RunningConversation[]> {
  const values = [workspace, version, range.after, range.environment, range.limit]
  const { rows } = await db.query<RunningConversation>({ text, values })
  return rows.map(({ id, state }) => ({ id, state: cipher.openJson(stateOf(id), state) as State }))
}
