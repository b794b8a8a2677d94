import type { Queryable } from '../database.ts'
import type { ContactId } from '../ids.ts'

const addText = `
insert into parley.contact (workspace_id, id, external_id, email, phone, created_at)
select $1, c.id, c.external_id, c.email, c.phone, $6::bigint
from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as c (id, external_id, email, phone)
order by c.external_id
on conflict (workspace_id, external_id) do nothing`

const findText = `
select external_id as "externalId", id from parley.contact where workspace_id = $1 and external_id = any($2::text[])`

export interface NewContact {
  readonly id: ContactId
  readonly externalId: string
  readonly email: string | null
  readonly phone: string | null
}

/**
 * The contact that each external id names, made when there is none yet. One that is known stays as it is: the caller may
 * not be who it says. Two statements, because the first does not see what another node adds at the same moment.
 */
export async function meetContacts(
  db: Queryable,
  workspace: string,
  contacts: readonly NewContact[],
  now: number,
): Promise<ReadonlyMap<string, ContactId>> {
  const externalIds = contacts.map((contact) => contact.externalId)
  const values = [
    workspace,
    contacts.map((contact) => contact.id),
    externalIds,
    contacts.map((contact) => contact.email),
    contacts.map((contact) => contact.phone),
    now,
  ]
  const [, { rows }] = await Promise.all([
    db.query({ name: 'add-contacts', text: addText, values }),
    db.query<{ externalId: string; id: ContactId }>({
      name: 'find-contacts',
      text: findText,
      values: [workspace, externalIds],
    }),
  ])
  return new Map(rows.map((row) => [row.externalId, row.id]))
}
