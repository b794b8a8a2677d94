import type { IncomingHttpHeaders } from 'node:http'
import { Refusal } from './refusal.ts'
import type { SecretBox } from './secret.ts'

export type Header = readonly [name: string, value: string]

const methods: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const token = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a header value must not hold
const unsafe = /[\0-\x08\x0a-\x1f\x7f]/

/** They belong to one connection, not to the request, and would let an action change how it is framed. */
const ofConnection: readonly string[] = [
  'connection',
  'expect',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]
/** They would tell another origin who asks. */
const ofOrigin: readonly string[] = ['authorization', 'cookie', 'cookie2', 'proxy-authorization']
/** Counted and decoded on the way, so they no longer say the truth. */
const ofWire: readonly string[] = [
  'content-encoding',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
]

/** @throws Refusal for a method that is none of the usual. */
export function checkMethod(method: string): void {
  if (!methods.includes(method)) throw new Refusal('denied', `The method must be one of ${methods.join(', ')}.`)
}

/** @throws Refusal for headers that are malformed or not an action's to set. */
export function readHeaders(given: readonly Header[]): Header[] {
  const headers: Header[] = []
  for (const [name, value] of given) {
    const lower = name.toLowerCase()
    if (lower === 'content-length') continue
    if (!token.test(name) || unsafe.test(value)) throw new Refusal('denied', 'A header of the request is malformed.')
    if (ofConnection.includes(lower)) throw new Refusal('denied', `The header ${lower} cannot be set.`)
    headers.push([lower, value])
  }
  return headers
}

/** What may go along when a redirect leads to another origin: nothing that identifies, and nothing that held a secret. */
export function withoutCredentials(headers: readonly Header[], secrets: SecretBox): Header[] {
  return headers.filter(([name, value]) => !ofOrigin.includes(name) && !secrets.fill(value).found)
}

export function withoutBodyHeaders(headers: readonly Header[]): Header[] {
  return headers.filter(([name]) => !name.startsWith('content-'))
}

/** The headers of an answer as an action gets them. */
export function answerHeaders(headers: IncomingHttpHeaders, secrets: SecretBox): Header[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    if (value === undefined || ofWire.includes(name)) return []
    const values = typeof value === 'string' ? [value] : value
    return values.map((one): Header => [name, secrets.redact(one)])
  })
}
