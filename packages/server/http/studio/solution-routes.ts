import type {
  NewSolution,
  ProblemCount,
  PypestreamFilesAnswer,
  SecretList,
  SolutionList,
  SolutionMade,
} from '@parley/studio/api'
import type { SourceFiles } from '@parley/studio/source'
import type { FastifyInstance } from 'fastify'
import { readBuild } from '../../solution/build.ts'
import { listSecrets } from '../../solution/secret-list.ts'
import { renamed } from '../../solution/taken-in.ts'
import { emptySolution, listTemplates, readTemplate } from '../../solution/templates.ts'
import { filesOfBuild } from '../../solution/version-files.ts'
import type { LeftOut } from '../../solution/zip-files.ts'
import { zipOf } from '../../solution/zip-out.ts'
import { Refusal } from '../refusal.ts'
import { sendZip } from './solution-download.ts'
import { addSolutionImportRoutes } from './solution-import.ts'
import { createSolutionOverview } from './solution-list.ts'
import { authorOf, type OfSolution, type SolutionDoors } from './solution-parts.ts'
import { readBody, solutionOf } from './solution-request.ts'
import { addSettingsRoutes } from './solution-settings.ts'

/** `/studio/api/solutions`: what there is, making and removing, taking in and giving out. */
export function addStudioSolutionRoutes(app: FastifyInstance, parts: SolutionDoors): void {
  const { guard, sources } = parts
  const overview = createSolutionOverview(parts)
  const readers = { onRequest: guard.requires('solution:read') }
  const editors = { onRequest: guard.requires('solution:edit') }

  app.get('/studio/api/solutions', readers, async (): Promise<SolutionList> => {
    const [solutions, templates] = await Promise.all([overview.list(), listTemplates()])
    return { solutions, templates }
  })

  app.post('/studio/api/solutions', editors, async (request, reply): Promise<SolutionMade> => {
    const body = readBody('solution', request.body)
    const { files, leftOut } = await newFiles(parts, body)
    await sources.create(body.name, files, authorOf(guard.callerOf(request)))
    await parts.audit(request, 'solution.created', body.name, { from: body.from.kind })
    reply.code(201)
    return { solution: body.name, files: Object.keys(files).length, left_out: leftOut, problems: [] }
  })

  app.get<OfSolution>(
    '/studio/api/solutions/:solution/problems',
    readers,
    (request): Promise<ProblemCount> => overview.problems(solutionOf(request)),
  )

  app.delete<OfSolution>('/studio/api/solutions/:solution', editors, async (request, reply) => {
    const solution = solutionOf(request)
    if (!(await sources.remove(solution))) throw new Refusal('unknown-source')
    await parts.audit(request, 'solution.removed', solution)
    return reply.code(204).send()
  })

  app.get<OfSolution>('/studio/api/solutions/:solution/export', readers, async (request, reply) => {
    const solution = solutionOf(request)
    const files = await sources.read(solution)
    await parts.audit(request, 'solution.exported', solution)
    return sendZip(reply, `${solution}.zip`, await zipOf(solution, files))
  })

  app.get<OfSolution>(
    '/studio/api/solutions/:solution/export/pypestream',
    readers,
    async (request): Promise<PypestreamFilesAnswer> => {
      // Imported late: few servers ever write such a table.
      const { pypestreamOf } = await import('../../solution/pypestream-out.ts')
      return pypestreamOf(await sources.read(solutionOf(request)))
    },
  )

  app.get<OfSolution>('/studio/api/solutions/:solution/secrets', readers, async (request): Promise<SecretList> => {
    const solution = solutionOf(request)
    return { secrets: await listSecrets(solution, parts) }
  })

  addSolutionImportRoutes(app, parts)
  addSettingsRoutes(app, parts)
}

interface NewFiles {
  readonly files: SourceFiles
  readonly leftOut: readonly LeftOut[]
}

async function newFiles(parts: SolutionDoors, { name, from }: NewSolution): Promise<NewFiles> {
  // Looked at before anything is read: the name is what people mistake most.
  if ((await parts.sources.find(name)) !== null) throw new Refusal('source-exists')
  switch (from.kind) {
    case 'empty':
      return { files: emptySolution(name), leftOut: [] }
    case 'template': {
      const files = await readTemplate(from.template, name)
      if (files === null)
        throw new Refusal('invalid-request', undefined, {
          errors: [{ pointer: '/from/template', detail: 'There is no such template.' }],
        })
      return { files, leftOut: [] }
    }
    case 'copy': {
      const copy = renamed(await parts.sources.read(from.solution), name)
      if ('files' in copy) return { files: copy.files, leftOut: [] }
      throw new Refusal('import-refused', undefined, {
        errors: [{ pointer: `/${copy.file}`, detail: copy.reason }],
      })
    }
    case 'version':
      return versionFiles(parts, name, from.version)
  }
}

async function versionFiles(
  { solutions: { versions } }: SolutionDoors,
  name: string,
  number?: number,
): Promise<NewFiles> {
  const [newest] = number === undefined ? await versions.list(name, { limit: 1 }) : [await versions.find(name, number)]
  if (newest === undefined) throw new Refusal('unknown-solution')
  return filesOfBuild(readBuild(await versions.load(newest.version)))
}
