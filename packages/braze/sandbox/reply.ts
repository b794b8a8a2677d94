import { hash, randomUUID } from 'node:crypto'
import { type ServerResponse, STATUS_CODES } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { rateLimitHeaders } from '@parley/braze/contract'
import type { PendingWrite } from './pending.ts'
import type { Allowance } from './rate-limit.ts'

/** An answer ready for the wire. */
export interface Reply {
  readonly status: number
  readonly text: string
  readonly headers: { readonly [name: string]: string }
  /** What the answer promises. */
  readonly write?: PendingWrite
}

export function jsonReply(status: number, body: unknown, headers: Reply['headers'] = {}): Reply {
  return { status, text: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers } }
}

/** An answer without a body. */
export function emptyReply(status: number, headers: Reply['headers'] = {}): Reply {
  return { status, text: '', headers }
}

/** The page of a server in front of the application: what a client gets when Braze itself is not reached. */
export function edgePage(status: number): Reply {
  const title = `${status} ${STATUS_CODES[status] ?? 'Error'}`
  const text = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`
  return { status, text, headers: { 'Content-Type': 'text/html' } }
}

/** The three headers of every valid request; with the key refused they are there, but empty. */
export function allowanceHeaders(allowance: Allowance | undefined): Reply['headers'] {
  return {
    [rateLimitHeaders.limit]: String(allowance?.limit ?? ''),
    [rateLimitHeaders.remaining]: String(allowance?.remaining ?? ''),
    [rateLimitHeaders.reset]: String(allowance?.reset ?? ''),
  }
}

/** 429 in both dialects that clients look for: the header of newer contracts and the standard one. */
export function tooManyRequests(allowance: Allowance): Reply {
  const seconds = String(allowance.retryAfter)
  return jsonReply(
    429,
    { message: 'Rate limit exceeded' },
    {
      ...allowanceHeaders({ ...allowance, remaining: 0 }),
      [rateLimitHeaders.retryAfter]: seconds,
      'Retry-After': seconds,
    },
  )
}

export function newRequestId(): string {
  return randomUUID()
}

/** Writes the reply with the headers that Braze puts on everything. `runtimeMs` is what the request took. */
export function sendReply(response: ServerResponse, reply: Reply, requestId: string, runtimeMs: number): void {
  writeHead(response, reply, requestId, runtimeMs)
  response.end(reply.text)
}

/** As {@link sendReply}, but the body takes so many milliseconds to arrive. */
export async function sendSlowly(
  response: ServerResponse,
  reply: Reply,
  requestId: string,
  slowMs: number,
  closing: AbortSignal,
): Promise<void> {
  writeHead(response, reply, requestId, 0)
  const bytes = Buffer.from(reply.text)
  const step = Math.max(1, Math.ceil(bytes.length / SLOW_PIECES))
  for (let start = 0; start < bytes.length; start += step) {
    response.write(bytes.subarray(start, start + step))
    if (response.destroyed || !(await wait((slowMs * step) / bytes.length, closing))) return
  }
  response.end()
}

/** Pieces in which a slow answer comes. */
const SLOW_PIECES = 10

/** Whether the whole time passed before the sandbox closed. */
export async function wait(milliseconds: number, closing: AbortSignal): Promise<boolean> {
  try {
    await sleep(milliseconds, undefined, { signal: closing })
    return true
  } catch {
    return false
  }
}

function writeHead(response: ServerResponse, reply: Reply, requestId: string, runtimeMs: number): void {
  const headers = {
    ...reply.headers,
    ...(reply.status !== 204 && { 'Content-Length': Buffer.byteLength(reply.text) }),
    'X-Request-Id': requestId,
    'X-Runtime': (runtimeMs / 1000).toFixed(6),
    'Cache-Control': 'max-age=0, private, must-revalidate',
    Vary: 'Origin,Accept-Encoding',
    ...(reply.status < 300 && { ETag: `W/"${hash('md5', reply.text)}"` }),
  }
  response.writeHead(reply.status, headers)
}
