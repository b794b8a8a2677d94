import type { Queryable } from '../database.ts'

const text = `
delete from parley.link l using (
  select id from parley.link where workspace_id = $1 and expires_at <= $2 limit $3
) as old
where l.workspace_id = $1 and l.id = old.id`

/** Removes links that expired by then, at most so many; says how many. */
export async function dropLinks(db: Queryable, workspace: string, until: number, limit: number): Promise<number> {
  const { rowCount } = await db.query({ name: 'drop-links', text, values: [workspace, until, limit] })
  return rowCount ?? 0
}
