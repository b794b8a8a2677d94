import type { Program } from '@parley/flow'
import type { Queryable } from './database.ts'
import { RuntimeError } from './error.ts'
import type { VersionId } from './ids.ts'
import type { Ports } from './ports.ts'
import { loadBuild } from './sql/load-build.ts'

/** Versions in use at once are few: one or two of each solution and environment. */
const capacity = 128

/** The programs of the versions in use, read once each. R6 */
export interface Programs {
  /** What is at hand, without asking the database. */
  find(version: VersionId): Program | undefined
  /** Reads a version and keeps it. Fails with `unknown-version` when there is none or its build cannot be read. */
  load(db: Queryable, version: VersionId): Promise<Program>
}

export function createPrograms(workspace: string, ports: Pick<Ports, 'readProgram' | 'log'>): Programs {
  const kept = new Map<VersionId, Program>()
  const keep = (version: VersionId, program: Program): Program => {
    // A Map remembers the order of insertion: the first key is the one longest unused.
    kept.delete(version)
    kept.set(version, program)
    const oldest = kept.keys().next().value
    if (kept.size > capacity && oldest !== undefined) kept.delete(oldest)
    return program
  }
  const find = (version: VersionId) => {
    const program = kept.get(version)
    return program && keep(version, program)
  }
  return {
    find,
    async load(db, version) {
      const build = await loadBuild(db, workspace, version)
      try {
        return keep(version, ports.readProgram(build))
      } catch (cause) {
        ports.log.error(
          { version, error: cause instanceof Error ? cause.message : String(cause) },
          'a stored build cannot be read',
        )
        throw new RuntimeError(
          'unknown-version',
          `The build of ${version} cannot be read by this Parley. Deploy the solution again.`,
          cause,
        )
      }
    },
  }
}
