import type { StateMapping } from '@parley/flow'
import type { Queryable } from '../database.ts'
import type { VersionId } from '../ids.ts'
import type { Environment } from '../runtime.ts'
import type { Migration, MigrationId } from '../version.ts'

interface Row extends Omit<Migration, 'environment'> {
  readonly environment: Environment | null
  readonly fromId: VersionId
  readonly toId: VersionId
  readonly mapping: StateMapping
  readonly cursor: string
}

/** A migration with what is needed to go on with it. */
export interface VersionMove {
  readonly migration: Migration
  readonly from: VersionId
  readonly to: VersionId
  /** Conversations up to this one have been looked at. */
  readonly cursor: string
}

const text = `
select m.id, m.solution, f.number as from, t.number as to, m.from_id as "fromId", m.to_id as "toId", m.environment, m.mapping,
  m.moved_by as by, m.note, m.at, m.cursor, m.moved, m.stayed, m.done
from parley.version_move m
join parley.version f on f.workspace_id = m.workspace_id and f.id = m.from_id
join parley.version t on t.workspace_id = m.workspace_id and t.id = m.to_id
where m.workspace_id = $1 and (m.id = $2::text or m.solution = $3::text)
order by m.at desc, m.id
limit 1000`

/** One migration, or all of a solution, newest first. */
export async function listVersionMoves(
  db: Queryable,
  workspace: string,
  which: { readonly id: MigrationId } | { readonly solution: string },
): Promise<readonly VersionMove[]> {
  const named = 'id' in which ? [which.id, null] : [null, which.solution]
  const { rows } = await db.query<Row>({ text, values: [workspace, ...named] })
  return rows.map(({ fromId, toId, cursor, ...migration }) => ({ migration, from: fromId, to: toId, cursor }))
}
