import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { StudioFiles } from '../../studio-files.ts'
import { Refusal } from '../refusal.ts'
import { growingPage, languageOf, pageOf } from './page-html.ts'

/**
 * The Studio runs its own files only and talks to this server only. Editors and the canvas set styles as they go. Messages being designed
 * show pictures of others.
 */
const headers = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data: blob: https: http://localhost:* http://127.0.0.1:*",
    'media-src https:',
    "connect-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
}

/** `/studio`, its pages below, and `/studio/assets/…`. */
export function addStudioPageRoutes(app: FastifyInstance, studio: StudioFiles, log: Logger): void {
  app.get<{ readonly Params: { readonly file: string } }>('/studio/assets/:file', async (request, reply) => {
    const { files } = await studio.build()
    const file = files.get(`/studio/assets/${request.params.file}`)
    if (file === undefined) throw new Refusal('unknown-route')
    reply.header('cache-control', 'public, max-age=31536000, immutable').header('etag', file.etag)
    reply.header('vary', 'accept-encoding').type(typeOf(request.params.file))
    if (request.headers['if-none-match'] === file.etag) return reply.code(304).send()
    if (!acceptsBrotli(request)) return reply.send(file.body)
    return reply.header('content-encoding', 'br').send(file.brotli)
  })
  const page = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    // What the pages of the Studio are is known to the Studio; below /studio/api nothing is a page.
    if (/^\/studio\/(api|assets)(\/|$)/.test(request.url)) throw new Refusal('unknown-route')
    const path = (request.url.split('?')[0] ?? '').slice('/studio'.length)
    const language = languageOf(request.headers['accept-language'])
    reply.headers(headers).header('cache-control', 'no-cache').header('vary', 'accept-language')
    reply.type('text/html; charset=utf-8')
    const build = studio.built()
    if (build !== null) return reply.send(pageOf(build, path, language))
    const failed = (error: unknown) => log.error({ err: error }, 'the Studio could not be built')
    return reply.send(Readable.from(growingPage(studio, path, language, failed)))
  }
  app.get('/studio', page)
  app.get('/studio/*', page)
}

const acceptsBrotli = (request: FastifyRequest): boolean =>
  /(^|,)\s*br\s*(;q=(?!0(\.0*)?\s*(,|$))[\d.]+\s*)?(,|$)/.test(String(request.headers['accept-encoding'] ?? ''))

function typeOf(file: string): string {
  if (file.endsWith('.css')) return 'text/css; charset=utf-8'
  if (file.endsWith('.ttf')) return 'font/ttf'
  return 'text/javascript; charset=utf-8'
}
