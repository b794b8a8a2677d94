import { isCode, type SourceFiles } from '@parley/studio/source'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Audit } from '../../access/access.ts'
import { diffFiles } from '../../sources/compared-files.ts'
import type { SourceRow, Sources } from '../../sources/sources.ts'
import { Refusal } from '../refusal.ts'
import type { StudioGuard } from './guard.ts'
import { filesBytes, readBefore, readChanges, readChoices, readFiles, readNumber, readPoint } from './source-request.ts'
import { surroundingsOf } from './source-surroundings.ts'

export interface SourceParts {
  readonly guard: StudioGuard
  readonly sources: Sources
  readonly audit: Audit
}

interface OfSolution {
  readonly Params: { readonly solution: string }
}
interface OfPoint {
  readonly Params: { readonly solution: string; readonly number: string }
}

const base = '/studio/api/solutions/:solution'

/** The files of a solution, its surroundings, its history and its folder. The document itself is `source-streams.ts`. */
export function addSourceRoutes(app: FastifyInstance, parts: SourceParts): void {
  addFileRoutes(app, parts)
  addHistoryRoutes(app, parts)
  addFolderRoutes(app, parts)
}

function addFileRoutes(app: FastifyInstance, { guard, sources, audit }: SourceParts): void {
  const readers = { onRequest: guard.requires('solution:read') }
  const editors = { onRequest: guard.requires('solution:edit'), bodyLimit: filesBytes }
  app.get('/studio/api/sources', readers, async () => ({ sources: (await sources.list()).map(rowAnswer) }))
  // A browser whose WebSocket was refused is not told why; here it can ask.
  app.get<OfSolution>(`${base}/document`, readers, async ({ params }) => ({
    document: (await sources.open(params.solution)).document,
  }))
  app.get<OfSolution>(`${base}/files`, readers, async ({ params }) => ({ files: await sources.read(params.solution) }))
  app.put<OfSolution>(`${base}/files`, editors, async (request) => {
    const { solution } = request.params
    const files = readFiles(request.body)
    const caller = guard.callerOf(request)
    const before = await sources.find(solution)
    if (before === null) {
      mayChange(guard, request, {}, files)
      await sources.create(solution, files, caller)
    } else {
      const make = (now: SourceFiles) => {
        mayChange(guard, request, now, files)
        const gone = Object.keys(now).filter((path) => !Object.hasOwn(files, path))
        return { ...Object.fromEntries(gone.map((path) => [path, null])), ...files }
      }
      await sources.edit(solution, make, caller)
    }
    await audit(request, before === null ? 'source.created' : 'source.replaced', solution)
    return rowAnswer(await found(sources, solution))
  })
  app.patch<OfSolution>(`${base}/files`, editors, async (request) => {
    const { solution } = request.params
    const changes = readChanges(request.body)
    const make = (now: SourceFiles) => {
      mayChange(guard, request, now, { ...now, ...changes })
      return changes
    }
    await sources.edit(solution, make, guard.callerOf(request))
    await audit(request, 'source.changed', solution, { files: Object.keys(changes).length })
    return rowAnswer(await found(sources, solution))
  })
  app.get<OfSolution>(`${base}/surroundings`, readers, async ({ params }) =>
    surroundingsOf(await sources.code(params.solution)),
  )
}

function addHistoryRoutes(app: FastifyInstance, { guard, sources, audit }: SourceParts): void {
  const { history } = sources
  const readers = { onRequest: guard.requires('solution:read') }
  const editors = { onRequest: guard.requires('solution:edit') }
  app.get<OfSolution>(`${base}/history`, readers, async ({ params, query }) => {
    const [{ sittings, more }, points] = await Promise.all([
      history.sittings(params.solution, readBefore(query)),
      history.points(params.solution),
    ])
    return { sittings, more, points }
  })
  app.get<OfPoint>(`${base}/history/:number/files`, readers, async ({ params }) => ({
    files: await history.read(params.solution, readNumber(params.number)),
  }))
  app.get<OfPoint>(`${base}/history/:number/diff`, readers, async ({ params: { solution, number } }) => {
    const [then, now] = await Promise.all([history.read(solution, readNumber(number)), sources.read(solution)])
    return diffFiles(then, now)
  })
  app.post<OfPoint>(`${base}/history/:number/restore`, editors, async (request, reply) => {
    const { solution } = request.params
    const number = readNumber(request.params.number)
    const [now, then] = await Promise.all([sources.read(solution), history.read(solution, number)])
    mayChange(guard, request, now, then)
    await history.restore(solution, number, guard.callerOf(request))
    await audit(request, 'source.restored', solution, { number })
    return reply.code(204).send()
  })
  app.post<OfSolution>(`${base}/points`, editors, async (request, reply) => {
    const { name, number } = readPoint(request.body)
    const { solution } = request.params
    const point = await history.name(solution, name, guard.callerOf(request).name, number)
    await audit(request, 'point.named', solution, { number: point.number, name })
    return reply.code(201).send(point)
  })
  app.delete<OfPoint>(`${base}/points/:number`, editors, async (request, reply) => {
    const { solution } = request.params
    const number = readNumber(request.params.number)
    if (!(await history.unname(solution, number))) throw new Refusal('unknown-point')
    await audit(request, 'point.unnamed', solution, { number })
    return reply.code(204).send()
  })
}

function addFolderRoutes(app: FastifyInstance, { guard, sources, audit }: SourceParts): void {
  const { folders } = sources
  const readers = { onRequest: guard.requires('solution:read') }
  // What lies in the folder is code, and what is written there may be run.
  const developers = { onRequest: guard.requires('action:edit') }
  app.get<OfSolution>(`${base}/folder`, readers, ({ params }) => folders.state(params.solution))
  for (const way of ['save', 'take'] as const)
    app.post<OfSolution>(`${base}/folder/${way}`, developers, async (request) => {
      const { solution } = request.params
      const done = await folders[way](solution, readChoices(request.body), guard.callerOf(request))
      await audit(request, way === 'save' ? 'source.saved-to-folder' : 'source.taken-from-folder', solution)
      return done
    })
}

/** Who may not change code changes none this way either. */
function mayChange(
  guard: StudioGuard,
  request: FastifyRequest,
  before: SourceFiles,
  after: { readonly [path: string]: string | null },
): void {
  if (guard.callerOf(request).permissions.has('action:edit')) return
  const paths = new Set([...Object.keys(before), ...Object.keys(after)])
  const textIn = (files: typeof after, path: string) => (Object.hasOwn(files, path) ? (files[path] ?? null) : null)
  const code = [...paths].find((path) => isCode(path) && textIn(before, path) !== textIn(after, path))
  if (code !== undefined)
    throw new Refusal(
      'code-not-permitted',
      `"${code.slice(0, 80)}" is code, and your role does not allow changes of code.`,
    )
}

async function found(sources: Sources, solution: string): Promise<SourceRow> {
  const row = await sources.find(solution)
  if (row === null) throw new Refusal('unknown-source')
  return row
}

const rowAnswer = ({ solution, createdAt, changedAt, changedBy, folder }: SourceRow) => ({
  solution,
  created_at: createdAt,
  changed_at: changedAt,
  changed_by: changedBy,
  ...(folder === undefined ? {} : { folder }),
})
