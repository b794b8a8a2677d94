import { type Database, errorState } from '../database.ts'
import type { VersionId } from '../ids.ts'
import type { Environment } from '../runtime.ts'

const text = `
insert into parley.deployment (workspace_id, solution, environment, number, version_id, deployed_at)
select $1, $2, $3, coalesce(max(number), 0) + 1, $4, $5 from parley.deployment
where workspace_id = $1 and solution = $2 and environment = $3`

const uniqueViolation = '23505'

/** Makes a version the one that an environment runs. */
export async function deployVersion(
  db: Database['pool'],
  deployment: {
    readonly workspace: string
    readonly solution: string
    readonly environment: Environment
    readonly version: VersionId
    readonly at: number
  },
): Promise<void> {
  const { workspace, solution, environment, version, at } = deployment
  for (;;) {
    try {
      await db.query(text, [workspace, solution, environment, version, at])
      return
    } catch (error) {
      // Two deployments at once: the later one is the one that runs.
      if (errorState(error) !== uniqueViolation) throw error
    }
  }
}
