/**
 * What each environment runs, and how that changes.
 *
 * Owns the decisions: what a deployment, a rollback and a change of the canary make of the history of an environment. Leaves
 * the builds to `versions.ts` and who gets the canary to `version-choice.ts`.
 *
 * 1. The history only grows; its newest entry is what the environment runs (R17).
 * 2. A change is decided on the history as it is when it is added to it: of two at once the later one sees the other's.
 * 3. An archived version never becomes live.
 */
import type { Database } from './database.ts'
import { RuntimeError } from './error.ts'
import type { VersionId } from './ids.ts'
import type { Environment } from './runtime.ts'
import { deployVersion, type NewDeployment } from './sql/deploy-version.ts'
import { listDeployments } from './sql/list-deployments.ts'
import { listVersions } from './sql/list-versions.ts'
import type { Canary, Deployed, Deployment, LiveOptions, StoredVersion, Versions } from './version.ts'
import { asked } from './versions.ts'

export interface LiveVersionsParts {
  readonly pool: Database['pool']
  readonly workspace: string
  now(): number
  /** Fails with `unknown-version`. */
  find(solution: string, version: number | VersionId): Promise<StoredVersion>
}

export type LiveVersions = Pick<Versions, 'deploy' | 'rollback' | 'canary' | 'current' | 'history'>

/** As many deployments as anyone looks back. */
const historySize = 1000

/** What is to be added to a history; `null` when it is so already. */
type Next = Pick<NewDeployment, 'kind' | 'version' | 'canary'> | null

type History = readonly Deployment[]

export function createLiveVersions(parts: LiveVersionsParts): LiveVersions {
  const { pool, workspace } = parts

  const read = (solution: string, environment: Environment, limit: number) =>
    asked(listDeployments(pool, workspace, solution, environment, limit))

  async function change(
    solution: string,
    environment: Environment,
    options: LiveOptions,
    decide: (history: History) => Next | Promise<Next>,
  ): Promise<Deployed> {
    const { by = null, note = null, after } = options
    for (;;) {
      const history = await read(solution, environment, historySize)
      const present = history[0]
      if (after !== undefined && after !== (present?.deployment ?? 0)) throw changed(solution, environment, present)
      const next = await decide(history)
      if (next === null && present !== undefined) return { deployment: present, changed: false }
      if (next === null) throw await nothingLive(solution, environment)
      const deployment = (present?.deployment ?? 0) + 1
      const added = { solution, environment, deployment, by, note, ...next }
      if (!(await asked(deployVersion(pool, workspace, added, parts.now())))) continue
      const [newest] = (await read(solution, environment, historySize)).filter((it) => it.deployment === deployment)
      if (newest === undefined) throw new RuntimeError('not-deployed', `The deployment ${deployment} is gone.`)
      return { deployment: newest, changed: true }
    }
  }

  async function nothingLive(solution: string, environment: Environment): Promise<RuntimeError> {
    // Every solution has a first version; without one there is no such solution, which is the better answer.
    await parts.find(solution, 1)
    return new RuntimeError(
      'nothing-live',
      `${solution} runs no version in ${environment} yet. Deploy one for everybody first.`,
    )
  }

  async function deployable(solution: string, version: number | VersionId): Promise<StoredVersion> {
    const found = await parts.find(solution, version)
    if (found.archived === null) return found
    throw new RuntimeError(
      'version-archived',
      `Version ${found.number} of ${solution} is archived. Take it out of the archive, or deploy another one.`,
    )
  }

  return {
    deploy: (solution, environment, version, options = {}) =>
      change(solution, environment, options, async ([present]) => {
        const { version: id } = await deployable(solution, version)
        const { canary: share } = options
        if (share === undefined)
          return present?.version === id && present.canary === null
            ? null
            : { kind: 'deploy', version: id, canary: null }
        if (present === undefined) throw await nothingLive(solution, environment)
        return besides(present, id, share)
      }),
    rollback: (solution, environment, options = {}) =>
      change(solution, environment, options, async (history) => {
        const [present] = history
        if (present === undefined) throw await nothingLive(solution, environment)
        if (options.to !== undefined) {
          const { version } = await deployable(solution, options.to)
          return present.version === version && present.canary === null
            ? null
            : { kind: 'rollback', version, canary: null }
        }
        if (present.canary !== null) return { kind: 'rollback', version: present.version, canary: null }
        return { kind: 'rollback', version: await before(solution, environment, history), canary: null }
      }),
    canary: (solution, environment, wanted, options = {}) =>
      change(solution, environment, options, async ([present]) => {
        if (present === undefined) throw await nothingLive(solution, environment)
        if (present.canary === null) throw noCanary(solution, environment)
        const { version, canary } = present
        if (wanted === 'abort') return { kind: 'abort', version, canary: null }
        if (wanted === 'promote') {
          await deployable(solution, canary.version)
          return { kind: 'promote', version: canary.version, canary: null }
        }
        return besides(present, canary.version, wanted.share)
      }),
    async current(solution, environment) {
      const [newest] = await read(solution, environment, 1)
      return newest ?? null
    },
    history: (solution, environment, limit = historySize) => read(solution, environment, Math.min(limit, historySize)),
  }

  /** The version that was live before the present one, archived ones passed over. */
  async function before(solution: string, environment: Environment, history: History): Promise<VersionId> {
    const line = liveLine(history)
    line.pop()
    const archived = new Set(
      (await asked(listVersions(pool, workspace, solution, { limit: historySize })))
        .filter((version) => version.archived !== null)
        .map((version) => version.version),
    )
    const version = line.findLast((each) => !archived.has(each))
    if (version !== undefined) return version
    throw new RuntimeError(
      'nothing-before',
      `${solution} ran no other version in ${environment} before this one. Say which version to go to, or deploy one.`,
    )
  }
}

/** A canary that goes on keeps the people it has. */
function besides(present: Deployment, version: VersionId, share: number): Next {
  const { canary } = present
  if (!(share > 0 && share < 1))
    throw new RuntimeError('invalid-options', `The share of a canary is above 0 and below 1, not ${share}.`)
  if (version === present.version)
    throw new RuntimeError(
      'version-live',
      `Version ${present.number} is what ${present.environment} runs already, so it cannot be a canary beside it.`,
    )
  const goesOn = canary?.version === version
  if (goesOn && canary.share === share) return null
  const since: Canary['since'] = goesOn ? canary.since : present.deployment + 1
  return { kind: 'canary', version: present.version, canary: { version, share, since } }
}

/**
 * The versions through which an environment came to where it is, the present one last. Going back takes away what was gone
 * back from, so that a second rollback goes further back instead of forth again.
 */
export function liveLine(history: readonly Pick<Deployment, 'kind' | 'version'>[]): VersionId[] {
  const line: VersionId[] = []
  for (const { kind, version } of history.toReversed()) {
    if (kind === 'rollback' && line.includes(version)) line.length = line.lastIndexOf(version) + 1
    else if (line.at(-1) !== version) line.push(version)
  }
  return line
}

function noCanary(solution: string, environment: Environment): RuntimeError {
  return new RuntimeError(
    'no-canary',
    `${solution} runs no canary in ${environment}. Deploy a version with a share first.`,
  )
}

function changed(solution: string, environment: Environment, present: Deployment | undefined): RuntimeError {
  const who = present?.by == null ? '' : ` by ${present.by}`
  return new RuntimeError(
    'deployment-changed',
    `${environment} of ${solution} was changed${who} since you looked: deployment ${present?.deployment ?? 0} runs version ${present?.number ?? 'none'}. Look again.`,
  )
}
