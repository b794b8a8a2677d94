import type { Queryable } from '../database.ts'
import type { ConversationId } from '../ids.ts'
import type { Environment } from '../runtime.ts'
import { deleted } from './drop-conversations.ts'

export interface OldPlace {
  readonly workspace: string
  readonly solution: string
  readonly environment: Environment
}

/** Those that another node is just removing, or that are just taken up again, are passed over. */
const lockText = `
select id from parley.conversation
where workspace_id = $1 and solution = $2 and environment = $3 and is_over and changed_at < $4
order by changed_at limit $5
for update skip locked`

export async function lockOldConversations(
  db: Queryable,
  { workspace, solution, environment }: OldPlace,
  before: number,
  limit: number,
): Promise<readonly ConversationId[]> {
  const values = [workspace, solution, environment, before, limit]
  const { rows } = await db.query<{ id: ConversationId }>({ name: 'lock-old-conversations', text: lockText, values })
  return rows.map(({ id }) => id)
}

const filesText = `
delete from parley.file where ctid = any(array(
  select f.ctid from parley.file f
  join parley.conversation c on c.workspace_id = f.workspace_id and c.id = f.conversation_id
  where f.workspace_id = $1 and c.solution = $2 and c.environment = $3 and f.at < $4
  order by f.at limit $5 for update of f skip locked
))`

export function dropOldFiles(db: Queryable, place: OldPlace, before: number, limit: number): Promise<number> {
  return deleted(db, filesText, [place.workspace, place.solution, place.environment, before, limit])
}

const reportsText = `
delete from parley.page_report where ctid = any(array(
  select ctid from parley.page_report
  where workspace_id = $1 and at < $4 and solution = $2 and environment = $3
  order by at limit $5 for update skip locked
))`

export function dropOldReports(db: Queryable, place: OldPlace, before: number, limit: number): Promise<number> {
  return deleted(db, reportsText, [place.workspace, place.solution, place.environment, before, limit])
}

const lonelyText = `
select c.id from parley.contact c
where c.workspace_id = $1 and c.created_at < $2
  and not exists (select from parley.conversation v where v.workspace_id = $1 and v.contact_id = c.id)
order by c.created_at limit $3
for update skip locked`

/** Asked again once they are locked: a conversation may have begun meanwhile. */
const dropText = `
delete from parley.contact c
where c.workspace_id = $1 and c.id = any($2::text[])
  and not exists (select from parley.conversation v where v.workspace_id = $1 and v.contact_id = c.id)`

const visitorsText = `
delete from parley.visitor v
where v.workspace_id = $1 and v.contact_id = any($2::text[])
  and not exists (select from parley.contact c where c.workspace_id = $1 and c.id = v.contact_id)`

/** Removes contacts of whom there is no conversation, in the open transaction; says how many. */
export async function dropLonelyContacts(
  db: Queryable,
  workspace: string,
  before: number,
  limit: number,
): Promise<number> {
  const { rows } = await db.query<{ id: string }>({ text: lonelyText, values: [workspace, before, limit] })
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return 0
  const count = await deleted(db, dropText, [workspace, ids])
  await deleted(db, visitorsText, [workspace, ids])
  return count
}

/** For as long as a client may still come with its token. */
export function dropErasedNotes(db: Queryable, workspace: string, before: number): Promise<number> {
  return deleted(db, 'delete from parley.erased_conversation where workspace_id = $1 and at < $2', [workspace, before])
}
