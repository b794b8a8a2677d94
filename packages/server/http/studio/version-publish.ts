import { dataPoints } from '@parley/flow'
import { type Deployed, type Deployment, type LiveOptions, RuntimeError, type VersionId } from '@parley/runtime'
import {
  type Deployed as DeployedAnswer,
  type DiffAnswer,
  type EnvironmentName,
  environmentNames,
  type PublishCheck,
  type Published,
} from '@parley/studio/api'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readBuild, type SolutionBuild } from '../../solution/build.ts'
import { diffBuilds } from '../../solution/compared.ts'
import type { LoadedSolution } from '../../solution/load.ts'
import { brazeOutOfReach } from '../../solution/missing-braze.ts'
import { readSecrets } from '../../solution/secrets.ts'
import { Refusal } from '../refusal.ts'
import { readQuery, readRef } from '../solution-request.ts'
import { findVersion } from '../version-facts.ts'
import type { OfSolution, SolutionDoors } from './solution-parts.ts'
import { readBody, solutionOf } from './solution-request.ts'
import { deploymentEntry } from './version-entry.ts'

const mostProblems = 200

/** What publishing would be, publishing, and changing what an environment runs: each environment asks for its own permission. */
export function addPublishRoutes(app: FastifyInstance, parts: SolutionDoors): void {
  const { guard, solutions } = parts
  const { versions } = solutions
  app.get<OfSolution>(
    '/studio/api/solutions/:solution/diff',
    { onRequest: guard.requires('solution:read') },
    async (request): Promise<DiffAnswer> => {
      const solution = solutionOf(request)
      const { from, to } = readQuery('diff', request.query)
      return diffOf(await readSide(parts, solution, from, 'from'), await readSide(parts, solution, to, 'to'))
    },
  )
  for (const environment of environmentNames) addEnvironmentRoutes(environment)

  function addEnvironmentRoutes(environment: EnvironmentName): void {
    const publishers = { onRequest: guard.requires(`publish:${environment}`) }
    const path = `/studio/api/solutions/:solution/environments/${environment}`

    app.post<OfSolution>(`${path}/check`, publishers, (request) => check(parts, solutionOf(request), environment))

    app.post<OfSolution>(`${path}/publish`, publishers, async (request, reply): Promise<Published> => {
      const solution = solutionOf(request)
      const body = readBody('publish', request.body)
      const build = await publishable(parts, solution)
      const { version, number, created } = await versions.put(solution, build, authoredOf(request, body.note))
      await solutions.prepare(version, environment, build)
      const options = { ...optionsOf(request, body), ...(body.canary !== undefined && { canary: body.canary }) }
      const deployed = await deployOnce(solution, environment, version, options)
      await tell(request, 'version.published', solution, deployed)
      reply.code(201)
      return { ...answerOf(deployed), version: number, created }
    })

    app.post<OfSolution>(`${path}/deployments`, publishers, async (request): Promise<DeployedAnswer> => {
      const solution = solutionOf(request)
      const { version: number, canary, ...body } = readBody('deployment', request.body)
      const { version, archived } = await versions.find(solution, number)
      if (archived === null) await solutions.prepare(version, environment, readBuild(await versions.load(version)))
      const options = { ...optionsOf(request, body), ...(canary !== undefined && { canary }) }
      const deployed = await deployOnce(solution, environment, version, options)
      await tell(request, 'version.deployed', solution, deployed)
      return answerOf(deployed)
    })

    app.post<OfSolution>(`${path}/rollback`, publishers, async (request): Promise<DeployedAnswer> => {
      const solution = solutionOf(request)
      const { to, ...body } = readBody('rollback', request.body)
      const options = { ...optionsOf(request, body), ...(to !== undefined && { to }) }
      const deployed = await versions.rollback(solution, environment, options)
      const { version } = deployed.deployment
      await solutions.prepare(version, environment, readBuild(await versions.load(version)))
      await tell(request, 'version.rolled-back', solution, deployed)
      return answerOf(deployed)
    })

    app.post<OfSolution>(`${path}/canary`, publishers, async (request): Promise<DeployedAnswer> => {
      const solution = solutionOf(request)
      const { share, end, ...body } = readBody('canary', request.body)
      const deployed = await versions.canary(
        solution,
        environment,
        end ?? { share: share ?? 0 },
        optionsOf(request, body),
      )
      await tell(request, 'version.canary-changed', solution, deployed)
      return answerOf(deployed)
    })
  }

  /** Sent twice by somebody, because the first answer was lost, it is done once: what they asked for runs already. */
  async function deployOnce(
    solution: string,
    environment: EnvironmentName,
    version: VersionId,
    options: LiveOptions & { readonly canary?: number },
  ): Promise<Deployed> {
    try {
      return await versions.deploy(solution, environment, version, options)
    } catch (error) {
      if (!(error instanceof RuntimeError) || error.code !== 'deployment-changed') throw error
      const deployment = await versions.current(solution, environment)
      const isOwn = deployment?.by === (options.by ?? null)
      if (deployment === null || !isOwn || !isJust(deployment, version, options.canary)) throw error
      return { deployment, changed: false }
    }
  }

  const authoredOf = (request: FastifyRequest, note: string | undefined) => ({
    by: guard.callerOf(request).name,
    ...(note !== undefined && { note }),
  })

  function optionsOf(
    request: FastifyRequest,
    { note, after }: { readonly note?: string | undefined; readonly after: number },
  ): LiveOptions {
    return { ...authoredOf(request, note), after }
  }

  function tell(request: FastifyRequest, action: string, solution: string, { deployment }: Deployed): Promise<void> {
    const { environment, number, canary } = deployment
    const details = {
      environment,
      version: number,
      ...(canary === null ? {} : { canary: canary.number, share: canary.share }),
    }
    return parts.audit(request, action, solution, details)
  }
}

/** Whether an environment runs just this. */
const isJust = ({ version, canary }: Deployment, wanted: VersionId, share: number | undefined): boolean =>
  share === undefined ? version === wanted && canary === null : canary?.version === wanted && canary.share === share

const answerOf = ({ deployment, changed }: Deployed): DeployedAnswer => ({
  deployment: deploymentEntry(deployment),
  changed,
})

async function check(
  { sources, solutions }: SolutionDoors,
  solution: string,
  environment: EnvironmentName,
): Promise<PublishCheck> {
  const [{ build, program, problems }, live] = await Promise.all([
    sources.load(solution),
    solutions.versions.current(solution, environment),
  ])
  const isReady = build !== null && build.name === solution
  const shown = {
    problems: [
      ...problems,
      ...(build === null ? [] : [...misnamed(build, solution), ...brazeOutOfReach(build, environment)]),
    ].slice(0, mostProblems),
    ready: isReady,
    live: live === null ? null : deploymentEntry(live),
  }
  if (!isReady) return { ...shown, same_as: null, changes: null, missing_secrets: [], data_points: null }
  const missing = new Set(solutions.missingSecrets(build, environment))
  const changes = live === null ? null : diffOf(readBuild(await solutions.versions.load(live.version)), build)
  return {
    ...shown,
    same_as: changes?.diff.same === true ? (live?.number ?? null) : null,
    changes,
    missing_secrets: readSecrets(build, environment).missing.filter(({ variable }) => missing.has(variable)),
    data_points: program === null ? null : dataPoints(program).perThousand,
  }
}

const misnamed = (build: SolutionBuild, solution: string): LoadedSolution['problems'] =>
  build.name === solution
    ? []
    : [
        {
          code: 'solution-invalid',
          severity: 'error',
          place: { file: 'solution.ts', field: 'name' },
          reason: `It says that this is "${build.name}", and here it is called "${solution}".`,
          repair: `Write name: '${solution}' there, or make a copy of the solution under the other name.`,
        },
      ]

/** The document as it can be published. @throws Refusal `build-refused` with its problems */
export async function publishable({ sources }: SolutionDoors, solution: string): Promise<SolutionBuild> {
  const { build, problems } = await sources.load(solution)
  const all = [...problems, ...(build === null ? [] : misnamed(build, solution))]
  if (build !== null && build.name === solution) return build
  const errors = all.filter(({ severity }) => severity === 'error')
  throw new Refusal(
    'build-refused',
    `The solution has ${errors.length === 1 ? 'an error' : `${errors.length} errors`}. Mend what \`problems\` says.`,
    {
      problems: all.slice(0, mostProblems),
    },
  )
}

async function readSide(parts: SolutionDoors, solution: string, ref: string, member: string): Promise<SolutionBuild> {
  if (ref === 'document') return publishable(parts, solution)
  const { versions } = parts.solutions
  const { version } = await findVersion(versions, solution, readRef(ref, member))
  return readBuild(await versions.load(version))
}

function diffOf(from: SolutionBuild, to: SolutionBuild): DiffAnswer {
  const diff = diffBuilds(from, to)
  const flows = diff.flows.map(({ flow }) => [
    flow,
    { from: from.flows[flow]?.text ?? null, to: to.flows[flow]?.text ?? null },
  ])
  return { diff, flows: Object.fromEntries(flows) }
}
