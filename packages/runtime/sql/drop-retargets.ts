import type { Queryable } from '../database.ts'

const text = `
delete from parley.retarget r using (
  select contact_id, solution, environment, rule from parley.retarget
  where workspace_id = $1 and due_at is null and coalesce(sent_at, planned_at) + once_ms <= $2
  limit $3
) as old
where r.workspace_id = $1 and r.contact_id = old.contact_id and r.solution = old.solution and r.environment = old.environment
  and r.rule = old.rule and r.due_at is null`

/** Removes what nothing is planned of and what no longer keeps a rule from going out, at most so many; says how many. */
export async function dropRetargets(db: Queryable, workspace: string, now: number, limit: number): Promise<number> {
  const { rowCount } = await db.query({ name: 'drop-retargets', text, values: [workspace, now, limit] })
  return rowCount ?? 0
}
