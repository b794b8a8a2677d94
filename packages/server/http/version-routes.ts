import { compile } from '@parley/flow'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readBuild, sourceOf } from '../solution/build.ts'
import { Refusal } from './refusal.ts'
import { pointer } from './request.ts'
import { afterOf, authoredOf, planOf, readBody, readNumber, readQuery } from './solution-request.ts'
import type { OfSolution, SolutionRoutesParts } from './solution-routes.ts'
import { readUpload } from './solution-upload.ts'
import { migrationOf, stayOf, versionOf } from './version-answer.ts'
import { describeVersion, liveIn, liveOf } from './version-facts.ts'

interface OfVersion {
  readonly Params: OfSolution['Params'] & { readonly number: string }
}

interface OfMigration {
  readonly Params: OfSolution['Params'] & { readonly id: `move_${string}` }
}

/** `/v1/solutions/{solution}/versions` and `…/migrations`: what there is, who made it, and who moves to it. */
export function addVersionRoutes(app: FastifyInstance, parts: SolutionRoutesParts): void {
  const { guard: onRequest, solutions } = parts
  const { versions } = solutions

  app.get('/v1/solutions', { onRequest }, async () => ({
    solutions: await Promise.all(
      (await versions.solutions()).map(async (name) => ({ name, live: await liveOf(versions, name) })),
    ),
  }))

  app.get<OfSolution>('/v1/solutions/:solution/versions', { onRequest }, async ({ params, query }) => {
    const { before, limit } = readQuery('versions', query)
    const [listed, live] = await Promise.all([
      versions.list(params.solution, { limit, ...(before !== undefined && { before }) }),
      liveOf(versions, params.solution),
    ])
    if (listed.length === 0 && before === undefined) await versions.find(params.solution, 1)
    return { versions: listed.map((each) => ({ ...versionOf(each), live: liveIn(live, each) })) }
  })

  app.post<OfSolution>(
    '/v1/solutions/:solution/versions',
    { onRequest, bodyLimit: parts.buildBytes },
    async (request, reply) => {
      const body = readBody('version', request.body)
      const { build, program, problems } = readUpload(body.build, request.params.solution)
      const { number, created } = await versions.put(build.name, build, authoredOf(body, request.headers['parley-by']))
      reply.code(created ? 201 : 200)
      const stored = await versions.find(build.name, number)
      return { version: await describeVersion(solutions, stored, { build, program }), created, problems }
    },
  )

  app.get<OfVersion>('/v1/solutions/:solution/versions/:number', { onRequest }, async ({ params }) => {
    const stored = await versions.find(params.solution, readNumber(params.number))
    const build = readBuild(await versions.load(stored.version))
    return { version: await describeVersion(solutions, stored, { build, program: compile(sourceOf(build)).program }) }
  })

  app.get<OfVersion>('/v1/solutions/:solution/versions/:number/build', { onRequest }, async ({ params }) => {
    const { version } = await versions.find(params.solution, readNumber(params.number))
    return { build: await versions.load(version) }
  })

  app.post<OfVersion>('/v1/solutions/:solution/versions/:number/archive', { onRequest }, async (request) => {
    const { solution, number } = request.params
    const { force = false, ...body } = readBody('archive', request.body)
    const { by } = authoredOf(body, request.headers['parley-by'])
    const archived = await versions.archive(solution, readNumber(number), { force, ...(by !== undefined && { by }) })
    return { version: versionOf(archived) }
  })

  app.delete<OfVersion>('/v1/solutions/:solution/versions/:number/archive', { onRequest }, async ({ params }) => ({
    version: versionOf(await versions.unarchive(params.solution, readNumber(params.number))),
  }))

  addMigrationRoutes(app, parts)
}

function addMigrationRoutes(
  app: FastifyInstance,
  { guard: onRequest, solutions: { migrations } }: SolutionRoutesParts,
): void {
  app.get<OfSolution>('/v1/solutions/:solution/migrations', { onRequest }, async ({ params }) => ({
    migrations: (await migrations.list(params.solution)).map(migrationOf),
  }))

  app.post<OfSolution>(
    '/v1/solutions/:solution/migrations',
    { onRequest },
    async (request: FastifyRequest<OfSolution>, reply) => {
      const body = readBody('migration', request.body)
      const plan = planOf(request.params.solution, body)
      if (plan.from === plan.to)
        throw new Refusal('invalid-request', undefined, {
          errors: [{ pointer: '/to', detail: 'Name another version than the conversations are on.' }],
        })
      const mistakes = await migrations.check(plan)
      if (mistakes.length > 0)
        throw new Refusal('mapping-refused', undefined, {
          errors: mistakes
            .slice(0, 50)
            .map(({ member, name, reason }) => ({ pointer: pointer(['mapping', member, name]), detail: reason })),
        })
      if (body.dry_run === true) {
        const { moved, stays, last } = await migrations.preview(plan, { ...afterOf(body.after), limit: body.limit })
        return { dry_run: { moved, stayed: stays.length, stays: stays.map(stayOf), after: last } }
      }
      const begun = await migrations.begin(plan, authoredOf(body, request.headers['parley-by']))
      const { migration, stays } = await migrations.go(begun.id, body.limit)
      reply.code(201)
      return { migration: migrationOf(migration), stays: stays.map(stayOf) }
    },
  )

  app.post<OfMigration>('/v1/solutions/:solution/migrations/:id', { onRequest }, async (request) => {
    const { limit } = readBody('batch', request.body)
    const { migration, stays } = await migrations.go(request.params.id, limit)
    return { migration: migrationOf(migration), stays: stays.map(stayOf) }
  })
}
