import { readState, type State, type Status } from '@parley/flow'
import type { Queryable } from '../database.ts'
import type { ContactId, ConversationId, VersionId } from '../ids.ts'
import type { Environment } from '../runtime.ts'

/** A conversation between two turns. */
export interface Conversation {
  readonly id: ConversationId
  readonly contact: ContactId
  readonly solution: string
  readonly environment: Environment
  /** R6 */
  readonly version: VersionId
  readonly channel: string
  readonly state: State
  readonly status: Status
  /** The last message's seq, 0 before the first. */
  readonly seq: number
}

/** Always in the order of ids, so that two nodes never wait for each other. R5 */
const text = `
select id, contact_id as contact, solution, environment, version_id as version, channel, state, status, last_seq as seq
from parley.conversation
where workspace_id = $1 and id = any($2::text[])
order by id
for update`

/** Locks the conversations until the transaction ends and gives them as they are then. */
export async function lockConversations(
  db: Queryable,
  workspace: string,
  conversations: readonly ConversationId[],
): Promise<readonly Conversation[]> {
  const { rows } = await db.query<Conversation>({
    name: 'lock-conversations',
    text,
    values: [workspace, conversations],
  })
  return rows.map((row) => ({ ...row, state: readState(row.state, { conversation: row.id }) }))
}
