import type { Restored } from '@parley/studio/api'
import { isCode, type SourceFiles } from '@parley/studio/source'
import type { FastifyInstance } from 'fastify'
import { mustHave } from '../../access/guard.ts'
import { readBuild } from '../../solution/build.ts'
import { restoreChanges } from '../../solution/restore.ts'
import { readNumber } from '../solution-request.ts'
import { authorOf, type OfSolution, type SolutionDoors } from './solution-parts.ts'
import { readBody, solutionOf } from './solution-request.ts'

interface OfVersion {
  readonly Params: OfSolution['Params'] & { readonly number: string }
}

/** `POST …/versions/:number/restore`: the document says what the version says, as an edit that history keeps. */
export function addRestoreRoute(app: FastifyInstance, parts: SolutionDoors): void {
  const { guard, sources, solutions } = parts
  const editors = { onRequest: guard.requires('solution:edit') }

  app.post<OfVersion>(
    '/studio/api/solutions/:solution/versions/:number/restore',
    editors,
    async (request): Promise<Restored> => {
      const solution = solutionOf(request)
      const { code } = readBody('restore', request.body)
      const number = readNumber(request.params.number)
      const { version } = await solutions.versions.find(solution, number)
      const build = readBuild(await solutions.versions.load(version))
      const caller = guard.callerOf(request)
      let restored: Restored = { changed: [], left_out: [] }
      const make = (files: SourceFiles) => {
        const { changes, leftOut } = restoreChanges(files, build, { code })
        const paths = Object.keys(changes)
        if (paths.some(isCode)) mustHave(caller, 'action:edit')
        restored = { changed: paths, left_out: leftOut }
        return changes
      }
      if (await sources.edit(solution, make, authorOf(caller)))
        await parts.audit(request, 'version.restored', solution, { version: number, files: restored.changed.length })
      return restored
    },
  )
}
