/**
 * Connected Content: what a text fetches while it is rendered.
 *
 * Owns fetching, keeping and reading of answers. Leaves the tag's spelling to `liquid/tag/connected-content.ts`.
 *
 * N1 Nothing is called that the settings do not allow; the tag is then blank and the send's record says why.
 * N2 An answer comes within 2 seconds and has at most 1 MB; redirects are not followed. Otherwise it counts as unreachable.
 * N3 Unreachable and 404 are blank. 5XX, 408 and 429 too, but with `:retry` they are tried 5 times and then abort the message.
 */
import { z } from 'zod'
import { createShelf, type Keepable } from '../assets/shelf.ts'
import type { Clock } from '../clock.ts'
import { mayCall } from '../outgoing.ts'
import type { Settings } from '../settings.ts'
import type { Caller, CallOutcome } from './call.ts'
import type { HostHealth } from './host-health.ts'
import { PAUSED_STATUS } from './host-health.ts'
import type { Content, ContentCall, ContentRequest, Library } from './liquid/session.ts'
import { isRetriable } from './retry-plan.ts'

const credential = z.object({ name: z.string(), username: z.string(), password: z.string() }).readonly()
/** A name and a password that `:basic_auth` refers to. */
export type Credential = z.output<typeof credential>

export interface ConnectedContent {
  /** The credentials, which outlive the process. */
  readonly credentialShelf: Keepable
  readonly fetch: Library['connectedContent']
  setCredential(credential: Credential): void
  /** Without passwords. */
  credentials(): readonly Omit<Credential, 'password'>[]
}

const LIMITS = { timeoutMs: 2000, bytes: 1024 * 1024, tries: 5 }
const CACHE = { entries: 500, characters: 20_000_000 }
const SECOND = 1000

type Answer = Extract<CallOutcome, { readonly kind: 'answered' }>

export function createConnectedContent(needs: {
  readonly clock: Clock
  readonly settings: Settings
  readonly caller: Caller
  readonly health: HostHealth
  /** Called after each change worth keeping. */
  readonly changed: () => void
}): ConnectedContent {
  const { clock, settings, caller, health } = needs
  const cache = createCache(clock)
  const credentials = createShelf(credential, needs.changed)

  async function fetch(request: ContentRequest, record: (call: ContentCall) => void): Promise<Content> {
    const { url: address, method } = request
    const note = (call: Partial<ContentCall>) =>
      record({ method, url: address, status: null, attempts: 0, cached: false, ...call })
    const url = URL.parse(address)
    if (url === null || !mayCall(url, settings.connectedContent)) {
      note({ problem: url === null ? 'the address is no URL' : `Connected Content may not call ${url.host}` }) // N1
      return blank
    }
    const key = JSON.stringify([method, url.href, request.headers, request.body, request.basicAuth])
    const kept = request.cacheSeconds === undefined ? undefined : cache.get(key)
    if (kept !== undefined) {
      note({ status: kept.status, cached: true })
      return readContent(kept)
    }
    const { outcome, attempts } = await tryCall(request, url)
    if (outcome.kind === 'unreachable') note({ attempts, problem: outcome.reason })
    else note({ attempts, status: outcome.status })
    const status = outcome.kind === 'answered' ? outcome.status : undefined
    if (outcome.kind === 'unreachable' || isRetriable(status)) {
      const reason = `Connected Content failed ${attempts} times: ${url.host}`
      return request.retry ? { kind: 'abort', reason } : blank // N3
    }
    if (outcome.status === 404) return blank // N3
    if (request.cacheSeconds !== undefined && outcome.status < 300) cache.put(key, outcome, request.cacheSeconds)
    return readContent(outcome)
  }

  async function tryCall(
    request: ContentRequest,
    url: URL,
  ): Promise<{ readonly outcome: CallOutcome; readonly attempts: number }> {
    const headers = { ...request.headers, ...authorization(request.basicAuth) }
    const limits = { timeoutMs: LIMITS.timeoutMs, maxBytes: LIMITS.bytes }
    for (let attempts = 1; ; attempts += 1) {
      if (health.pausedUntil(url.host) !== undefined) {
        return { outcome: { kind: 'unreachable', reason: `${PAUSED_STATUS}: the host is left in peace` }, attempts }
      }
      const outcome = await caller.call({ url, method: request.method, headers, body: request.body, ...limits }) // N2
      const status = outcome.kind === 'answered' ? outcome.status : undefined
      health.note(url.host, status)
      if (!isRetriable(status) || !request.retry || attempts >= LIMITS.tries) return { outcome, attempts }
    }
  }

  function authorization(name: string | undefined): { readonly [name: string]: string } {
    const known = name === undefined ? undefined : credentials.get(name)
    if (known === undefined) return {}
    const { username, password } = known
    return { Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` }
  }

  return {
    fetch,
    credentialShelf: credentials,
    setCredential: (one) => credentials.put(one.name, one),
    credentials: () => credentials.all().map(({ name, username }) => ({ name, username })),
  }
}

const blank: Content = { kind: 'text', text: '' }

/** JSON becomes a variable, with the status beside it when it is an object and all is well; everything else is text. */
function readContent({ status, text }: Answer): Content {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return { kind: 'text', text }
    const good = status >= 200 && status < 300 && !Array.isArray(value)
    const shown = good ? { ...value, __http_status_code__: status } : value
    return { kind: 'value', value: shown, characters: text.length }
  } catch {
    return { kind: 'text', text }
  }
}

/** Answers by request, for a time of the sandbox's clock. The oldest go first. */
function createCache(clock: Clock): {
  get(key: string): Answer | undefined
  put(key: string, answer: Answer, seconds: number): void
} {
  const kept = new Map<string, { readonly answer: Answer; readonly until: number }>()
  let characters = 0
  function forget(key: string): void {
    const entry = kept.get(key)
    if (entry === undefined) return
    characters -= key.length + entry.answer.text.length
    kept.delete(key)
  }
  return {
    get(key) {
      const entry = kept.get(key)
      if (entry !== undefined && entry.until <= clock.now()) forget(key)
      return kept.get(key)?.answer
    },
    put(key, answer, seconds) {
      forget(key)
      kept.set(key, { answer, until: clock.now() + seconds * SECOND })
      characters += key.length + answer.text.length
      for (const [oldest] of kept) {
        if (kept.size <= CACHE.entries && characters <= CACHE.characters) break
        forget(oldest)
      }
    },
  }
}
