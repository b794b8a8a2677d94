import type { ContactQuery, ContactRow } from '../contact.ts'
import type { Queryable } from '../database.ts'

const text = `
select c.id, c.external_id as "externalId", c.proved, c.email, c.phone, c.created_at as "createdAt",
  (select count(*) from parley.conversation v where v.workspace_id = $1 and v.contact_id = c.id)::int as conversations
from parley.contact c
where c.workspace_id = $1 and `

function readQuery(query: ContactQuery): readonly [where: string, value: string] {
  if ('id' in query) return ['c.id = $2', query.id]
  if ('externalId' in query) return ['c.external_id = $2', query.externalId]
  return ['lower(c.email) = lower($2)', query.email]
}

/** The oldest first, at most 100. */
export async function findContacts(
  db: Queryable,
  workspace: string,
  query: ContactQuery,
): Promise<readonly ContactRow[]> {
  const [where, value] = readQuery(query)
  const { rows } = await db.query<ContactRow>({
    text: `${text}${where} order by c.created_at, c.id limit 100`,
    values: [workspace, value],
  })
  return rows
}
