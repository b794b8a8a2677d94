import type { Cipher } from '../cipher.ts'
import type { Queryable } from '../database.ts'
import { RuntimeError } from '../error.ts'
import type { ConversationId } from '../ids.ts'
import { type LinkBegins, withVariables } from './use-link.ts'

/** A conversation that is to begin by itself. */
export interface DueLink extends LinkBegins {
  readonly conversation: ConversationId
  readonly expiresAt: number
  /** Counts from 1. */
  readonly attempts: number
  /** It has begun, and whoever began it could not say so any more. */
  readonly begun: boolean
}

const text = `
with due as (
  select id from parley.link
  where workspace_id = $1 and begin_at <= $2 and (lease_until is null or lease_until < clock_timestamp())
  order by begin_at limit $4
  for update skip locked
)
update parley.link l set attempts = l.attempts + 1, lease_until = clock_timestamp() + $3::int * interval '1 millisecond'
from due
where l.workspace_id = $1 and l.id = due.id
returning l.id, l.solution, l.environment, l.flow, l.person, l.variables, l.language, l.origin, l.expires_at as "expiresAt", l.attempts,
  l.conversations[1] as conversation,
  exists (select from parley.conversation c where c.workspace_id = $1 and c.id = l.conversations[1]) as begun`

/** Takes conversations that are to begin and that nobody is about to begin. */
export async function leaseLinks(
  db: Queryable,
  lease: { readonly workspace: string; readonly now: number; readonly ms: number; readonly limit: number },
  cipher: Cipher,
): Promise<readonly DueLink[]> {
  const values = [lease.workspace, lease.now, lease.ms, lease.limit]
  const { rows } = await db.query<DueLink>({ name: 'lease-links', text, values })
  return rows.flatMap((row) => {
    try {
      return [withVariables(row, cipher)]
    } catch (error) {
      // RX3: tried again when its lease is over, perhaps by a node that has the key.
      if (error instanceof RuntimeError) return []
      throw error
    }
  })
}

const endText = `
update parley.link l
set begin_at = d.again_at, lease_until = null, used_at = case when d.begun then $5::bigint end
from unnest($2::text[], $3::bigint[], $4::bool[]) as d (id, again_at, begun)
where l.workspace_id = $1 and l.id = d.id`

/** What became of one: it has begun, is tried again at `againAt`, or has been given up. */
export interface LinkEnd {
  readonly id: string
  readonly begun: boolean
  readonly againAt: number | null
}

export async function endLinks(db: Queryable, workspace: string, ends: readonly LinkEnd[], at: number): Promise<void> {
  const values = [
    workspace,
    ends.map((end) => end.id),
    ends.map((end) => end.againAt),
    ends.map((end) => end.begun),
    at,
  ]
  await db.query({ name: 'end-links', text: endText, values })
}
