import { type Database, errorState } from '../database.ts'
import type { VersionId } from '../ids.ts'

const text = `
insert into parley.version (workspace_id, id, solution, number, build, created_at, created_by, note)
select $1, $2, $3, coalesce(max(number), 0) + 1, $4::json, $5, $6, $7 from parley.version
where workspace_id = $1 and solution = $3
on conflict (workspace_id, id) do nothing`

const uniqueViolation = '23505'

/** Stores a build unless it is there already; gives its number. */
export async function putVersion(
  db: Database['pool'],
  version: {
    readonly workspace: string
    readonly id: VersionId
    readonly solution: string
    readonly build: unknown
    readonly at: number
    readonly by: string | null
    readonly note: string | null
  },
): Promise<{ readonly number: number; readonly created: boolean }> {
  const { workspace, id, solution, build, at, by, note } = version
  for (;;) {
    try {
      const added = await db.query(text, [workspace, id, solution, JSON.stringify(build), at, by, note])
      const { rows } = await db.query<{ number: number }>(
        'select number from parley.version where workspace_id = $1 and id = $2',
        [workspace, id],
      )
      return { number: rows[0]?.number ?? 0, created: added.rowCount === 1 }
    } catch (error) {
      // Two builds at once reached for the same number.
      if (errorState(error) !== uniqueViolation) throw error
    }
  }
}
