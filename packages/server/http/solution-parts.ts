import type { Runtime, VersionId } from '@parley/runtime'
import type { Environment, SolutionBuild } from '../solution/build.ts'

/** What HTTP needs to let an operator work with the versions of solutions. */
export interface Solutions extends Pick<Runtime, 'versions' | 'drafts' | 'migrations'> {
  /** Loads a version's actions ahead of the first call. */
  prepare(version: VersionId, environment: Environment, build: SolutionBuild): Promise<void>
  /** Environment variables of secrets that a build declares and this server does not have. */
  missingSecrets(build: SolutionBuild, environment: Environment): readonly string[]
}
