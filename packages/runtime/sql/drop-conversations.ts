import type { Queryable } from '../database.ts'
import type { ConversationId } from '../ids.ts'

/** How many rows of each table were removed. */
export type RowCounts = { readonly [table: string]: number }

interface PersonalTable {
  readonly table: string
  readonly columns: readonly string[]
}

/** Not of the person: the note that there was a conversation. */
const kept: ReadonlySet<string> = new Set(['erased_conversation'])

/**
 * All tables that name a conversation, a contact or a visitor: asked of the database, so that none is forgotten that is made
 * later.
 */
async function listPersonalTables(db: Queryable): Promise<readonly PersonalTable[]> {
  const { rows } = await db.query<PersonalTable>({
    name: 'list-personal-tables',
    text: `select c.relname::text as table, array_agg(a.attname::text) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'parley'::regnamespace and c.relkind in ('r', 'p')
        and a.attname in ('conversation_id', 'contact_id', 'visitor_id')
      group by c.relname order by c.relname`,
  })
  return rows.filter(({ table }) => /^[a-z_]+$/.test(table) && !kept.has(table))
}

/** Tables whose rows are of a conversation. */
export async function listConversationTables(db: Queryable): Promise<readonly string[]> {
  return (await listPersonalTables(db)).flatMap(({ table, columns }) =>
    columns.includes('conversation_id') ? [table] : [],
  )
}

/** Removes conversations, which are locked, with everything of theirs. */
export async function dropConversations(
  db: Queryable,
  workspace: string,
  conversations: readonly ConversationId[],
): Promise<RowCounts> {
  if (conversations.length === 0) return {}
  const counts: Record<string, number> = {}
  for (const table of await listConversationTables(db)) {
    const text = `delete from parley.${table} where workspace_id = $1 and conversation_id = any($2::text[])`
    counts[table] = await deleted(db, text, [workspace, conversations])
  }
  const text = 'delete from parley.conversation where workspace_id = $1 and id = any($2::text[])'
  counts.conversation = await deleted(db, text, [workspace, conversations])
  return counts
}

/** Removes what is a contact's without being of a conversation, but for the contact itself. */
export async function dropOfContact(
  db: Queryable,
  workspace: string,
  contact: string,
  visitors: readonly string[],
): Promise<RowCounts> {
  const counts: Record<string, number> = {}
  for (const { table, columns } of await listPersonalTables(db)) {
    if (table === 'conversation') continue
    if (columns.includes('contact_id')) {
      const text = `delete from parley.${table} where workspace_id = $1 and contact_id = $2`
      counts[table] = await deleted(db, text, [workspace, contact])
    } else if (columns.includes('visitor_id')) {
      const text = `delete from parley.${table} where workspace_id = $1 and visitor_id = any($2::text[])`
      counts[table] = await deleted(db, text, [workspace, visitors])
    }
  }
  return counts
}

export async function deleted(db: Queryable, text: string, values: unknown[]): Promise<number> {
  return (await db.query({ text, values })).rowCount ?? 0
}

export function addCounts(...all: readonly RowCounts[]): RowCounts {
  const sums: Record<string, number> = {}
  for (const counts of all)
    for (const [table, count] of Object.entries(counts)) if (count > 0) sums[table] = (sums[table] ?? 0) + count
  return sums
}
