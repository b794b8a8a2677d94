import type { Database } from '../database.ts'
import type { VersionId } from '../ids.ts'
import type { Environment } from '../runtime.ts'
import type { DeploymentKind } from '../version.ts'

/** Whoever archives one of these versions waits for this, or is waited for and seen. */
const text = `
with held as (
  select id from parley.version
  where workspace_id = $1 and id = any (array[$5::text, $6::text]) and archived_at is null
  for share
)
insert into parley.deployment (workspace_id, solution, environment, number, version_id, canary_id, canary_share, canary_since,
  kind, deployed_at, deployed_by, note)
select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
where (select count(*) from held) = case when $6::text is null or $6 = $5 then 1 else 2 end
on conflict (workspace_id, solution, environment, number) do nothing`

export interface NewDeployment {
  readonly solution: string
  readonly environment: Environment
  readonly deployment: number
  readonly kind: DeploymentKind
  readonly version: VersionId
  readonly canary: { readonly version: VersionId; readonly share: number; readonly since: number } | null
  readonly by: string | null
  readonly note: string | null
}

/**
 * Adds a deployment to the history of an environment, under the number that it has in there. False when somebody else took
 * the number, or one of its versions was archived: then the history has to be looked at again.
 */
export async function deployVersion(
  db: Database['pool'],
  workspace: string,
  { solution, environment, deployment, kind, version, canary, by, note }: NewDeployment,
  at: number,
): Promise<boolean> {
  const { rowCount } = await db.query(text, [
    workspace,
    solution,
    environment,
    deployment,
    version,
    canary?.version ?? null,
    canary?.share ?? null,
    canary?.since ?? null,
    kind,
    at,
    by,
    note,
  ])
  return rowCount === 1
}
