import type { Environment, LiveOptions, VersionId } from '@parley/runtime'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readBuild } from '../solution/build.ts'
import { diffBuilds } from '../solution/compared.ts'
import { operatorOnly } from './operator-guard.ts'
import { Refusal } from './refusal.ts'
import type { Solutions } from './solution-parts.ts'
import { createPreviewToken } from './solution-preview.ts'
import { authoredOf, readBody, readQuery, readRef } from './solution-request.ts'
import { readUpload } from './solution-upload.ts'
import { deployedOf, deploymentOf, draftOf, versionOf } from './version-answer.ts'
import { findVersion } from './version-facts.ts'
import { addVersionRoutes } from './version-routes.ts'

export interface SolutionRoutesParts {
  readonly solutions: Solutions
  readonly tokenKey: string
  readonly now: () => number
  readonly guard: (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void) => void
  /** Largest body with a build in it. */
  readonly buildBytes: number
}

export interface OfSolution {
  readonly Params: { readonly solution: string }
}

interface OfDraft {
  readonly Params: OfSolution['Params'] & { readonly id: `draft_${string}` }
}

/** Bundles, flows and texts of the largest solutions are a few megabytes. */
const buildBytes = 32 * 1024 * 1024
const dayMs = 86_400_000

/** `/v1/solutions/…`: versions of solutions and what each environment runs. For the operator. */
export function addSolutionRoutes(
  app: FastifyInstance,
  parts: Pick<SolutionRoutesParts, 'solutions' | 'tokenKey' | 'now'> & { readonly operator: { readonly key: string } },
): void {
  const letIn = operatorOnly(parts.operator.key)
  const guard: SolutionRoutesParts['guard'] = (request, reply, done) =>
    letIn(request, reply, (refusal) => done(refusal ?? misnamed(request.params)))
  const inner: SolutionRoutesParts = { ...parts, guard, buildBytes }
  addVersionRoutes(app, inner)
  addLiveRoutes(app, inner)
  addDraftRoutes(app, inner)
  addDiffRoute(app, inner)
}

/** What an address names and cannot exist: nothing is looked up for it. */
function misnamed(params: unknown): Refusal | undefined {
  const { solution = 'a', id = 'a' } = params as { readonly solution?: string; readonly id?: string }
  if (!/^[a-z0-9-]{1,64}$/.test(solution)) return new Refusal('unknown-solution')
  return /^[a-z0-9_]{1,64}$/.test(id) ? undefined : new Refusal('unknown-route')
}

function addLiveRoutes(app: FastifyInstance, { solutions, guard: onRequest }: SolutionRoutesParts): void {
  const { versions } = solutions

  app.get<OfSolution>('/v1/solutions/:solution/deployments', { onRequest }, async ({ params, query }) => {
    const { environment, limit } = readQuery('deployments', query)
    const history = await versions.history(params.solution, environment, limit)
    if (history.length === 0) await versions.find(params.solution, 1)
    return { deployments: history.map(deploymentOf) }
  })

  app.post<OfSolution>('/v1/solutions/:solution/deployments', { onRequest }, async (request, reply) => {
    const { environment, version: number, canary, ...body } = readBody('deployment', request.body)
    const { solution } = request.params
    const { version, archived } = await versions.find(solution, number)
    if (archived === null) await prepare(version, environment)
    const options = { ...optionsOf(request, body), ...(canary !== undefined && { canary }) }
    const deployed = await versions.deploy(solution, environment, version, options)
    reply.code(deployed.changed ? 201 : 200)
    return deployedOf(deployed)
  })

  app.post<OfSolution>('/v1/solutions/:solution/rollback', { onRequest }, async (request) => {
    const { environment, to, ...body } = readBody('rollback', request.body)
    const options = { ...optionsOf(request, body), ...(to !== undefined && { to }) }
    const deployed = await versions.rollback(request.params.solution, environment, options)
    await prepare(deployed.deployment.version, environment)
    return deployedOf(deployed)
  })

  app.post<OfSolution>('/v1/solutions/:solution/canary', { onRequest }, async (request) => {
    const { environment, share, end, ...body } = readBody('canary', request.body)
    const change = end ?? { share: share ?? 0 }
    const deployed = await versions.canary(request.params.solution, environment, change, optionsOf(request, body))
    return deployedOf(deployed)
  })

  /** The first conversation does not wait for the code; what cannot be loaded cannot be deployed. */
  async function prepare(version: VersionId, environment: Environment): Promise<void> {
    await solutions.prepare(version, environment, readBuild(await versions.load(version)))
  }
}

function optionsOf(
  request: FastifyRequest,
  body: { readonly by?: string | undefined; readonly note?: string | undefined; readonly after?: number | undefined },
): LiveOptions {
  return { ...authoredOf(body, request.headers['parley-by']), ...(body.after !== undefined && { after: body.after }) }
}

function addDraftRoutes(app: FastifyInstance, parts: SolutionRoutesParts): void {
  const { solutions, tokenKey, guard: onRequest } = parts
  const { drafts } = solutions

  app.get<OfSolution>('/v1/solutions/:solution/drafts', { onRequest }, async ({ params }) => ({
    drafts: (await drafts.list(params.solution)).map(draftOf),
  }))

  app.post<OfSolution>(
    '/v1/solutions/:solution/drafts',
    { onRequest, bodyLimit: parts.buildBytes },
    async (request, reply) => {
      const { build: given, name, days, ...body } = readBody('draft', request.body)
      const { build, problems } = readUpload(given, request.params.solution)
      const { by: author = 'unknown' } = authoredOf(body, request.headers['parley-by'])
      const draft = await drafts.put({ solution: build.name, name, author, build, keepMs: days * dayMs })
      await solutions.prepare(draft.version, 'sandbox', build)
      const token = createPreviewToken(tokenKey, draft.id, draft.expiresAt)
      const link = `/?${new URLSearchParams({ solution: build.name, preview: token })}`
      reply.code(201)
      return {
        draft: { ...draftOf(draft), preview: token, link },
        missing_secrets: solutions.missingSecrets(build, 'sandbox'),
        problems,
      }
    },
  )

  app.delete<OfDraft>('/v1/solutions/:solution/drafts/:id', { onRequest }, async ({ params }, reply) => {
    const draft = await drafts.find(params.id)
    if (draft.solution !== params.solution || !(await drafts.remove(params.id))) throw new Refusal('unknown-draft')
    return reply.code(204).send()
  })
}

function addDiffRoute(app: FastifyInstance, { solutions: { versions }, guard: onRequest }: SolutionRoutesParts): void {
  app.get<OfSolution>('/v1/solutions/:solution/diff', { onRequest }, async ({ params: { solution }, query }) => {
    const { from, to } = readQuery('diff', query)
    const [old, now] = [
      await findVersion(versions, solution, readRef(from, 'from')),
      await findVersion(versions, solution, readRef(to, 'to')),
    ]
    const load = async (version: VersionId) => readBuild(await versions.load(version))
    const [oldBuild, nowBuild] = await Promise.all([load(old.version), load(now.version)])
    return { from: versionOf(old), to: versionOf(now), diff: diffBuilds(oldBuild, nowBuild) }
  })
}
