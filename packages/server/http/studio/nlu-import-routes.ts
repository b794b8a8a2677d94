import { readTag } from '@parley/flow'
import { isNluPath, type Lost } from '@parley/nlu'
import { type NluImport, nluImportBytes } from '@parley/studio/api'
import { type SourceFiles, wrongFiles } from '@parley/studio/source'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { settingsFile } from '../../solution/settings-file.ts'
import type { Sources } from '../../sources/sources.ts'
import { readUpload } from '../file-upload.ts'
import { pointer } from '../pointer.ts'
import { Refusal } from '../refusal.ts'
import { read } from '../request.ts'
import type { StudioGuard } from './guard.ts'
import type { GivenFile } from './nlu-import-given.ts'
import { importNluOff } from './nlu-import-thread.ts'
import type { ImportSettings } from './nlu-imported.ts'
import { solutionOf } from './solution-request.ts'

export interface NluImportParts {
  readonly guard: StudioGuard
  readonly sources: Pick<Sources, 'read'>
}

/** Imports that are read at once in this process, each up to some hundred megabytes. */
const mostAtOnce = 2

const query = z.object({
  name: z.string().min(1).max(300),
  language: z.string().max(100).exactOptional(),
  over: z.literal('1').exactOptional(),
})

/** `POST /studio/api/solutions/:solution/understanding/import`: what a file of another program would become; see `api/understanding.ts`. */
export function addNluImportRoutes(app: FastifyInstance, { guard, sources }: NluImportParts): void {
  const onRequest = guard.requires('solution:edit')
  let running = 0

  async function look(request: FastifyRequest): Promise<NluImport> {
    const { name, language = '', over } = read(query, request.query)
    const files = await sources.read(solutionOf(request))
    const tag = language === '' ? '' : readTag(language)
    if (tag === null)
      throw new Refusal('invalid-request', undefined, {
        errors: [{ pointer: '/language', detail: 'No language, like "ko" or "pt-BR".' }],
      })
    const { content } = await readUpload(request.raw, name, nluImportBytes)
    const present = Object.fromEntries(Object.entries(files).filter(([path]) => isNluPath(path)))
    const settings: ImportSettings = { language: tag, own: ownLanguage(files), present, over: over !== undefined }
    const imported = await importWhileWaited(request, { name, content }, settings)
    if (!('files' in imported)) throw refused(imported)
    const added = Object.fromEntries(imported.files.map(({ path, text }) => [path, text]))
    const [wrong] = wrongFiles({ ...files, ...added })
    if (wrong !== undefined) throw refused([{ where: wrong.path, reason: wrong.reason }])
    return imported
  }

  /** Only what is whole takes a place, and only as long as somebody waits for it. */
  async function importWhileWaited(request: FastifyRequest, given: GivenFile, settings: ImportSettings) {
    if (running >= mostAtOnce) throw new Refusal('overloaded', 'Another import is being read. Try again in a moment.')
    const gone = new AbortController()
    const leave = (): void => gone.abort(new Refusal('request-timeout', 'Nobody waits for this import any more.'))
    const { socket } = request.raw
    socket.once('close', leave)
    if (socket.destroyed) leave()
    running += 1
    try {
      return await importNluOff(given, settings, gone.signal)
    } finally {
      running -= 1
      socket.off('close', leave)
    }
  }

  // A scope of its own: here a body may be anything.
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _body, done) => done(null))
    scope.post('/studio/api/solutions/:solution/understanding/import', { onRequest }, look)
  })
}

function ownLanguage(files: SourceFiles): string {
  const found = settingsFile().readSolutionFile(files['solution.ts'] ?? '')
  const language = found.kind === 'read' ? found.settings.language : undefined
  return (typeof language === 'string' ? readTag(language) : null) ?? 'en'
}

const refused = (reasons: readonly Lost[]): Refusal =>
  new Refusal('import-refused', undefined, {
    errors: reasons.map(({ where, reason }) => ({
      pointer: where === '' ? '' : pointer(where.split('/')),
      detail: reason,
    })),
  })
