import type { Queryable } from '../database.ts'
import { RuntimeError } from '../error.ts'
import type { VersionId } from '../ids.ts'

/** A version's build as it was put. Fails with `unknown-version`. */
export async function loadBuild(db: Queryable, workspace: string, version: VersionId): Promise<unknown> {
  const { rows } = await db.query<{ build: unknown }>({
    text: 'select build from parley.version where workspace_id = $1 and id = $2',
    values: [workspace, version],
  })
  const row = rows[0]
  if (row === undefined)
    throw new RuntimeError('unknown-version', `There is no version ${version}. Deploy the solution again.`)
  return row.build
}
