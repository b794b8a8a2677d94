import { type Database, unavailable } from './database.ts'
import { RuntimeError } from './error.ts'
import { fingerprint } from './fingerprint.ts'
import type { VersionId } from './ids.ts'
import { createLiveVersions } from './live-versions.ts'
import type { Ports } from './ports.ts'
import type { Environment } from './runtime.ts'
import { archiveVersion, listLiveEnvironments, unarchiveVersion } from './sql/archive-version.ts'
import { countVersionConversations } from './sql/count-version-conversations.ts'
import { findVersion } from './sql/find-version.ts'
import { listVersionSolutions } from './sql/list-version-solutions.ts'
import { listVersions } from './sql/list-versions.ts'
import { loadBuild } from './sql/load-build.ts'
import { putVersion } from './sql/put-version.ts'
import type { StartCount, StoredVersion, Versions } from './version.ts'

export interface VersionsParts {
  readonly pool: Database['pool']
  readonly workspace: string
  readonly ports: Pick<Ports, 'readProgram'>
  now(): number
}

/** The public part, and what only the runtime itself tells it. */
export type VersionStore = Versions & {
  /** A conversation began. `number` is the version's, `null`: a draft. */
  count(start: Omit<StartCount, 'conversations'>): void
}

const most = 1000

export function createVersions(parts: VersionsParts): VersionStore {
  const { pool, workspace } = parts
  const starts = new Map<string, StartCount>()

  async function find(solution: string, version: number | VersionId): Promise<StoredVersion> {
    const found = await asked(findVersion(pool, workspace, solution, version))
    if (found !== null) return found
    const named = JSON.stringify(solution.slice(0, 80))
    const [newest] = await asked(listVersions(pool, workspace, solution, { limit: 1 }))
    if (newest === undefined) throw new RuntimeError('unknown-solution', `There is no solution ${named}.`)
    const known = `Its newest is ${newest.number}.`
    throw new RuntimeError('unknown-version', `The solution ${named} has no version ${version}. ${known}`)
  }

  return {
    async put(solution, build, { by = null, note = null } = {}) {
      // What no node could step must not be stored as a version.
      parts.ports.readProgram(build)
      const version: VersionId = `ver_${fingerprint([solution, build])}`
      const stored = { workspace, id: version, solution, build, at: parts.now(), by, note }
      return { version, ...(await asked(putVersion(pool, stored))) }
    },
    load: (version) => asked(loadBuild(pool, workspace, version)),
    find,
    list: (solution, { before, limit = most } = {}) =>
      asked(listVersions(pool, workspace, solution, { ...(before !== undefined && { before }), limit })),
    solutions: () => asked(listVersionSolutions(pool, workspace)),
    async archive(solution, number, { by = null, force = false } = {}) {
      const stored = await find(solution, number)
      if (stored.archived !== null) return stored
      refuseLive(stored, await asked(listLiveEnvironments(pool, workspace, solution, stored.version)))
      if (!force) refuseInUse(stored, await asked(countVersionConversations(pool, workspace, stored.version)))
      const archived = { workspace, solution, version: stored.version, at: parts.now(), by }
      // Once more, for it may have been deployed meanwhile.
      refuseLive(stored, await asked(archiveVersion(pool, archived)))
      return find(solution, number)
    },
    async unarchive(solution, number) {
      const { version } = await find(solution, number)
      await asked(unarchiveVersion(pool, workspace, version))
      return find(solution, number)
    },
    running: (version) => asked(countVersionConversations(pool, workspace, version)),
    ...createLiveVersions({ pool, workspace, now: parts.now, find }),
    get starts() {
      return [...starts.values()]
    },
    count(start) {
      const key = `${start.solution} ${start.environment} ${start.number}`
      starts.set(key, { ...start, conversations: (starts.get(key)?.conversations ?? 0) + 1 })
    },
  }
}

function refuseLive({ solution, number }: StoredVersion, live: readonly Environment[]): void {
  if (live.length === 0) return
  throw new RuntimeError(
    'version-live',
    `Version ${number} of ${solution} runs in ${live.join(' and ')}. Deploy another version there first.`,
  )
}

function refuseInUse(
  { solution, number }: StoredVersion,
  running: readonly { readonly environment: Environment; readonly conversations: number }[],
): void {
  if (running.length === 0) return
  const where = running.map((each) => `${each.conversations} in ${each.environment}`).join(', ')
  throw new RuntimeError(
    'version-in-use',
    `Conversations run on version ${number} of ${solution}: ${where}. Wait for their end, migrate them, or force it; they go on in any case.`,
  )
}

/** What fails on the way to the database is a `database-unavailable`. */
export async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    throw error instanceof RuntimeError ? error : unavailable(error)
  }
}
