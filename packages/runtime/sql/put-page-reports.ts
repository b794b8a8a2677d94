import type { Page, Values } from '@parley/flow'
import type { Queryable } from '../database.ts'
import type { Environment } from '../runtime.ts'

/** One thing that happened on a page. */
export interface PageEvent {
  /** The page's own, the same however often it is sent. */
  readonly id: string
  readonly name: string
  /** Epoch milliseconds, by the clock of whoever looks at the page. */
  readonly at: number
  readonly properties: Values
}

/** What a page reported at once of one visitor. */
export interface PageReport {
  readonly solution: string
  readonly environment: Environment
  /** The browser, `vis_…`; of what is stored, its fingerprint. */
  readonly visitor: string
  /** What the visitor had agreed to. */
  readonly consent: string
  readonly page: Page | null
  readonly events: readonly PageEvent[]
}

/** A report as it is stored. */
export interface StoredPageReport extends PageReport {
  readonly id: string
  /** When it came, epoch milliseconds. */
  readonly at: number
}

const text = `
insert into parley.page_report (workspace_id, id, solution, environment, visitor_id, consent, page, events, at, deliver_at)
select $1, r.id, r.solution, r.environment, r.visitor, r.consent, r.page, r.events, $2::bigint, case when r.deliver then $2::bigint end
from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::json[], $9::json[], $10::boolean[])
  as r (id, solution, environment, visitor, consent, page, events, deliver)
on conflict (workspace_id, id) do nothing`

/** One that is there already stays as it is. */
export async function putPageReports(
  db: Queryable,
  workspace: string,
  at: number,
  reports: readonly (PageReport & { readonly id: string; readonly deliver: boolean })[],
): Promise<void> {
  const values = [
    workspace,
    at,
    reports.map((each) => each.id),
    reports.map((each) => each.solution),
    reports.map((each) => each.environment),
    reports.map((each) => each.visitor),
    reports.map((each) => each.consent),
    reports.map((each) => JSON.stringify(each.page)),
    reports.map((each) => JSON.stringify(each.events)),
    reports.map((each) => each.deliver),
  ]
  await db.query({ name: 'put-page-reports', text, values })
}
