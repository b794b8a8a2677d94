import type { Queryable } from '../database.ts'

/** Data points of one node on one day: those that a service was sent, and those that were left out as unchanged. */
export interface DataPointCount {
  /** `2026-03-01`, UTC. */
  readonly day: string
  readonly solution: string
  readonly environment: string
  readonly flow: string
  readonly node: string
  readonly sent: number
  readonly saved: number
}

const text = `
insert into parley.data_point as p (workspace_id, day, solution, environment, flow, node, sent, saved)
select $1, d.day, d.solution, d.environment, d.flow, d.node, sum(d.sent), sum(d.saved)
from unnest($2::date[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[])
  as d (day, solution, environment, flow, node, sent, saved)
group by d.day, d.solution, d.environment, d.flow, d.node
order by d.day, d.solution, d.environment, d.flow, d.node
on conflict (workspace_id, day, solution, environment, flow, node)
  do update set sent = p.sent + excluded.sent, saved = p.saved + excluded.saved`

export async function addDataPoints(
  db: Queryable,
  workspace: string,
  counts: readonly DataPointCount[],
): Promise<void> {
  const values = [
    workspace,
    counts.map((each) => each.day),
    counts.map((each) => each.solution),
    counts.map((each) => each.environment),
    counts.map((each) => each.flow),
    counts.map((each) => each.node),
    counts.map((each) => each.sent),
    counts.map((each) => each.saved),
  ]
  await db.query({ name: 'add-data-points', text, values })
}
