import type { Queryable } from '../database.ts'
import type { VersionId } from '../ids.ts'
import type { StoredVersion } from '../version.ts'

export interface VersionRow {
  readonly version: VersionId
  readonly solution: string
  readonly number: number
  readonly createdAt: number
  readonly by: string | null
  readonly note: string | null
  readonly archivedAt: number | null
  readonly archivedBy: string | null
}

export const versionColumns = `id as version, solution, number, created_at as "createdAt", created_by as by, note,
  archived_at as "archivedAt", archived_by as "archivedBy"`

const text = `
select ${versionColumns} from parley.version
where workspace_id = $1 and solution = $2 and ($3::int is null or number < $3)
order by number desc
limit $4`

/** Newest first. */
export async function listVersions(
  db: Queryable,
  workspace: string,
  solution: string,
  range: { readonly before?: number; readonly limit: number },
): Promise<readonly StoredVersion[]> {
  const values = [workspace, solution, range.before ?? null, range.limit]
  const { rows } = await db.query<VersionRow>({ text, values })
  return rows.map(storedVersion)
}

export function storedVersion({ archivedAt, archivedBy, ...row }: VersionRow): StoredVersion {
  return { ...row, archived: archivedAt === null ? null : { at: archivedAt, by: archivedBy } }
}
