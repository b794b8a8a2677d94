import type { Queryable } from '../database.ts'
import type { StoredPageReport } from './put-page-reports.ts'

const text = `
select id, solution, environment, visitor_id as visitor, consent, page, events, at
from parley.page_report
where workspace_id = $1 and visitor_id = $2
order by at desc, id
limit $3`

/** Newest first. */
export async function listPageReports(
  db: Queryable,
  workspace: string,
  { visitor, limit }: { readonly visitor: string; readonly limit: number },
): Promise<readonly StoredPageReport[]> {
  const { rows } = await db.query<StoredPageReport>({
    name: 'list-page-reports',
    text,
    values: [workspace, visitor, limit],
  })
  return rows
}
