import type { Queryable } from '../database.ts'

const text = `
delete from parley.page_report where ctid = any(array(
  select ctid from parley.page_report where workspace_id = $1 and at < $2 order by at limit $3 for update skip locked
))`

/** Removes the oldest of those that came before that moment; answers how many. */
export async function dropPageReports(
  db: Queryable,
  workspace: string,
  before: number,
  limit: number,
): Promise<number> {
  const { rowCount } = await db.query({ name: 'drop-page-reports', text, values: [workspace, before, limit] })
  return rowCount ?? 0
}
