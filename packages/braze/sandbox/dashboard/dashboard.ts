import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'

interface Asset {
  readonly type: string
  readonly text: string
}

/** The scripts of the page. */
export const scripts = [
  'page',
  'browser',
  'control',
  'element',
  'profile-view',
  'request-view',
  'campaign-view',
  'send-view',
  'limit-view',
  'fault-view',
  'setting-view',
] as const

/** The page and what it loads; read once, since they are part of the program. */
const assets: { readonly [path: string]: Asset } = {
  '/': { type: 'text/html; charset=utf-8', text: read('page.html') },
  '/__sandbox/dashboard/page.css': { type: 'text/css; charset=utf-8', text: read('page.css') },
  ...Object.fromEntries(
    scripts.map((name) => [
      `/__sandbox/dashboard/${name}.js`,
      { type: 'text/javascript; charset=utf-8', text: read(`${name}.js`) },
    ]),
  ),
}

/** Profiles hold what strangers typed. The page writes it as text only; this is the second wall. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

/** Answers when the path is the dashboard's or one of its files; false when it is not. */
export function serveDashboard(request: IncomingMessage, response: ServerResponse, path: string): boolean {
  const asset = Object.hasOwn(assets, path) ? assets[path] : undefined
  if (asset === undefined) return false
  const reads = request.method === 'GET' || request.method === 'HEAD'
  if (!reads) {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end()
    return true
  }
  response.writeHead(200, {
    'Content-Type': asset.type,
    'Content-Security-Policy': policy,
    'Cache-Control': 'no-cache',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  })
  response.end(request.method === 'HEAD' ? undefined : asset.text)
  return true
}

function read(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8')
}
