import type { Problem } from '@parley/flow'
import { importBytes, type SolutionMade } from '@parley/studio/api'
import type { FastifyInstance } from 'fastify'
import { takeIn } from '../../solution/taken-in.ts'
import { type LeftOut, unpackZip } from '../../solution/zip-files.ts'
import { readUpload } from '../file-upload.ts'
import { pointer } from '../pointer.ts'
import { Refusal } from '../refusal.ts'
import { read } from '../request.ts'
import { withoutCode } from './solution-code.ts'
import { authorOf, type SolutionDoors } from './solution-parts.ts'
import { solutionName } from './solution-request.ts'

interface OfImport {
  readonly Querystring: { readonly name?: unknown }
}

/** Imports that are in memory at once in this process, each up to some forty megabytes. */
const mostAtOnce = 4
const mostErrors = 50

/** `POST /studio/api/imports?name=`: a zip of a solution folder, or of a Pypestream bot. A new solution comes of it, or nothing. */
export function addSolutionImportRoute(app: FastifyInstance, parts: SolutionDoors): void {
  const { guard, sources } = parts
  const onRequest = guard.requires('solution:edit')
  let running = 0

  // A scope of its own: here a body may be anything.
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _body, done) => done(null))
    scope.post<OfImport>('/studio/api/imports', { onRequest }, async (request, reply): Promise<SolutionMade> => {
      const name = read(solutionName, request.query.name ?? '') as string
      // Before twenty megabytes come: there is no use in them.
      if ((await sources.find(name)) !== null) throw new Refusal('source-exists')
      if (running >= mostAtOnce) throw new Refusal('overloaded')
      running += 1
      try {
        const { content } = await readUpload(request.raw, undefined, importBytes)
        const unpacked = await unpackZip(content)
        if (unpacked.kind === 'refused') throw refused(unpacked.errors)
        const taken = await takeIn(unpacked.files, name)
        if (taken.kind === 'refused') throw refused(taken.errors, taken.problems)
        const caller = guard.callerOf(request)
        const plain = caller.permissions.has('action:edit')
          ? { files: taken.files, leftOut: [] }
          : withoutCode(unpacked.files, taken.files)
        await sources.create(name, plain.files, authorOf(caller))
        const files = Object.keys(plain.files).length
        await parts.audit(request, 'solution.imported', name, { files })
        reply.code(201)
        const leftOut = [...unpacked.leftOut, ...taken.leftOut, ...plain.leftOut].slice(0, mostErrors)
        return { solution: name, files, left_out: leftOut, problems: taken.problems.slice(0, mostErrors) }
      } finally {
        running -= 1
      }
    })
  })
}

function refused(errors: readonly LeftOut[], problems: readonly Problem[] = []): Refusal {
  const located = [
    ...errors.map(({ file, reason }) => ({ pointer: file === '' ? '' : pointer([file]), detail: reason })),
    ...fileErrors(problems),
  ]
  return new Refusal('import-refused', undefined, {
    errors: located.slice(0, mostErrors),
    ...(problems.length === 0 ? {} : { problems: problems.slice(0, mostErrors) }),
  })
}

/** What is wrong inside files, each with its place. */
function fileErrors(problems: readonly Problem[]) {
  return problems
    .filter(({ severity }) => severity === 'error')
    .map(({ place, reason, repair }) => {
      const where = [place.file, place.line, place.column].filter((part) => part !== undefined).join(':')
      return {
        pointer: pointer([where]),
        detail: `${place.field === undefined ? '' : `${place.field}: `}${reason} ${repair}`,
      }
    })
}
