import type { Queryable } from '../database.ts'
import type { ContactId, ConversationId, VisitorId } from '../ids.ts'
import type { Environment } from '../runtime.ts'
import { addCounts, deleted, dropConversations, dropOfContact, type RowCounts } from './drop-conversations.ts'

export interface ContactKeys {
  readonly id: ContactId
  readonly externalId: string | null
  readonly email: string | null
  readonly phone: string | null
}

export interface ErasedConversation {
  readonly id: ConversationId
  readonly solution: string
  readonly environment: Environment
  readonly version: string
  readonly visitor: VisitorId | null
}

const lockText = `
select id, external_id as "externalId", email, phone from parley.contact where workspace_id = $1 and id = $2 for update`

/** From here on nobody begins a conversation as this contact. */
export async function lockContact(db: Queryable, workspace: string, id: string): Promise<ContactKeys | null> {
  const { rows } = await db.query<ContactKeys>({ text: lockText, values: [workspace, id] })
  return rows[0] ?? null
}

/** In the order of ids, like those who take turns. R5 */
const conversationsText = `
select id, solution, environment, version_id as version, visitor_id as visitor from parley.conversation
where workspace_id = $1 and contact_id = $2
order by id
for update`

const visitorsText = `select id from parley.visitor where workspace_id = $1 and contact_id = $2`

const linksText = `
delete from parley.link l
where l.workspace_id = $1 and (l.conversations && $2::text[]
  or l.person ->> 'external_id' = $3 or lower(l.person ->> 'email') = lower($4) or l.person ->> 'phone' = $5)`

/** Removes all rows of a locked contact, in every table. */
export async function eraseContact(
  db: Queryable,
  workspace: string,
  contact: ContactKeys,
  { profiles, now }: { readonly profiles: readonly string[]; readonly now: number },
): Promise<{ readonly conversations: readonly ErasedConversation[]; readonly counts: RowCounts }> {
  const { rows: conversations } = await db.query<ErasedConversation>({
    text: conversationsText,
    values: [workspace, contact.id],
  })
  const { rows } = await db.query<{ id: VisitorId }>({ text: visitorsText, values: [workspace, contact.id] })
  const visitors = [...new Set([...rows.map(({ id }) => id), ...conversations.flatMap(({ visitor }) => visitor ?? [])])]
  const ids = conversations.map(({ id }) => id)
  const { externalId, email, phone } = contact
  const counts = addCounts(
    await dropConversations(db, workspace, ids),
    await dropOfContact(db, workspace, contact.id, visitors),
    { link: await deleted(db, linksText, [workspace, ids, externalId, email, phone]) },
    {
      shadow: await deleted(db, 'delete from parley.shadow where workspace_id = $1 and profile = any($2::text[])', [
        workspace,
        profiles,
      ]),
    },
    {
      profile: await deleted(db, 'delete from parley.profile where workspace_id = $1 and profile = any($2::text[])', [
        workspace,
        profiles,
      ]),
    },
    {
      contact: await deleted(db, 'delete from parley.contact where workspace_id = $1 and id = $2', [
        workspace,
        contact.id,
      ]),
    },
  )
  await db.query({
    text: `insert into parley.erased_conversation (workspace_id, conversation_id, at)
      select $1, id, $3::bigint from unnest($2::text[]) as c (id) on conflict do nothing`,
    values: [workspace, ids, now],
  })
  return { conversations, counts }
}

/** Whether the conversation was there until its contact was erased. */
export async function isErased(db: Queryable, workspace: string, conversation: string): Promise<boolean> {
  const text = 'select from parley.erased_conversation where workspace_id = $1 and conversation_id = $2'
  return (await db.query({ name: 'is-erased', text, values: [workspace, conversation] })).rows.length > 0
}
