import type { MigrationPlan, Stay } from '@parley/runtime'
import { type EnvironmentName, environmentNames, type MigrationChoice, type MigrationResult } from '@parley/studio/api'
import type { FastifyInstance } from 'fastify'
import { readBuild } from '../../solution/build.ts'
import { diffBuilds } from '../../solution/compared.ts'
import { pointer } from '../pointer.ts'
import { Refusal } from '../refusal.ts'
import type { OfSolution, SolutionDoors } from './solution-parts.ts'
import { readBody, solutionOf } from './solution-request.ts'

const batch = 500
/** Of one request: who has more asks again, and it goes on. */
const mostBatches = 20
const mostChoices = 100
/** Of one choice: more are chosen from by nobody. */
const mostPlaces = 500

/** Moves conversations that run on one version to another; `dry_run` says what would become of them. */
export function addMigrationRoutes(app: FastifyInstance, parts: SolutionDoors): void {
  const { guard, solutions } = parts
  for (const environment of environmentNames) add(environment)

  function add(environment: EnvironmentName): void {
    const publishers = { onRequest: guard.requires(`publish:${environment}`) }
    const path = `/studio/api/solutions/:solution/environments/${environment}/migrations`

    app.post<OfSolution>(path, publishers, async (request): Promise<MigrationResult> => {
      const solution = solutionOf(request)
      const { from, to, nodes = {}, variables = {}, dry_run: isDry = false } = readBody('migration', request.body)
      if (from === to)
        throw new Refusal('invalid-request', undefined, {
          errors: [{ pointer: '/to', detail: 'Name another version than the conversations are on.' }],
        })
      const plan: MigrationPlan = {
        solution,
        from,
        to,
        environment,
        mapping: { nodes, variables },
      }
      const mistakes = await solutions.migrations.check(plan)
      if (mistakes.length > 0)
        throw new Refusal('mapping-refused', undefined, {
          errors: mistakes
            .slice(0, 50)
            .map(({ member, name, reason }) => ({ pointer: pointer([member, name]), detail: reason })),
        })
      if (isDry) return tryOut(plan)
      const result = await move(plan, guard.callerOf(request).name)
      const { moved, stayed } = result
      await parts.audit(request, 'conversations.migrated', solution, { environment, from, to, moved, stayed })
      return result
    })
  }

  async function tryOut(plan: MigrationPlan): Promise<MigrationResult> {
    const stays: Stay[] = []
    let moved = 0
    let after: Awaited<ReturnType<typeof solutions.migrations.preview>>['last'] | undefined
    for (let done = 0; done < mostBatches && after !== null; done += 1) {
      const found = await solutions.migrations.preview(plan, {
        limit: batch,
        ...(after === undefined ? {} : { after }),
      })
      moved += found.moved
      stays.push(...found.stays)
      after = found.last
    }
    return { ...resultOf(moved, stays, after === null), choices: await choicesFor(plan, stays) }
  }

  /** What an operator can do about those that stay. */
  async function choicesFor(plan: MigrationPlan, stays: readonly Stay[]): Promise<readonly MigrationChoice[]> {
    const lacking = Map.groupBy(stays, ({ lacks }) => (lacks === undefined ? '' : `${lacks.member} ${lacks.name}`))
    const found = [...lacking.values()].flatMap((those) => {
      const lack = those[0]?.lacks
      return lack === undefined ? [] : [{ lack, conversations: those.length }]
    })
    if (found.length === 0) return []
    const renamed = await renamedIn(plan)
    return Promise.all(
      found.slice(0, mostChoices).map(async ({ lack, conversations }) => {
        const places = await solutions.migrations.places(plan, lack)
        const same = lack.member === 'nodes' ? renamed.get(lack.name) : undefined
        const proposed = same !== undefined && places.includes(same) ? same : null
        return { ...lack, conversations, places: places.slice(0, mostPlaces), proposed }
      }),
    )
  }

  /** Nodes that only seem to have another name. */
  async function renamedIn({ solution, from, to }: MigrationPlan): Promise<ReadonlyMap<string, string>> {
    const { versions } = solutions
    const read = async (number: number) =>
      readBuild(await versions.load((await versions.find(solution, number)).version))
    const { flows } = diffBuilds(await read(from), await read(to))
    return new Map(
      flows.flatMap(({ flow, nodes }) =>
        nodes.flatMap(({ id, was }) => (was === undefined ? [] : [[`${flow}.${was}`, `${flow}.${id}`] as const])),
      ),
    )
  }

  async function move(plan: MigrationPlan, by: string): Promise<MigrationResult> {
    const { id } = await solutions.migrations.begin(plan, { by })
    const stays: Stay[] = []
    for (let done = 1; ; done += 1) {
      const { migration, stays: those } = await solutions.migrations.go(id, batch)
      stays.push(...those)
      if (migration.done || done >= mostBatches) return resultOf(migration.moved, stays, migration.done)
    }
  }
}

function resultOf(moved: number, stays: readonly Stay[], done: boolean): MigrationResult {
  const byReason = Map.groupBy(stays, ({ reason }) => reason)
  const reasons = [...byReason].map(([reason, those]) => ({ reason, conversations: those.length }))
  return { moved, stayed: stays.length, done, reasons: reasons.slice(0, 50), choices: [] }
}
