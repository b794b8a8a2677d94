import type { Queryable } from '../database.ts'

/**
 * To be asked after the commit that ended the first of a line, or it would not see who came meanwhile. A row that is just being
 * parked is passed over and found a little later.
 */
const text = `
update parley.outbox o set look_at = o.run_at
from unnest($2::text[]) as l (contact_id)
cross join lateral (
  select e.ctid from parley.outbox e
  where e.workspace_id = $1 and e.contact_id = l.contact_id and (e.mode = 'queue' or e.delivery) and e.dead_at is null
  order by e.position limit 1
) as first
where o.ctid = first.ctid and o.look_at > o.run_at`

/** Lets the first of these contacts' lines be found by the next look. R21 */
export async function callLines(db: Queryable, workspace: string, contacts: readonly string[]): Promise<void> {
  // In order, so that two nodes never wait for each other.
  await db.query({ name: 'call-lines', text, values: [workspace, contacts.toSorted()] })
}
