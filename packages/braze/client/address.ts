import { type Endpoint, pathMembers, placeOf, requestMembers } from '@parley/braze/contract'
import { BrazeError, describe } from './error.ts'

export interface Address {
  /** Path and query. */
  readonly target: string
  readonly headers?: { readonly [name: string]: string }
  /** JSON. */
  readonly body: string | undefined
  /** Everything that the caller passed, as JSON: what must not show up in an error. */
  readonly personal: () => string
}

export interface Request {
  readonly [member: string]: unknown
}

/**
 * Where each member of a request travels, by the rule of the contract.
 *
 * @throws BrazeError `invalid`, before anything is sent.
 */
export function placeRequest(endpoint: Endpoint, request: Request): Address {
  const query = new URLSearchParams()
  const headers: { [name: string]: string } = {}
  const body: { [member: string]: unknown } = {}
  for (const [name, value] of Object.entries(request)) {
    if (value === undefined) continue
    const place = placeOf(endpoint, name)
    if (place === 'query') addToQuery(query, name, value)
    else if (place === 'body') body[name] = value
    else if (place === 'header') headers[endpoint.headers?.[name] ?? name] = readHeader(endpoint, name, value)
  }
  const path = fillPath(endpoint, request)
  const target = query.size === 0 ? path : `${path}?${query}`
  return { target, headers, body: writeBody(endpoint, body), personal: () => writeJson(endpoint, request) }
}

/** Several values as `external_id[]=a&external_id[]=b`, the way the API reads them. */
function addToQuery(query: URLSearchParams, name: string, value: unknown): void {
  if (Array.isArray(value)) for (const item of value) query.append(`${name}[]`, String(item))
  else if (value !== null) query.append(name, String(value))
}

function fillPath(endpoint: Endpoint, request: Request): string {
  let path: string = endpoint.path
  for (const name of pathMembers(endpoint.path)) {
    const value = request[name]
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
    // A blank, `.` or `..` would make the path that of another endpoint, escaped or not.
    if (text === '' || text === '.' || text === '..') throw refuse(endpoint, `${name} must be given, as a text.`)
    path = path.replace(`{${name}}`, () => encode(endpoint, name, text))
  }
  return path
}

function encode(endpoint: Endpoint, name: string, text: string): string {
  try {
    return encodeURIComponent(text)
  } catch {
    throw refuse(endpoint, `${name} is no valid Unicode text.`)
  }
}

function readHeader(endpoint: Endpoint, name: string, value: unknown): string {
  const text = String(value)
  if (!/^[\x20-\x7e]+$/.test(text)) throw refuse(endpoint, `${name} must be visible ASCII characters.`)
  return text
}

function writeBody(endpoint: Endpoint, body: Request): string | undefined {
  if (endpoint.method === 'GET') return undefined
  const takesBody = requestMembers(endpoint).some((name) => placeOf(endpoint, name) === 'body')
  return takesBody || Object.keys(body).length > 0 ? writeJson(endpoint, body) : undefined
}

function writeJson(endpoint: Endpoint, value: object): string {
  try {
    return JSON.stringify(value)
  } catch (cause) {
    // A cycle or a bigint. It names members only, never values.
    throw refuse(endpoint, 'The request cannot be written as JSON.', cause)
  }
}

function refuse(endpoint: Endpoint, detail: string, cause?: unknown): BrazeError {
  const message = describe(endpoint, 'invalid', { detail: `Not sent. ${detail}` })
  return new BrazeError(message, { code: 'invalid', retry: 'no', cause })
}
