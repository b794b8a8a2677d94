import type { Queryable, SharedDatabase } from '@parley/runtime'
import type { AuditEntry } from '@parley/studio/api'

/** Short facts. Never a secret, a password, a token or anything that somebody said in a conversation. */
export type AuditDetails = AuditEntry['details']

/** What the audit log keeps of a deed. */
export interface AuditRow {
  readonly actor: { readonly id: string; readonly name: string } | null
  /** `thing.deed`, such as `person.role-changed`. */
  readonly action: string
  /** On what: an address, an id, a name. */
  readonly subject: string
  readonly details?: AuditDetails
  /** Of the network only, see `address.ts`. */
  readonly address: string | null
  readonly outcome?: 'done' | 'refused'
}

export interface AuditQuery {
  readonly action?: string | undefined
  /** The id of who did it, or a part of their name. */
  readonly actor?: string | undefined
  readonly subject?: string | undefined
  /** Epoch milliseconds, both inclusive. */
  readonly from?: number | undefined
  readonly to?: number | undefined
  readonly outcome?: 'done' | 'refused' | undefined
  /** The id of an entry: only older ones. */
  readonly before?: string | undefined
  readonly limit: number
}

interface StoredEntry {
  readonly id: number
  readonly at: number
  readonly actorId: string | null
  readonly actor: string | null
  readonly action: string
  readonly subject: string
  readonly details: AuditDetails
  readonly address: string | null
  readonly outcome: 'done' | 'refused'
}

/** The log of what was done. It is only added to: the database refuses to change a row. */
export interface AuditLog {
  /** `db`: within somebody's transaction, so that the deed and its entry are there together or not at all. */
  add(row: AuditRow, db?: Queryable): Promise<void>
  /** Newest first. */
  list(query: AuditQuery): Promise<readonly AuditEntry[]>
  actions(): Promise<readonly string[]>
}

const addText = `
insert into parley.audit (workspace_id, at, actor_id, actor, action, subject, details, address, outcome)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`

const listText = `
select id, at, actor_id as "actorId", actor, action, subject, details, address, outcome
from parley.audit
where workspace_id = $1
  and ($2::text is null or action = $2)
  and ($3::text is null or actor_id = $3 or strpos(lower(actor), lower($3)) > 0)
  and ($4::text is null or strpos(lower(subject), lower($4)) > 0)
  and ($5::bigint is null or at >= $5)
  and ($6::bigint is null or at <= $6)
  and ($7::text is null or outcome = $7)
  and ($8::bigint is null or id < $8)
order by id desc
limit $9`

/** Jumps from one action to the next along the index: there are few of them and many rows. */
const actionsText = `
with recursive found as (
  (select action from parley.audit where workspace_id = $1 order by action limit 1)
  union all
  select (select a.action from parley.audit a where a.workspace_id = $1 and a.action > found.action order by a.action limit 1)
  from found where found.action is not null
)
select action from found where action is not null`

const longest = 300
const short = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text)

export function createAuditLog(database: SharedDatabase, now: () => number): AuditLog {
  const { workspace } = database
  return {
    async add({ actor, action, subject, details = {}, address, outcome = 'done' }, db = database) {
      const facts = Object.fromEntries(
        Object.entries(details)
          .slice(0, 20)
          .map(([name, value]) => [name.slice(0, 60), typeof value === 'string' ? short(value) : value]),
      )
      const values = [
        workspace,
        now(),
        actor?.id ?? null,
        actor === null ? null : short(actor.name),
        action,
        short(subject),
        JSON.stringify(facts),
        address,
        outcome,
      ]
      await db.query({ name: 'add-audit', text: addText, values })
    },
    async list({ action, actor, subject, from, to, outcome, before, limit }) {
      const values = [workspace, action, actor, subject, from, to, outcome, before, limit]
      const { rows } = await database.query<StoredEntry>({ name: 'list-audit', text: listText, values })
      return rows.map(({ id, actorId, at, ...entry }) => ({
        ...entry,
        id: String(id),
        actor_id: actorId,
        at: new Date(at).toISOString(),
      }))
    },
    async actions() {
      const values = [workspace]
      const { rows } = await database.query<{ action: string }>({ name: 'audit-actions', text: actionsText, values })
      return rows.map(({ action }) => action)
    },
  }
}
