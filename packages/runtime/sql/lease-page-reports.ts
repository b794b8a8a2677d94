import type { Queryable } from '../database.ts'
import type { StoredPageReport } from './put-page-reports.ts'

/** A report whose events are due elsewhere. */
export interface DuePageReport extends StoredPageReport {
  /** Attempts begun, this one included. */
  readonly attempts: number
  /** An attempt before this one ended without anybody knowing what became of it. */
  readonly doubtful: boolean
}

const lease = `
update parley.page_report r
set lease_owner = $3, lease_until = clock_timestamp() + $4::int * interval '1 millisecond', attempts = r.attempts + 1
from (
  select ctid as place from parley.page_report
  where workspace_id = $1 and deliver_at is not null and deliver_at <= $2
    and (lease_until is null or lease_until < clock_timestamp())
  order by deliver_at limit $5
  for update skip locked
) as due
where r.ctid = due.place
returning r.id, r.solution, r.environment, r.visitor_id as visitor, r.consent, r.page, r.events, r.at, r.attempts, r.sending as doubtful`

/** Takes those that are due and that nobody holds. */
export async function leasePageReports(
  db: Queryable,
  by: {
    readonly workspace: string
    readonly now: number
    readonly owner: string
    readonly ms: number
    readonly limit: number
  },
): Promise<readonly DuePageReport[]> {
  const values = [by.workspace, by.now, by.owner, by.ms, by.limit]
  const { rows } = await db.query<DuePageReport>({ name: 'lease-page-reports', text: lease, values })
  return rows
}

const mark = `
update parley.page_report set sending = true
where workspace_id = $1 and id = any($2::text[]) and lease_owner = $3 and lease_until >= clock_timestamp()
returning id`

/** Notes that their events are about to be sent; answers which of them are still the owner's. */
export async function markPageReports(
  db: Queryable,
  workspace: string,
  owner: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ readonly id: string }>({
    name: 'mark-page-reports',
    text: mark,
    values: [workspace, ids, owner],
  })
  return new Set(rows.map(({ id }) => id))
}

const end = `
update parley.page_report r
set deliver_at = e.again_at, sending = e.doubtful, lease_owner = null, lease_until = null
from unnest($2::text[], $4::bigint[], $5::boolean[]) as e (id, again_at, doubtful)
where r.workspace_id = $1 and r.id = e.id and r.lease_owner = $3`

/** `againAt`: when to try again; `null`: never. */
export async function endPageReports(
  db: Queryable,
  workspace: string,
  owner: string,
  ended: readonly { readonly id: string; readonly againAt: number | null; readonly doubtful: boolean }[],
): Promise<void> {
  const values = [
    workspace,
    ended.map((each) => each.id),
    owner,
    ended.map((each) => each.againAt),
    ended.map((each) => each.doubtful),
  ]
  await db.query({ name: 'end-page-reports', text: end, values })
}
