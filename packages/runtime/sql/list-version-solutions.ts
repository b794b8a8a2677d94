import type { Queryable } from '../database.ts'

/** Names of all solutions that have a version. */
export async function listVersionSolutions(db: Queryable, workspace: string): Promise<readonly string[]> {
  const text = 'select distinct solution from parley.version where workspace_id = $1 order by solution limit 10000'
  const { rows } = await db.query<{ solution: string }>({ text, values: [workspace] })
  return rows.map((row) => row.solution)
}
