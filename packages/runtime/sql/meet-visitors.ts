import type { Queryable } from '../database.ts'
import type { ContactId, VisitorId } from '../ids.ts'

const addText = `
with met as (
  insert into parley.visitor (workspace_id, id, contact_id, created_at)
  select $1, v.id, v.contact, $6::bigint from unnest($2::text[], $3::text[]) as v (id, contact)
  order by v.id
  on conflict (workspace_id, id) do nothing
  returning contact_id
)
insert into parley.contact (workspace_id, id, email, phone, created_at)
select $1, v.contact, v.email, v.phone, $6::bigint
from met join unnest($3::text[], $4::text[], $5::text[]) as v (contact, email, phone) on v.contact = met.contact_id`

/** Shared, so that nobody makes the contact part of another one before the conversation that begins is there too. */
const findText = `
select id as visitor, contact_id as contact from parley.visitor
where workspace_id = $1 and id = any($2::text[])
order by id
for share`

export interface NewVisitor {
  readonly visitor: VisitorId
  /** Who they are when nobody has met them. */
  readonly contact: ContactId
  readonly email: string | null
  readonly phone: string | null
}

/**
 * The contact that each visitor is as long as nobody knows them, made when they come for the first time. Two statements, because
 * the first does not see what another node adds at the same moment. Names every visitor once.
 */
export async function meetVisitors(
  db: Queryable,
  workspace: string,
  visitors: readonly NewVisitor[],
  now: number,
): Promise<ReadonlyMap<VisitorId, ContactId>> {
  const ids = visitors.map((each) => each.visitor)
  const values = [
    workspace,
    ids,
    visitors.map((each) => each.contact),
    visitors.map((each) => each.email),
    visitors.map((each) => each.phone),
    now,
  ]
  const [, { rows }] = await Promise.all([
    db.query({ name: 'add-visitors', text: addText, values }),
    db.query<{ visitor: VisitorId; contact: ContactId }>({
      name: 'find-visitors',
      text: findText,
      values: [workspace, ids],
    }),
  ])
  return new Map(rows.map((row) => [row.visitor, row.contact]))
}
