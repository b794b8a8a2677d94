import type { Queryable } from '../database.ts'
import type { Deployment, Environment } from '../runtime.ts'

const text = `
select d.solution, d.environment, d.version_id as version, v.number, d.deployed_at as "deployedAt"
from parley.deployment d
join parley.version v on v.workspace_id = d.workspace_id and v.id = d.version_id
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
  const { rows } = await db.query<Deployment>({
    name: 'list-deployments',
    text,
    values: [workspace, solution, environment, limit],
  })
  return rows
}
