import { type Database, unavailable } from './database.ts'
import { RuntimeError } from './error.ts'
import { fingerprint } from './fingerprint.ts'
import type { VersionId } from './ids.ts'
import type { Ports } from './ports.ts'
import type { Deployment, Environment, Versions } from './runtime.ts'
import { deployVersion } from './sql/deploy-version.ts'
import { listDeployments } from './sql/list-deployments.ts'
import { listVersions } from './sql/list-versions.ts'
import { loadBuild } from './sql/load-build.ts'
import { putVersion } from './sql/put-version.ts'

export interface VersionsParts {
  readonly pool: Database['pool']
  readonly workspace: string
  readonly ports: Pick<Ports, 'readProgram'>
  now(): number
}

/** As many deployments as anyone looks back. */
const historySize = 1000

export function createVersions(parts: VersionsParts): Versions {
  const { pool, workspace } = parts

  async function current(solution: string, environment: Environment): Promise<Deployment | null> {
    const [newest] = await asked(listDeployments(pool, workspace, solution, environment, 1))
    return newest ?? null
  }

  return {
    async put(solution, build) {
      // What no node could step must not be stored as a version.
      parts.ports.readProgram(build)
      const version: VersionId = `ver_${fingerprint([solution, build])}`
      const number = await asked(putVersion(pool, { workspace, id: version, solution, build, at: parts.now() }))
      return { version, number }
    },
    load: (version) => asked(loadBuild(pool, workspace, version)),
    async deploy(solution, environment, version) {
      const known = await asked(listVersions(pool, workspace, solution))
      if (!known.some((stored) => stored.version === version))
        throw new RuntimeError('unknown-version', `The solution ${solution} has no version ${version}.`)
      await asked(deployVersion(pool, { workspace, solution, environment, version, at: parts.now() }))
      const deployed = await current(solution, environment)
      if (deployed === null) throw new RuntimeError('not-deployed', `The deployment of ${version} is gone.`)
      return deployed
    },
    current,
    list: (solution) => asked(listVersions(pool, workspace, solution)),
    history: (solution, environment) => asked(listDeployments(pool, workspace, solution, environment, historySize)),
  }
}

/** What fails on the way to the database is a `database-unavailable`. */
export async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    throw error instanceof RuntimeError ? error : unavailable(error)
  }
}
