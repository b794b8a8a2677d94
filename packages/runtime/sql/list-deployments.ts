import type { Queryable } from '../database.ts'
import type { VersionId } from '../ids.ts'
import type { Environment } from '../runtime.ts'
import type { Deployment, DeploymentKind } from '../version.ts'

interface Row {
  readonly solution: string
  readonly environment: Environment
  readonly deployment: number
  readonly kind: DeploymentKind
  readonly version: VersionId
  readonly number: number
  readonly canaryVersion: VersionId | null
  readonly canaryNumber: number | null
  readonly canaryShare: number
  readonly canarySince: number
  readonly deployedAt: number
  readonly by: string | null
  readonly note: string | null
}

const text = `
select d.solution, d.environment, d.number as deployment, d.kind, d.version_id as version, v.number,
  d.canary_id as "canaryVersion", c.number as "canaryNumber", d.canary_share as "canaryShare",
  d.canary_since as "canarySince", d.deployed_at as "deployedAt", d.deployed_by as by, d.note
from parley.deployment d
join parley.version v on v.workspace_id = d.workspace_id and v.id = d.version_id
left join parley.version c on c.workspace_id = d.workspace_id and c.id = d.canary_id
where d.workspace_id = $1 and d.solution = $2 and d.environment = $3
order by d.number desc
limit $4`

/** Newest first. */
export async function listDeployments(
  db: Queryable,
  workspace: string,
  solution: string,
  environment: Environment,
  limit: number,
): Promise<readonly Deployment[]> {
  const { rows } = await db.query<Row>({
    name: 'list-deployments',
    text,
    values: [workspace, solution, environment, limit],
  })
  return rows.map(({ canaryVersion, canaryNumber, canaryShare, canarySince, ...row }) => ({
    ...row,
    canary:
      canaryVersion === null || canaryNumber === null
        ? null
        : { version: canaryVersion, number: canaryNumber, share: canaryShare, since: canarySince },
  }))
}
