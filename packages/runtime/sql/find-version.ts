import type { Queryable } from '../database.ts'
import type { VersionId } from '../ids.ts'
import type { StoredVersion } from '../version.ts'
import { storedVersion, type VersionRow, versionColumns } from './list-versions.ts'

const text = `
select ${versionColumns} from parley.version
where workspace_id = $1 and solution = $2 and (number = $3::int or id = $4::text)`

/** The version of a solution with that number or id. */
export async function findVersion(
  db: Queryable,
  workspace: string,
  solution: string,
  version: number | VersionId,
): Promise<StoredVersion | null> {
  const named = typeof version === 'number' ? [version, null] : [null, version]
  const { rows } = await db.query<VersionRow>({ text, values: [workspace, solution, ...named] })
  return rows[0] === undefined ? null : storedVersion(rows[0])
}
