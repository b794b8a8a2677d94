/**
 * The door of the emulated API: everything that happens to a request before and around its handler.
 *
 * Owns keys, permissions, media type, size, JSON, rate limits, faults and the request log. Leaves the meaning of a body to
 * `handlers/`, the controls and the dashboard to `controls.ts`.
 *
 * E1 Checks come in this order and the first that fails answers: path 404, method 405, key 401, permission 403, media type 415,
 *    size 413, JSON 400, rate limit 429.
 * E2 A request's body never takes more than 4 MiB of memory, and is never parsed twice.
 * E3 Every request that arrived whole is in the log exactly once, whatever became of it.
 * E4 A client that hangs up does not undo its request: it is applied and logged as if the answer had arrived.
 * E5 No input makes a 500: that is a bug of the sandbox, and is reported as one.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type EndpointId,
  endpoints,
  invalidApiKey,
  limits,
  queuedMessage,
  type RateLimit,
  requestErrors,
} from '@parley/braze/contract'
import { type ReadBody, readBody } from './body.ts'
import type { Strike } from './faults.ts'
import { handlers } from './handlers/table.ts'
import { allowanceHeaders, edgePage, jsonReply, newRequestId, type Reply, sendReply, tooManyRequests } from './reply.ts'
import { isDeeper } from './request-log.ts'
import { findRoute } from './route.ts'
import type { Settings } from './settings.ts'
import type { World } from './world.ts'

/** Nesting beyond which Ruby's JSON parser, and so Braze, takes a body for broken. */
const JSON_DEPTH = 100
/** Warnings kept per request. */
const WARNINGS = 100

interface Arrival {
  readonly method: string
  readonly path: string
  readonly authorization: string | undefined
  readonly mediaType: string | undefined
  readonly body: Exclude<ReadBody, { readonly kind: 'aborted' }>
  readonly world: World
  readonly settings: Settings
  readonly strike: Strike
  readonly warn: (text: string) => void
}

/** Answers one request of the emulated API. `closing` ends waits when the sandbox closes. */
export async function serveBraze(
  request: IncomingMessage,
  response: ServerResponse,
  world: World,
  settings: Settings,
  closing: AbortSignal,
): Promise<void> {
  const started = performance.now()
  const { method = '', url = '' } = request
  const path = url.split('?', 1)[0] ?? ''
  const body = await readBody(request, limits.bodyBytes) // E2
  if (body.kind === 'aborted') return
  const route = findRoute(method, path)
  const strike: Strike =
    route.kind === 'endpoint' ? world.faults.strike(route.id) : { latencyMs: 0, partial: new Set() }
  if (strike.latencyMs > 0 && !(await wait(strike.latencyMs, closing))) return
  const { authorization, 'content-type': mediaType } = request.headers
  const warnings: string[] = []
  const warn = (text: string) => {
    if (warnings.length < WARNINGS) warnings.push(text)
  }
  const requestId = newRequestId()
  const arrival = { method, path, authorization, mediaType, body, world, settings, strike, warn }
  const reply = strike.drop === 'before' ? undefined : judgeSafely(arrival, route, settings)
  if (reply?.apply !== undefined) world.pending.add(reply.apply) // E4
  const dropped = strike.drop !== undefined || reply === undefined
  world.requests.add({
    id: requestId,
    at: world.clock.now(),
    method,
    path: url,
    key: authorization === undefined ? undefined : readKey(authorization),
    status: dropped ? undefined : reply.status,
    body: body.kind === 'whole' ? body.text : '',
    response: dropped ? '' : reply.text,
    warnings,
  }) // E3
  settings.log(`${method} ${path} ${dropped ? 'dropped' : reply.status}`)
  if (dropped) {
    request.socket.destroy()
    return
  }
  if (body.kind === 'too-large' && !body.drained) response.setHeader('Connection', 'close')
  sendReply(response, reply, requestId, performance.now() - started)
}

function judgeSafely(arrival: Arrival, route: ReturnType<typeof findRoute>, settings: Settings): Reply {
  try {
    return judge(arrival, route)
  } catch (bug) {
    settings.log(`bug: ${bug instanceof Error ? bug.stack : 'unknown'}`)
    return jsonReply(500, { message: 'Internal Server Error' }) // E5
  }
}

/** The answer, by the first check of E1 that fails. */
function judge(arrival: Arrival, route: ReturnType<typeof findRoute>): Reply {
  if (route.kind === 'unknown') return jsonReply(404, { message: requestErrors.notFound })
  if (route.kind === 'wrong-method') return judgeMethod(arrival.method, route.allowed)
  const { strike } = arrival
  if (strike.status !== undefined && strike.status !== 202) return failAsAsked(arrival, route.id, strike.status)
  const reply = judgeEndpoint(arrival, route.id)
  if (strike.status === 202 && reply.status < 300) {
    return { ...reply, ...jsonReply(202, { message: queuedMessage }) }
  }
  return reply
}

function judgeMethod(method: string, allowed: readonly string[]): Reply {
  const headers = { Allow: allowed.join(', ') }
  // No CORS headers: a REST key has no place in a browser.
  if (method === 'OPTIONS') return { status: 204, text: '', headers }
  return jsonReply(405, { error: '405 Not Allowed' }, headers)
}

function judgeEndpoint(arrival: Arrival, id: EndpointId): Reply {
  const { authorization = '', mediaType, body, world, settings, strike, warn } = arrival
  const row: { readonly rateLimit: RateLimit; readonly permission: string | undefined } = endpoints[id]
  const key = settings.keys.find((one) => one.key === readBearer(authorization))
  if (key === undefined) return unauthorized(authorization)
  const headers = allowanceHeaders(world.rateLimits.look(row.rateLimit))
  const mayAll = key.permissions === 'all' || row.permission === undefined
  if (!mayAll && !key.permissions.includes(row.permission)) {
    return jsonReply(403, { message: requestErrors.forbidden }, headers)
  }
  const empty = body.kind === 'whole' && body.text === ''
  if (!empty && !isJson(mediaType)) return unsupported(mediaType, headers)
  if (body.kind === 'too-large') return jsonReply(413, { message: 'Payload Too Large' }, headers)
  const parsed = empty ? { value: undefined } : parse(body)
  if (parsed === undefined) return jsonReply(400, { error: requestErrors.notJson }, headers)
  const handler = handlers[id]
  const allowance = world.rateLimits.take(handler.rateLimit?.(parsed.value) ?? row.rateLimit)
  if (!allowance.allowed) return tooManyRequests(allowance)
  const answer = handler.answer({ body: parsed.value, world, settings, refused: strike.partial, warn })
  const reply = jsonReply(answer.status, answer.body, allowanceHeaders(allowance))
  return answer.apply === undefined ? reply : { ...reply, apply: answer.apply }
}

/** The answer of a fault with a status: as Braze words it where that is known. */
function failAsAsked({ authorization = '', world, mediaType }: Arrival, id: EndpointId, status: number): Reply {
  const allowance = world.rateLimits.look(endpoints[id].rateLimit)
  const headers = allowanceHeaders(allowance)
  if (status === 401) return unauthorized(authorization)
  if (status === 429) return tooManyRequests(allowance)
  if (status === 415) return unsupported(mediaType, headers)
  if (status >= 502 && status <= 504) return edgePage(status)
  return jsonReply(status, { message: statusMessages[status] ?? 'Fault injected by the sandbox' }, headers)
}

const statusMessages: { readonly [status: number]: string } = {
  400: requestErrors.noValidData,
  403: requestErrors.forbidden,
  404: requestErrors.notFound,
  413: 'Payload Too Large',
  500: 'Internal Server Error',
}

function unauthorized(authorization: string): Reply {
  return jsonReply(401, { message: invalidApiKey(readKey(authorization)) }, allowanceHeaders(undefined))
}

function unsupported(mediaType: string | undefined, headers: Reply['headers']): Reply {
  return jsonReply(415, { error: `The provided content-type '${mediaType ?? ''}' is not supported.` }, headers)
}

function isJson(mediaType: string | undefined): boolean {
  return mediaType?.split(';', 1)[0]?.trim().toLowerCase() === 'application/json'
}

function parse(body: Arrival['body']): { readonly value: unknown } | undefined {
  if (body.kind !== 'whole' || !body.isText) return undefined
  try {
    const value: unknown = JSON.parse(body.text)
    return isDeeper(value, JSON_DEPTH) ? undefined : { value }
  } catch {
    return undefined
  }
}

function readBearer(authorization: string): string | undefined {
  return /^bearer +(.*)$/is.exec(authorization)?.[1]?.trim()
}

/** What stands where the key should: a header of another form is taken whole. */
function readKey(authorization: string): string {
  return readBearer(authorization) ?? authorization
}

/** Whether the whole time passed. */
async function wait(milliseconds: number, closing: AbortSignal): Promise<boolean> {
  try {
    await sleep(milliseconds, undefined, { signal: closing })
    return true
  } catch {
    return false
  }
}
