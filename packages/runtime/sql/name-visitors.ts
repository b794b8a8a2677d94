import { visitorLabel } from '@parley/flow'
import type { Pool } from 'pg'
import { createId, type VisitorId } from '../ids.ts'
import type { ProfileAsked } from '../ports.ts'
import { meetVisitors } from './meet-visitors.ts'

const text = `
select distinct on (c.visitor_id) c.visitor_id as visitor, p.external_id as "externalId"
from parley.conversation c
join parley.contact p on p.workspace_id = c.workspace_id and p.id = c.contact_id
where c.workspace_id = $1 and c.visitor_id = any($2::text[]) and p.proved
order by c.visitor_id, c.id desc`

/**
 * As whom each visitor is known elsewhere: as the person of their newest conversation in which it is proved who they are, otherwise
 * by the alias that they get when they come for the first time.
 */
export async function nameVisitors(
  db: Pool,
  workspace: string,
  visitors: readonly VisitorId[],
  now: number,
): Promise<ReadonlyMap<VisitorId, ProfileAsked['person']>> {
  const all = [...new Set(visitors)]
  const client = await db.connect()
  try {
    const { rows } = await client.query<{ readonly visitor: VisitorId; readonly externalId: string }>({
      name: 'name-visitors',
      text,
      values: [workspace, all],
    })
    const proved = new Map(rows.map((row) => [row.visitor, row.externalId]))
    const others = all.filter((visitor) => !proved.has(visitor))
    const met = await meetVisitors(
      client,
      workspace,
      others.map((visitor) => ({ visitor, contact: createId('cont', now), email: null, phone: null })),
      now,
    )
    return new Map<VisitorId, ProfileAsked['person']>([
      ...[...proved].map(([visitor, external_id]) => [visitor, { external_id }] as const),
      ...[...met].map(([visitor, contact]) => [visitor, { alias_name: contact, alias_label: visitorLabel }] as const),
    ])
  } finally {
    client.release()
  }
}
