import type { Queryable } from '../database.ts'
import type { StoredVersion } from '../runtime.ts'

const text = `
select id as version, solution, number, created_at as "createdAt"
from parley.version
where workspace_id = $1 and solution = $2
order by number desc`

/** Newest first. */
export async function listVersions(
  db: Queryable,
  workspace: string,
  solution: string,
): Promise<readonly StoredVersion[]> {
  const { rows } = await db.query<StoredVersion>({ text, values: [workspace, solution] })
  return rows
}
