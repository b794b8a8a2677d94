import type { Deployment } from '@parley/runtime'
import type {
  DeploymentEntry,
  DeploymentList,
  EnvironmentList,
  EnvironmentName,
  EnvironmentState,
  VersionList,
} from '@parley/studio/api'
import { environmentNames } from '@parley/studio/api'
import type { FastifyInstance } from 'fastify'
import { readBuild } from '../../solution/build.ts'
import { readSecrets } from '../../solution/secrets.ts'
import { filesOfBuild } from '../../solution/version-files.ts'
import { zipOf } from '../../solution/zip-out.ts'
import { readNumber, readQuery } from '../solution-request.ts'
import { versionOf } from '../version-answer.ts'
import { liveIn, liveOf } from '../version-facts.ts'
import { sendZip } from './solution-download.ts'
import type { OfSolution, SolutionDoors } from './solution-parts.ts'
import { readBody, solutionOf } from './solution-request.ts'
import { deploymentEntry } from './version-entry.ts'
import { addMigrationRoutes } from './version-migration.ts'
import { addPreviewRoutes } from './version-preview.ts'
import { addPublishRoutes } from './version-publish.ts'
import { addRestoreRoute } from './version-restore.ts'

interface OfVersion {
  readonly Params: OfSolution['Params'] & { readonly number: string }
}

/** Versions that are looked at for conversations that still run on them. */
const mostRunning = 10
/** As far back as a rollback is looked for. */
const mostBefore = 100

/** `/studio/api/solutions/:solution/versions`, `…/environments`, `…/previews`: what there is, what runs where, and changing that. */
export function addStudioVersionRoutes(app: FastifyInstance, parts: SolutionDoors): void {
  const { guard, solutions } = parts
  const { versions } = solutions
  const readers = { onRequest: guard.requires('solution:read') }
  // Putting a version away touches no environment.
  const keepers = { onRequest: guard.requires('publish:sandbox') }
  const path = '/studio/api/solutions/:solution'

  app.get<OfSolution>(`${path}/environments`, readers, async (request): Promise<EnvironmentList> => {
    const solution = solutionOf(request)
    return { environments: await Promise.all(environmentNames.map((each) => stateOf(parts, solution, each))) }
  })

  app.get<OfSolution>(`${path}/versions`, readers, async (request): Promise<VersionList> => {
    const solution = solutionOf(request)
    const { before, limit } = readQuery('versions', request.query)
    const [listed, live] = await Promise.all([
      versions.list(solution, { limit, ...(before !== undefined && { before }) }),
      liveOf(versions, solution),
    ])
    return { versions: listed.map((each) => ({ ...versionOf(each), live: liveIn(live, each) })) }
  })

  app.get<OfSolution>(`${path}/deployments`, readers, async (request): Promise<DeploymentList> => {
    const { environment, limit } = readQuery('deployments', request.query)
    const history = await versions.history(solutionOf(request), environment, limit)
    return { deployments: history.map(deploymentEntry) }
  })

  app.get<OfVersion>(`${path}/versions/:number/folder`, readers, async (request, reply) => {
    const solution = solutionOf(request)
    const { version, number } = await versions.find(solution, readNumber(request.params.number))
    const { files } = filesOfBuild(readBuild(await versions.load(version)))
    await parts.audit(request, 'version.exported', solution, { version: number })
    return sendZip(reply, `${solution}-${number}.zip`, await zipOf(`${solution}-${number}`, files))
  })

  app.post<OfVersion>(`${path}/versions/:number/archive`, keepers, async (request, reply) => {
    const solution = solutionOf(request)
    const { force = false } = readBody('archive', request.body)
    const number = readNumber(request.params.number)
    await versions.archive(solution, number, { force, by: guard.callerOf(request).name })
    await parts.audit(request, 'version.archived', solution, { version: number })
    return reply.code(204).send()
  })

  app.delete<OfVersion>(`${path}/versions/:number/archive`, keepers, async (request, reply) => {
    const solution = solutionOf(request)
    const number = readNumber(request.params.number)
    await versions.unarchive(solution, number)
    await parts.audit(request, 'version.unarchived', solution, { version: number })
    return reply.code(204).send()
  })

  addPublishRoutes(app, parts)
  addMigrationRoutes(app, parts)
  addRestoreRoute(app, parts)
  addPreviewRoutes(app, parts)
}

async function stateOf(
  { solutions }: SolutionDoors,
  solution: string,
  environment: EnvironmentName,
): Promise<EnvironmentState> {
  const { versions } = solutions
  const [history, newest] = await Promise.all([
    versions.history(solution, environment, mostBefore),
    versions.list(solution, { limit: mostRunning }),
  ])
  const [current] = history
  if (current === undefined)
    return { environment, deployment: null, before: null, running: [], missing_secrets: [], params: {} }
  const build = readBuild(await versions.load(current.version))
  const missing = new Set(solutions.missingSecrets(build, environment))
  const counted = await Promise.all(
    newest.map(async ({ version, number }) => {
      const running = await versions.running(version)
      return {
        version: number,
        conversations: running.find((it) => it.environment === environment)?.conversations ?? 0,
      }
    }),
  )
  return {
    environment,
    deployment: deploymentEntry(current),
    before: beforeOf(history, current),
    running: counted.filter(({ conversations }) => conversations > 0),
    missing_secrets: readSecrets(build, environment).missing.filter(({ variable }) => missing.has(variable)),
    params: build.params[environment],
  }
}

/** The last that ran another version for all. */
function beforeOf(history: readonly Deployment[], current: Deployment): DeploymentEntry | null {
  const before = history.find((each) => each.version !== current.version)
  return before === undefined ? null : deploymentEntry(before)
}
