import type { Database, Queryable } from '../database.ts'
import type { VersionId } from '../ids.ts'
import type { Environment } from '../runtime.ts'
import { transact } from '../transact.ts'

const liveText = `
select d.environment from (
  select distinct on (environment) environment, version_id, canary_id from parley.deployment
  where workspace_id = $1 and solution = $2
  order by environment, number desc
) d
where $3 in (d.version_id, d.canary_id)
order by d.environment`

/** Environments that run a version, as a canary too. */
export async function listLiveEnvironments(
  db: Queryable,
  workspace: string,
  solution: string,
  version: VersionId,
): Promise<readonly Environment[]> {
  const { rows } = await db.query<{ environment: Environment }>({
    text: liveText,
    values: [workspace, solution, version],
  })
  return rows.map((row) => row.environment)
}

/**
 * Archives a version unless an environment runs it; gives the environments that do. The version is locked first and they
 * are looked for by a statement of its own, so that a deployment at the same moment is either seen here or refused there.
 */
export async function archiveVersion(
  pool: Database['pool'],
  version: {
    readonly workspace: string
    readonly solution: string
    readonly version: VersionId
    readonly at: number
    readonly by: string | null
  },
): Promise<readonly Environment[]> {
  const { workspace, solution, version: id, at, by } = version
  return transact(pool, async (client) => {
    await client.query('select 1 from parley.version where workspace_id = $1 and id = $2 for update', [workspace, id])
    const live = await listLiveEnvironments(client, workspace, solution, id)
    if (live.length === 0)
      await client.query(
        'update parley.version set archived_at = $3, archived_by = $4 where workspace_id = $1 and id = $2 and archived_at is null',
        [workspace, id, at, by],
      )
    return live
  })
}

/** Takes a version out of the archive. */
export async function unarchiveVersion(pool: Database['pool'], workspace: string, version: VersionId): Promise<void> {
  await pool.query(
    'update parley.version set archived_at = null, archived_by = null where workspace_id = $1 and id = $2',
    [workspace, version],
  )
}
