import type { Queryable } from '../database.ts'
import type { ConversationId, VersionId } from '../ids.ts'
import type { Environment } from '../runtime.ts'

/** Which conversations to list. */
export interface RecordFilter {
  readonly solution: string
  readonly environment: Environment | null
  /** That run on this version, or ended on it. */
  readonly version: VersionId | null
  /** That began then or later, epoch milliseconds. */
  readonly since: number | null
  /** Older than this one. */
  readonly before: ConversationId | null
  readonly limit: number
}

/** Ids begin with their time: the newest come first, and only as much is read as is asked for. */
const text = `
select id from parley.conversation
where workspace_id = $1 and solution = $2
  and ($3::text is null or environment = $3) and ($4::text is null or version_id = $4)
  and ($5::bigint is null or started_at >= $5) and ($6::text is null or id < $6)
order by id desc
limit $7`

/** Newest first. */
export async function listRecords(
  db: Queryable,
  workspace: string,
  filter: RecordFilter,
): Promise<readonly ConversationId[]> {
  const { solution, environment, version, since, before, limit } = filter
  const values = [workspace, solution, environment, version, since, before, limit]
  const { rows } = await db.query<{ id: ConversationId }>({ name: 'list-records', text, values })
  return rows.map(({ id }) => id)
}
