import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { codeEditor } from '@parley/studio/code-editor'
import type { FastifyInstance } from 'fastify'
import { Refusal } from '../refusal.ts'

const types: { readonly [extension: string]: string } = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  ttf: 'font/ttf',
}

/** Only names below the folder, no way out of it. */
const plain = /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*\.(js|css|ttf)$/
const pack = promisify(brotliCompress)
const quality = 5
/** Files that are kept packed: all that one editor asks for. They come from the disk, so that a server on which nobody writes code holds nothing. */
const mostKept = 48

/** The code editor, as its package has it prebuilt. The address names the version, so that browsers keep it for good. */
export function addCodeEditorRoutes(app: FastifyInstance): void {
  const packed = new Map<string, Promise<Buffer>>()
  const find = (file: string): Promise<Buffer> => {
    const known =
      packed.get(file) ??
      readFile(file).then((text) => pack(text, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }))
    packed.set(file, known)
    known.catch(() => packed.delete(file))
    const oldest = packed.keys().next().value
    if (packed.size > mostKept && oldest !== undefined) packed.delete(oldest)
    return known
  }
  app.get<{ readonly Params: { readonly '*': string } }>(`${codeEditor.base}/*`, async (request, reply) => {
    const path = request.params['*']
    const [, extension = ''] = plain.exec(path) ?? []
    const type = types[extension]
    if (type === undefined) throw new Refusal('unknown-route')
    const file = `${codeEditor.folder}/${path}`
    const isPacked = /\bbr\b/.test(String(request.headers['accept-encoding'] ?? '')) && extension !== 'ttf'
    const body = await (isPacked ? find(file) : readFile(file)).catch(() => {
      throw new Refusal('unknown-route')
    })
    reply.header('cache-control', 'public, max-age=31536000, immutable').header('vary', 'accept-encoding').type(type)
    // A worker goes by the policy of its own answer: it computes, and asks for nothing.
    reply
      .header('content-security-policy', "default-src 'none'; script-src 'self'")
      .header('x-content-type-options', 'nosniff')
    return (isPacked ? reply.header('content-encoding', 'br') : reply).send(body)
  })
}
