/**
 * The demo shop's web site and its tiny back end, which knows who is signed in and proves it to the chat.
 *
 * Not for anything but a demo: anybody may sign in as anybody, sessions live in memory, and it listens on this machine alone.
 */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { type Customer, signIdentity } from './token.ts'

export interface ShopOptions {
  /** 0 = any free one. */
  readonly port: number
  /** Where the platform listens, `http://127.0.0.1:4000`. */
  readonly parley: string
  /** The secret `identity_key` of the solution, at least 32 characters. */
  readonly secret: string
}

export interface Shop {
  readonly url: string
  close(): Promise<void>
}

/** A customer, and what the brand has told Braze of them. */
interface Known extends Customer {
  readonly profile: { readonly [attribute: string]: string }
}

const customers: readonly Known[] = [
  {
    id: 'ada-1815',
    email: 'ada@example.com',
    name: 'Ada Lovelace',
    profile: { first_name: 'Ada', last_name: 'Lovelace', home_city: 'London', plan: 'summit' },
  },
  {
    id: 'ben-1706',
    email: 'ben@example.com',
    name: 'Ben Franklin',
    profile: { first_name: 'Ben', last_name: 'Franklin', home_city: 'Leeds', plan: 'trail' },
  },
]

const types: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** The site's own files, and no others. */
const files: readonly string[] = [
  'index.html',
  'tent.html',
  'boots.html',
  'basket.html',
  'shop.css',
  'shop.js',
  'hills.svg',
  'tent.svg',
  'boots.svg',
]

const cookieName = 'shop_session'

/** As strict as a shop's can be: scripts by nonce, nothing inline, no markup from scripts; the chat's server is the only other. */
const policy = (nonce: string, parley: string): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ${parley} ${parley.replace(/^http/, 'ws')}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')

export async function serveShop(options: ShopOptions): Promise<Shop> {
  const sessions = new Map<string, Known>()

  async function sendFile(name: string, response: ServerResponse): Promise<void> {
    const { parley } = options
    const nonce = randomBytes(16).toString('base64')
    const content = await readFile(join(import.meta.dirname, 'site', name))
    const type = types[extname(name)] ?? 'application/octet-stream'
    response.writeHead(200, {
      'content-type': type,
      'content-security-policy': policy(nonce, parley),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    const filled = content.toString().replaceAll('{{nonce}}', nonce).replaceAll('{{parley}}', parley)
    response.end(type.startsWith('text/html') ? filled : content)
  }

  function sendSession(customer: Known | undefined, response: ServerResponse): void {
    const known = customer && { name: customer.name, identity: signIdentity(customer, options.secret) }
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    response.end(JSON.stringify({ customer: known ?? null }))
  }

  /** `POST /session?customer=ada-1815` signs in, without one it signs out. */
  function changeSession(customer: Known | undefined, response: ServerResponse): void {
    const id = randomBytes(18).toString('base64url')
    if (customer !== undefined) sessions.set(id, customer)
    const life = customer === undefined ? '; Max-Age=0' : ''
    response.setHeader('set-cookie', `${cookieName}=${id}; HttpOnly; SameSite=Strict; Path=/${life}`)
    sendSession(customer, response)
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://shop')
    const name = pathname === '/' ? 'index.html' : pathname.slice(1)
    if (pathname === '/session') {
      // A page of another site may send a form here, but no request with this header.
      const own = request.headers['x-shop'] === 'page'
      if (request.method === 'POST' && own) {
        changeSession(
          customers.find(({ id }) => id === searchParams.get('customer')),
          response,
        )
      } else sendSession(sessions.get(sessionIn(request)), response)
    } else if (files.includes(name)) await sendFile(name, response)
    else response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such page.')
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
      response.destroy()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function sessionIn({ headers }: IncomingMessage): string {
  const cookies = (headers.cookie ?? '').split(/; */)
  return cookies.find((each) => each.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1) ?? ''
}

/** What a brand's systems would have told Braze long ago. */
export async function tellBraze(sandbox: string): Promise<void> {
  const attributes = customers.map(({ id, email, profile }) => ({ external_id: id, email, ...profile }))
  const response = await fetch(`${sandbox}/users/track`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer sandbox-key' },
    body: JSON.stringify({ attributes }),
  })
  if (!response.ok) throw new Error(`the Braze sandbox answered ${response.status}`)
}

async function main(): Promise<void> {
  const {
    SHOP_PORT: port = '4020',
    PARLEY_URL: parley = 'http://127.0.0.1:4000',
    BRAZE_SANDBOX_URL: sandbox = 'http://127.0.0.1:4010',
    PARLEY_SECRET_SANDBOX_IDENTITY_KEY: secret = '',
  } = process.env
  if (secret.length < 32) {
    process.stderr.write(
      'Set PARLEY_SECRET_SANDBOX_IDENTITY_KEY to at least 32 characters, the same for "parley start examples/shop" and for this.\n',
    )
    process.exitCode = 2
    return
  }
  await tellBraze(sandbox).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    process.stderr.write(`Nobody has a profile: ${reason}. Start the platform first, then this again.\n`)
  })
  const { url } = await serveShop({ port: Number(port), parley, secret })
  process.stdout.write(`The demo shop is at ${url}\n`)
}

if (import.meta.main) await main()
