import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { HttpOptions } from './parts.ts'

interface Asset {
  readonly type: string
  readonly body: Buffer
  readonly etag: string
}

const files = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/assets/page.css': ['page.css', 'text/css; charset=utf-8'],
  '/assets/page.js': ['page.js', 'text/javascript; charset=utf-8'],
  '/assets/icon.svg': ['icon.svg', 'image/svg+xml'],
} as const

const anywhere = 'https: http://localhost:* http://127.0.0.1:*'

/**
 * The page runs its own files and nothing else, talks to this server only, and is put into frames of this server only: the Studio
 * shows previews in it. Messages show images, films and pages of others; those see neither the page nor where it is.
 */
const pageHeaders = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' ${anywhere}`,
    `media-src 'self' ${anywhere}`,
    `frame-src ${anywhere}`,
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
    "require-trusted-types-for 'script'",
  ].join('; '),
  'referrer-policy': 'no-referrer',
  // A page that a question opens posts back to this one.
  'cross-origin-opener-policy': 'same-origin-allow-popups',
  'permissions-policy': 'camera=(), geolocation=(self), microphone=()',
}

const assetOf = (body: Buffer, type: string): Asset => ({
  type,
  body,
  etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
})

function sendAsset(request: FastifyRequest, reply: FastifyReply, asset: Asset): FastifyReply {
  // Asked for each time and mostly answered with 304: a new version of the server is a new page at once.
  reply.headers(pageHeaders).header('cache-control', 'no-cache').header('etag', asset.etag)
  if (request.headers['if-none-match'] === asset.etag) return reply.code(304).send()
  return reply.type(asset.type).send(asset.body)
}

/** `/` and `/assets/…`: the demo page. Files are read once, when the server starts. */
export async function addPageRoutes(app: FastifyInstance, page: HttpOptions['page']): Promise<void> {
  const config = { solution: page?.solution ?? null, links: page?.links ?? [] }
  const configAsset = assetOf(Buffer.from(JSON.stringify(config)), 'application/json; charset=utf-8')
  app.get('/assets/config.json', async (request, reply) => sendAsset(request, reply, configAsset))
  for (const [path, [file, type]] of Object.entries(files)) {
    const asset = assetOf(await readFile(new URL(`../page/${file}`, import.meta.url)), type)
    app.get<{ Querystring: { readonly link?: unknown } }>(path, async (request, reply) => {
      // What is one person's is for no search engine.
      if (request.query.link !== undefined) reply.header('x-robots-tag', 'noindex')
      return sendAsset(request, reply, asset)
    })
  }
}
