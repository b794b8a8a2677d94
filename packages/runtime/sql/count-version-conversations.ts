import type { Queryable } from '../database.ts'
import type { VersionId } from '../ids.ts'
import type { Environment } from '../runtime.ts'

const text = `
select environment, count(*) as conversations from parley.conversation
where workspace_id = $1 and version_id = $2 and not is_over
group by environment order by environment`

/** Conversations of a version that are not over. */
export async function countVersionConversations(
  db: Queryable,
  workspace: string,
  version: VersionId,
): Promise<readonly { readonly environment: Environment; readonly conversations: number }[]> {
  const { rows } = await db.query<{ environment: Environment; conversations: number }>({
    text,
    values: [workspace, version],
  })
  return rows
}
