import type { Queryable } from '../database.ts'
import type { DataPointCount } from './add-data-points.ts'

export interface DataPointRange {
  /** First and last day, `2026-03-01`, UTC, both included. */
  readonly from: string
  readonly to: string
  readonly solution?: string
  readonly environment?: string
}

const text = `
select to_char(day, 'YYYY-MM-DD') as day, solution, environment, flow, node, sent, saved
from parley.data_point
where workspace_id = $1 and day between $2::date and $3::date
  and ($4::text is null or solution = $4) and ($5::text is null or environment = $5)
order by day desc, solution, environment, flow, node
limit 10000`

export async function listDataPoints(
  db: Queryable,
  workspace: string,
  { from, to, solution, environment }: DataPointRange,
): Promise<readonly DataPointCount[]> {
  const values = [workspace, from, to, solution ?? null, environment ?? null]
  const { rows } = await db.query<DataPointCount>({ text, values })
  return rows
}
