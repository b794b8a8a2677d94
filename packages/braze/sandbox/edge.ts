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
import { noStrike, type Strike } from './faults.ts'
import type { Asked, Handler } from './handlers/handler.ts'
import { keepRequest } from './handlers/revive.ts'
import { handlers } from './handlers/table.ts'
import type { KeyRing } from './key-ring.ts'
import type { Query } from './query.ts'
import type { Allowance } from './rate-limit.ts'
import {
  allowanceHeaders,
  edgePage,
  emptyReply,
  jsonReply,
  newRequestId,
  type Reply,
  sendReply,
  sendSlowly,
  tooManyRequests,
  wait,
} from './reply.ts'
import { isDeeper } from './request-log.ts'
import { findRoute, type Route } from './route.ts'
import type { Settings } from './settings.ts'
import { findUnknownMember } from './unknown-member.ts'
import type { World } from './world.ts'

/** Nesting beyond which Ruby's JSON parser, and so Braze, takes a body for broken. */
const JSON_DEPTH = 100
/** Warnings kept per request. */
const WARNINGS = 100

/** What the edge needs to know of the sandbox that it is the door of. */
export interface Premises {
  readonly world: World
  readonly settings: Settings
  readonly keys: KeyRing
  /** Ends waits when the sandbox closes. */
  readonly closing: AbortSignal
  /** What the client knows the sandbox as. */
  readonly origin: string
}

interface Arrival {
  readonly method: string
  readonly query: Query
  readonly headers: IncomingMessage['headers']
  readonly authorization: string
  readonly address: string | undefined
  readonly body: Exclude<ReadBody, { readonly kind: 'aborted' }>
  readonly premises: Premises
  readonly strike: Strike
  readonly warn: (text: string) => void
}

/** Answers one request of the emulated API. */
export async function serveBraze(
  request: IncomingMessage,
  response: ServerResponse,
  premises: Premises,
): Promise<void> {
  const started = performance.now()
  const { world, settings, closing } = premises
  const { method = '', url = '' } = request
  const [path = '', search = ''] = cut(url, '?')
  const body = await readBody(request, limits.bodyBytes) // E2
  if (body.kind === 'aborted') return
  const route = findRoute(method === 'HEAD' ? 'GET' : method, path)
  const strike = route.kind === 'endpoint' ? world.faults.strike(route.id) : noStrike
  if (strike.latencyMs > 0 && !(await wait(strike.latencyMs, closing))) return
  const { authorization } = request.headers
  const warnings: string[] = []
  const warn = (text: string) => {
    if (warnings.length < WARNINGS) warnings.push(text)
  }
  const requestId = newRequestId()
  const arrival: Arrival = {
    method,
    query: new URLSearchParams(search),
    headers: request.headers,
    authorization: authorization ?? '',
    address: request.socket.remoteAddress,
    body,
    premises,
    strike,
    warn,
  }
  const reply = strike.drop === 'before' ? undefined : judgeSafely(arrival, route)
  if (reply?.write !== undefined) world.pending.add(reply.write) // E4
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
  if (strike.slowMs > 0) await sendSlowly(response, reply, requestId, strike.slowMs, closing)
  else sendReply(response, reply, requestId, performance.now() - started)
}

function judgeSafely(arrival: Arrival, route: Route): Reply {
  try {
    return judge(arrival, route)
  } catch (bug) {
    arrival.premises.settings.log(`bug: ${bug instanceof Error ? bug.stack : 'unknown'}`)
    return jsonReply(500, { message: 'Internal Server Error' }) // E5
  }
}

/** The answer, by the first check of E1 that fails. */
function judge(arrival: Arrival, route: Route): Reply {
  if (route.kind === 'unknown') return jsonReply(404, { message: requestErrors.notFound })
  if (route.kind === 'wrong-method') return judgeMethod(arrival.method, route.allowed)
  const { strike } = arrival
  if (strike.status !== undefined && strike.status !== 202) return failAsAsked(arrival, route.id, strike.status)
  const reply = judgeEndpoint(arrival, route)
  if (strike.status === 202 && reply.status < 300) {
    return { ...reply, ...jsonReply(202, { message: queuedMessage }) }
  }
  if (strike.malformed) return { ...reply, text: reply.text.slice(0, Math.ceil(reply.text.length / 2)) }
  return reply
}

function judgeMethod(method: string, allowed: readonly string[]): Reply {
  const headers = { Allow: allowed.join(', ') }
  // No CORS headers: a REST key has no place in a browser.
  if (method === 'OPTIONS') return emptyReply(204, headers)
  return jsonReply(405, { error: '405 Not Allowed' }, headers)
}

function judgeEndpoint(arrival: Arrival, { id, params }: Route & { readonly kind: 'endpoint' }): Reply {
  const { body, query, premises, strike, warn } = arrival
  const { world, settings, origin } = premises
  const row: { readonly rateLimit: RateLimit } = endpoints[id]
  const handler = handlers[id]
  const refusal = judgeKey(arrival, id, handler)
  if (refusal !== undefined) return refusal
  const headers = allowanceHeaders(world.rateLimits.look(row.rateLimit))
  const empty = body.kind === 'whole' && body.text === ''
  const mediaType = arrival.headers['content-type']
  if (!empty && !isJson(mediaType)) return unsupported(mediaType, headers)
  if (body.kind === 'too-large') return jsonReply(413, { message: 'Payload Too Large' }, headers)
  const parsed = empty ? { value: undefined } : parse(body)
  if (parsed === undefined) return jsonReply(400, { error: requestErrors.notJson }, headers)
  const unknown = settings.strict ? findUnknownMember(endpoints[id].request, parsed.value) : undefined
  if (unknown !== undefined) return jsonReply(400, { message: `'${unknown}' is not a known parameter` }, headers)
  const asked: Asked = { body: parsed.value, query, params }
  const allowance = takeAllowance(world, row.rateLimit, handler, asked)
  if (!allowance.allowed) return tooManyRequests(allowance)
  const bytes = Buffer.byteLength(body.text)
  const refused: number[] = []
  const { status, apply, fixed, ...answer } = handler.answer({
    ...asked,
    headers: arrival.headers as { readonly [name: string]: string | undefined },
    bytes,
    origin,
    world,
    settings,
    refuses(position) {
      const refuses = strike.refuses(position)
      if (refuses) refused.push(position)
      return refuses
    },
    warn,
  })
  const sent = { ...allowanceHeaders(allowance), ...answer.headers }
  const reply = answer.body === undefined ? emptyReply(status, sent) : jsonReply(status, answer.body, sent)
  if (apply === undefined) return reply
  const at = world.clock.now()
  const kept = () => keepRequest({ ...asked, endpoint: id, bytes, origin, at, refused, fixed })
  return { ...reply, write: { apply, bytes, kept } }
}

/** Why the key does not do, if it does not. */
function judgeKey({ authorization, address, premises }: Arrival, id: EndpointId, handler: Handler): Reply | undefined {
  const { keys, world } = premises
  const sent = readBearer(authorization)
  if (handler.credentials === 'scim') return keys.isScimToken(sent) ? undefined : unauthorized(authorization)
  const key = keys.find(sent)
  if (key === undefined) return unauthorized(authorization)
  const row: { readonly rateLimit: RateLimit; readonly permission: string | undefined } = endpoints[id]
  const may = key.permissions === 'all' || row.permission === undefined || key.permissions.includes(row.permission)
  if (may && keys.admits(key, address)) return undefined
  return jsonReply(403, { message: requestErrors.forbidden }, allowanceHeaders(world.rateLimits.look(row.rateLimit)))
}

function takeAllowance({ rateLimits }: World, rule: RateLimit, { rateLimit }: Handler, asked: Asked): Allowance {
  const own = rateLimit?.(asked)
  if (own === undefined) return rateLimits.take(rule)
  const [first = rule, ...further] = isList(own) ? own : [own]
  return rateLimits.take(first, ...further)
}

function isList(rules: RateLimit | readonly RateLimit[]): rules is readonly RateLimit[] {
  return Array.isArray(rules)
}

/** The answer of a fault with a status: as Braze words it where that is known. */
function failAsAsked({ authorization, premises, headers, strike }: Arrival, id: EndpointId, status: number): Reply {
  const row: { readonly rateLimit: RateLimit } = endpoints[id]
  const allowance = premises.world.rateLimits.look(row.rateLimit)
  const sent = allowanceHeaders(allowance)
  if (strike.page) return edgePage(status)
  if (status === 401) return unauthorized(authorization)
  if (status === 429) return tooManyRequests(allowance)
  if (status === 415) return unsupported(headers['content-type'], sent)
  if (status >= 502 && status <= 504) return edgePage(status)
  return jsonReply(status, { message: statusMessages[status] ?? 'Fault injected by the sandbox' }, sent)
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

/** The text before and after the first separator. */
function cut(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator)
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}
