/**
 * The only way from an action to the network: carries out one solution's requests.
 *
 * It owns what may be asked, where it goes and what comes back. Which addresses are public is `address.ts`, the check at the
 * moment of connecting is `dialer.ts`, the values of secrets are `secret.ts`.
 *
 * Rules
 * B1 A host must be named in the solution's `egress`; nothing is open by default.
 * B2 The address that is connected to must be public, or opened by the operator; checked at each connection.
 * B3 Each redirect is a new request under B1 and B2; what identifies the caller does not follow to another origin.
 * B4 Secrets are put into header values, the query and the body, only on the way to the allowed host that was asked for, over
 *    TLS unless the operator opened the address; they are taken out of whatever comes back.
 * B5 Sizes, times and the number of requests are bounded.
 * B6 The local Braze sandbox of the deployment may be reached: the operator gave its address.
 */
import { type Dispatcher, request as send } from 'undici'
import { createMayReach } from './allow-list.ts'
import { createAllowance } from './allowance.ts'
import { readBody } from './body.ts'
import type { WireAnswer, WireRequest } from './frame.ts'
import {
  answerHeaders,
  checkMethod,
  type Header,
  readHeaders,
  withoutBodyHeaders,
  withoutCredentials,
} from './header.ts'
import { Refusal } from './refusal.ts'
import type { SecretBox } from './secret.ts'
import { createTurnstile } from './turnstile.ts'

// B5
const requestBytes = 1024 * 1024
const answerBytes = 5 * 1024 * 1024
/** Of all answers together that are being read. */
const answersBytes = 16 * 1024 * 1024
const redirects = 5
const timeoutMs = 30_000
const atOnce = 64
const waiting = 1000

export interface BrokerOptions {
  readonly egress: readonly string[]
  readonly secrets: SecretBox
  readonly dialer: Dispatcher
  /** Address of the local Braze sandbox, and the way there. B6 */
  readonly sandbox?: { readonly url: string; readonly dialer: Dispatcher }
  /** Whether an address with this port is one the operator opened, so that plain HTTP may carry secrets there. */
  readonly isOpened: (url: URL) => boolean
}

export interface Broker {
  /** @throws Refusal */
  fetch(request: WireRequest, signal: AbortSignal): Promise<WireAnswer>
}

interface Hop {
  readonly url: URL
  readonly method: string
  readonly headers: readonly Header[]
  readonly body: Buffer | null
  /** A redirect has led to another origin: nothing is filled in any more. B3 */
  readonly strayed: boolean
}

function readUrl(text: string): URL {
  if (!URL.canParse(text)) throw new Refusal('denied', 'The address of the request is malformed.')
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new Refusal('denied', `Only http and https can be reached, not ${url.protocol}`)
  }
  if (url.username || url.password) throw new Refusal('denied', 'An address must not hold a user name or password.')
  url.hash = ''
  return url
}

function firstHop(request: WireRequest): Hop {
  checkMethod(request.method)
  const body = request.body === null ? null : Buffer.from(request.body, 'base64')
  if (body && body.length > requestBytes)
    throw new Refusal('denied', `The request is larger than ${requestBytes} bytes.`)
  return {
    url: readUrl(request.url),
    method: request.method,
    headers: readHeaders(request.headers),
    body,
    strayed: false,
  }
}

/** Where a redirect leads, as browsers do it: 303, and POST after 301 or 302, go on as GET without the body. */
function nextHop(hop: Hop, status: number, location: string, secrets: SecretBox): Hop {
  if (!URL.canParse(location, hop.url.href))
    throw new Refusal('network', 'The answer redirects to a malformed address.')
  const url = readUrl(new URL(location, hop.url).href)
  const asGet = status === 303 ? hop.method !== 'HEAD' : (status === 301 || status === 302) && hop.method === 'POST'
  const strayed = hop.strayed || url.origin !== hop.url.origin
  const kept = strayed ? withoutCredentials(hop.headers, secrets) : hop.headers // B3
  if (!asGet) return { ...hop, url, headers: kept, strayed }
  return { url, method: 'GET', headers: withoutBodyHeaders(kept), body: null, strayed }
}

function toRefusal(thrown: unknown, url: URL): Refusal {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if (error instanceof Refusal) return error
    if (
      error.name === 'TimeoutError' ||
      /^UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT$/.test((error as NodeJS.ErrnoException).code ?? '')
    ) {
      return new Refusal('timeout', `${url.host} did not answer in time.`, thrown)
    }
  }
  const code = (thrown as NodeJS.ErrnoException).code
  return new Refusal('network', `${url.host} could not be reached${code ? ` (${code})` : ''}.`, thrown)
}

interface Filling {
  readonly url: URL
  readonly headers: string[]
  readonly body: Buffer | null
}

export function createBroker({ egress, secrets, dialer, sandbox, isOpened }: BrokerOptions): Broker {
  const mayReach = createMayReach(egress)
  const sandboxOrigin = sandbox === undefined ? null : new URL(sandbox.url).origin
  const turnstile = createTurnstile(atOnce, waiting)
  const allowance = createAllowance(answersBytes)

  const isSandbox = (url: URL): boolean => url.origin === sandboxOrigin

  const fillHeaders = (hop: Hop): { readonly headers: string[]; readonly found: boolean } => {
    const headers = ['user-agent', 'Parley', 'accept-encoding', 'gzip, deflate, br']
    let found = false
    for (const [name, value] of hop.headers) {
      if (name === 'accept-encoding') continue
      const secret = secrets.fill(value)
      found ||= secret.found
      if (name === 'user-agent') headers[1] = secret.value
      else headers.push(name, secret.value)
    }
    return { headers, found }
  }

  /** B4 */
  const fill = (hop: Hop): Filling => {
    const { headers, found } = fillHeaders(hop)
    const type = hop.headers.find(([name]) => name === 'content-type')?.[1] ?? ''
    const query = hop.strayed ? { value: hop.url.search, found: false } : secrets.fillQuery(hop.url.search)
    const body = hop.strayed || hop.body === null ? { body: hop.body, found: false } : secrets.fillBody(hop.body, type)
    const open = hop.url.protocol === 'https:' || isOpened(hop.url) || isSandbox(hop.url)
    if (!open && (found || query.found || body.found))
      throw new Refusal('denied', `Secrets are sent over https only, and ${hop.url.host} was asked by http.`)
    const url = new URL(hop.url)
    if (query.found) url.search = query.value
    return { url, headers, body: body.body }
  }

  const follow = async (start: Hop, mode: WireRequest['redirect'], signal: AbortSignal): Promise<WireAnswer> => {
    let hop = start
    for (let count = 0; ; count++) {
      const local = isSandbox(hop.url) // B6
      if (!local && !mayReach(hop.url)) {
        throw new Refusal('denied', `The solution's egress list does not name ${hop.url.host}.`) // B1
      }
      const { url, headers, body } = fill(hop)
      const answer = await send(url, {
        dispatcher: local && sandbox ? sandbox.dialer : dialer, // B2
        method: hop.method as Dispatcher.HttpMethod,
        headers,
        body,
        signal,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
      })
      const { location } = answer.headers
      const redirecting = [301, 302, 303, 307, 308].includes(answer.statusCode) && typeof location === 'string'
      if (redirecting && mode !== 'manual') {
        // An empty error listener: ending a body early may make it complain.
        answer.body.on('error', () => {}).destroy()
        if (mode === 'error') throw new Refusal('network', `${hop.url.host} redirects, which the request forbade.`)
        if (count >= redirects) throw new Refusal('network', `${hop.url.host} redirects more than ${redirects} times.`)
        hop = nextHop(hop, answer.statusCode, location, secrets) // B3
        continue
      }
      return read(answer, hop, count > 0)
    }
  }

  const read = async (answer: Dispatcher.ResponseData, hop: Hop, redirected: boolean): Promise<WireAnswer> => {
    const encoding = hop.method === 'HEAD' ? '' : String(answer.headers['content-encoding'] ?? '')
    const share = allowance.open()
    try {
      const body = await readBody(answer.body, encoding, answerBytes, share) // B5
      return {
        url: secrets.redact(hop.url.href),
        status: answer.statusCode,
        statusText: '',
        headers: answerHeaders(answer.headers, secrets),
        body: secrets.redactBytes(body).toString('base64'), // B4
        redirected,
      }
    } finally {
      share.close()
    }
  }

  return {
    async fetch(request, signal) {
      const hop = firstHop(request)
      const leave = await turnstile.enter(signal)
      try {
        return await follow(hop, request.redirect, AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]))
      } catch (thrown) {
        throw toRefusal(thrown, hop.url)
      } finally {
        leave()
      }
    },
  }
}
