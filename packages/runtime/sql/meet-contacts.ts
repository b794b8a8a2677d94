import type { Queryable } from '../database.ts'
import type { ContactId } from '../ids.ts'

const addText = `
insert into parley.contact (workspace_id, id, external_id, email, phone, proved, created_at)
select $1, c.id, c.external_id, c.email, c.phone, c.proved, $7::bigint
from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bool[]) as c (id, external_id, email, phone, proved)
order by c.external_id, c.proved
on conflict (workspace_id, external_id, proved) do nothing`

/** Shared, so that nobody erases one before the conversation that begins is there too. */
const findText = `
select external_id as "externalId", proved, id from parley.contact where workspace_id = $1 and external_id = any($2::text[])
order by external_id, proved
for share`

export interface NewContact {
  readonly id: ContactId
  readonly externalId: string
  readonly email: string | null
  readonly phone: string | null
  /** Who only says so is another contact than who has proved it. RC2 */
  readonly proved: boolean
}

export const contactKey = ({ externalId, proved }: Pick<NewContact, 'externalId' | 'proved'>): string =>
  `${proved ? 'proved' : 'said'} ${externalId}`

/**
 * The contact that each external id names, by `contactKey`, made when there is none yet. One that is known stays as it is: the
 * caller may not be who it says. Two statements, because the first does not see what another node adds at the same moment.
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
    contacts.map((contact) => contact.proved),
    now,
  ]
  const [, { rows }] = await Promise.all([
    db.query({ name: 'add-contacts', text: addText, values }),
    db.query<{ externalId: string; proved: boolean; id: ContactId }>({
      name: 'find-contacts',
      text: findText,
      values: [workspace, externalIds],
    }),
  ])
  const met = new Map(rows.map((row) => [contactKey(row), row.id]))
  // One was just erased: now it is made anew.
  if (contacts.some((contact) => !met.has(contactKey(contact)))) return meetContacts(db, workspace, contacts, now)
  return met
}
