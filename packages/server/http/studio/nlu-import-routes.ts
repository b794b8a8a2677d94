import { readTag } from '@parley/flow'
import { isNluPath } from '@parley/nlu'
import { type NluImport, nluImportBytes } from '@parley/studio/api'
import { type SourceFiles, wrongFiles } from '@parley/studio/source'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { tableTextIn, textIn } from '../../solution/decoded-text.ts'
import type { Chosen } from '../../solution/imported-nlu.ts'
import { settingsFile } from '../../solution/settings-file.ts'
import { unpackZip, type ZipLimits } from '../../solution/zip-files.ts'
import type { Sources } from '../../sources/sources.ts'
import { readUpload } from '../file-upload.ts'
import { pointer } from '../pointer.ts'
import { Refusal } from '../refusal.ts'
import { read } from '../request.ts'
import type { StudioGuard } from './guard.ts'
import { importNluOff } from './nlu-import-thread.ts'
import type { ImportSettings } from './nlu-imported.ts'
import { solutionOf } from './solution-request.ts'

export interface NluImportParts {
  readonly guard: StudioGuard
  readonly sources: Pick<Sources, 'read'>
}

/** An agent of two thousand intents in four languages has ten thousand. */
const limits: ZipLimits = { files: 20_000, bytes: 60 * 1024 * 1024, what: 'what is taken in' }
/** Imports that are read at once in this process, each up to some hundred megabytes. */
const mostAtOnce = 2
const unreadable = 'It is no text in UTF-8. Save it as UTF-8.'

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
    const { chosen, isGuess } = await chosenOf(name, content)
    const present = Object.fromEntries(Object.entries(files).filter(([path]) => isNluPath(path)))
    const settings: ImportSettings = { language: tag, own: ownLanguage(files), present, over: over !== undefined }
    const imported = await importNluOff(chosen, settings)
    if (typeof imported === 'string') throw refused(name, imported)
    const added = Object.fromEntries(imported.files.map(({ path, text }) => [path, text]))
    const [wrong] = wrongFiles({ ...files, ...added })
    if (wrong !== undefined) throw refused(wrong.path, wrong.reason)
    return { ...imported, isGuess }
  }

  // A scope of its own: here a body may be anything.
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _body, done) => done(null))
    scope.post('/studio/api/solutions/:solution/understanding/import', { onRequest }, async (request) => {
      if (running >= mostAtOnce) throw new Refusal('overloaded')
      running += 1
      try {
        return await look(request)
      } finally {
        running -= 1
      }
    })
  })
}

async function chosenOf(
  name: string,
  content: Uint8Array,
): Promise<{ readonly chosen: Chosen; readonly isGuess: boolean }> {
  if (!/\.zip$/i.test(name)) {
    const { text, isGuess } = readText(name, content)
    return { chosen: { kind: 'file', name, text }, isGuess }
  }
  const unpacked = await unpackZip(content, limits)
  if (unpacked.kind === 'refused') {
    const [first] = unpacked.errors
    throw refused(first?.file || name, first?.reason ?? unreadable)
  }
  const unread = unpacked.leftOut
    .filter(({ file }) => /\.(ya?ml|json|md|csv|tsv|jsonl|ndjson)$/i.test(file))
    .map(({ file }) => ({ where: file, reason: unreadable }))
  return { chosen: { kind: 'files', name, files: Object.fromEntries(unpacked.files), unread }, isGuess: false }
}

function readText(name: string, content: Uint8Array): { readonly text: string; readonly isGuess: boolean } {
  const found = /\.(csv|tsv)$/i.test(name) ? tableTextIn(content) : textIn(content)
  if (found === null) throw refused(name, unreadable)
  return typeof found === 'string' ? { text: found, isGuess: false } : found
}

function ownLanguage(files: SourceFiles): string {
  const found = settingsFile().readSolutionFile(files['solution.ts'] ?? '')
  const language = found.kind === 'read' ? found.settings.language : undefined
  return (typeof language === 'string' ? readTag(language) : null) ?? 'en'
}

const refused = (file: string, reason: string): Refusal =>
  new Refusal('import-refused', undefined, {
    errors: [{ pointer: file === '' ? '' : pointer([file]), detail: reason }],
  })
