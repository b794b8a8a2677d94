import type { Problem } from '@parley/flow'
import { type ImportInto, importBytes, type SolutionMade } from '@parley/studio/api'
import { documentFrom, filesOf, isCode, type SourceFiles } from '@parley/studio/source'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { takeIn } from '../../solution/taken-in.ts'
import { type LeftOut, unpackZip } from '../../solution/zip-files.ts'
import { diffFiles } from '../../sources/compared-files.ts'
import type { FileChanges } from '../../sources/sources.ts'
import { readUpload } from '../file-upload.ts'
import { pointer } from '../pointer.ts'
import { Refusal } from '../refusal.ts'
import { read } from '../request.ts'
import { withoutCode } from './solution-code.ts'
import { authorOf, type OfSolution, type SolutionDoors } from './solution-parts.ts'
import { solutionName, solutionOf } from './solution-request.ts'
import { pointName } from './source-request.ts'

interface OfImport {
  readonly Querystring: { readonly name?: unknown }
}

/** Imports that are in memory at once in this process, each up to some forty megabytes. */
const mostAtOnce = 4
const mostErrors = 50

/**
 * `POST /studio/api/imports?name=`: a zip of a solution folder, or of a Pypestream bot. A new solution comes of it, or nothing.
 * `POST …/solutions/:solution/imports`: the same into one that there is; with `?look=1` it is only said what would change.
 */
export function addSolutionImportRoutes(app: FastifyInstance, parts: SolutionDoors): void {
  const { guard, sources } = parts
  const onRequest = guard.requires('solution:edit')
  let running = 0

  /** The zip that a request brings, as files of a solution of that name. @throws Refusal `import-refused`, `overloaded` */
  async function takeZip<Result>(request: FastifyRequest, name: string, work: (zip: Zip) => Promise<Result>) {
    if (running >= mostAtOnce) throw new Refusal('overloaded')
    running += 1
    try {
      const { content } = await readUpload(request.raw, undefined, importBytes)
      const unpacked = await unpackZip(content)
      if (unpacked.kind === 'refused') throw refused(unpacked.errors)
      const taken = await takeIn(unpacked.files, name)
      if (taken.kind === 'refused') throw refused(taken.errors, taken.problems)
      return await work({ ...taken, given: unpacked.files, leftOut: [...unpacked.leftOut, ...taken.leftOut] })
    } finally {
      running -= 1
    }
  }

  async function makeNew(request: FastifyRequest, name: string, zip: Zip): Promise<SolutionMade> {
    const caller = guard.callerOf(request)
    const plain = caller.permissions.has('action:edit')
      ? { files: zip.files, leftOut: [] }
      : withoutCode(zip.given, zip.files)
    await sources.create(name, plain.files, authorOf(caller))
    const files = Object.keys(plain.files).length
    await parts.audit(request, 'solution.imported', name, { files })
    const leftOut = [...zip.leftOut, ...plain.leftOut].slice(0, mostErrors)
    return { solution: name, files, left_out: leftOut, problems: zip.problems.slice(0, mostErrors) }
  }

  async function bringInto(request: FastifyRequest, solution: string, zip: Zip): Promise<ImportInto> {
    const { look, remove: removes, point } = read(intoQuery, request.query)
    const caller = guard.callerOf(request)
    const mayCode = caller.permissions.has('action:edit')
    const into = (now: SourceFiles): Into => intoFiles(now, zip.files, { removes: removes !== undefined, mayCode })
    let found = into(await sources.read(solution))
    const isTried = look !== undefined
    if (!isTried && Object.keys(found.changes).length > 0) {
      // What was there can be brought back as a whole.
      if (point !== undefined) await sources.history.name(solution, point, caller.name)
      const make = (now: SourceFiles) => {
        found = into(now)
        return found.changes
      }
      await sources.edit(solution, make, authorOf(caller))
      const files = Object.keys(found.changes).length
      await parts.audit(request, 'solution.imported-into', solution, { files })
    }
    const { now, changes, others, leftOut } = found
    const after = Object.entries({ ...now, ...changes }).filter((entry): entry is [string, string] => entry[1] !== null)
    return {
      solution,
      changed: Object.keys(changes),
      others,
      changes: isTried ? diffFiles(now, Object.fromEntries(after)) : null,
      left_out: [...zip.leftOut, ...leftOut].slice(0, mostErrors),
      problems: zip.problems.slice(0, mostErrors),
    }
  }

  // A scope of its own: here a body may be anything.
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _body, done) => done(null))
    scope.post<OfImport>('/studio/api/imports', { onRequest }, async (request, reply) => {
      const name = read(solutionName, request.query.name ?? '') as string
      // Before twenty megabytes come: there is no use in them.
      if ((await sources.find(name)) !== null) throw new Refusal('source-exists')
      const made = await takeZip(request, name, (zip) => makeNew(request, name, zip))
      return reply.code(201).send(made)
    })
    scope.post<OfSolution>('/studio/api/solutions/:solution/imports', { onRequest }, async (request) => {
      const solution = solutionOf(request)
      if ((await sources.find(solution)) === null) throw new Refusal('unknown-source')
      return takeZip(request, solution, (zip) => bringInto(request, solution, zip))
    })
  })
}

interface Zip {
  readonly files: SourceFiles
  /** What was in it, before anything was made of it. */
  readonly given: ReadonlyMap<string, string>
  readonly leftOut: readonly LeftOut[]
  readonly problems: readonly Problem[]
}

const yes = z.literal('1').exactOptional()
const intoQuery = z.object({ look: yes, remove: yes, point: pointName.exactOptional() })

interface Into {
  readonly now: SourceFiles
  readonly changes: FileChanges
  /** Files that are here alone. */
  readonly others: readonly string[]
  readonly leftOut: readonly LeftOut[]
}

/** What bringing files into a solution changes. Code stays as it is where somebody may not write it. */
function intoFiles(
  now: SourceFiles,
  given: SourceFiles,
  { removes, mayCode }: { readonly removes: boolean; readonly mayCode: boolean },
): Into {
  // As the document writes them: spacing is no change.
  const doc = documentFrom(given)
  const files = filesOf(doc)
  doc.destroy()
  const mayChange = (path: string): boolean => mayCode || !isCode(path)
  const differing = Object.entries(files).filter(([path, text]) => !Object.hasOwn(now, path) || now[path] !== text)
  const others = Object.keys(now).filter((path) => !Object.hasOwn(files, path) && mayChange(path))
  const gone = removes ? others.map((path) => [path, null] as const) : []
  return {
    now,
    changes: Object.fromEntries([...differing.filter(([path]) => mayChange(path)), ...gone]),
    others,
    leftOut: differing
      .filter(([path]) => !mayChange(path))
      .map(([file]) => ({ file, reason: 'It is code, which needs the permission action:edit. What is there stays.' })),
  }
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
