import { limits } from '@parley/braze/contract'
import type { BatchSettings } from './batch.ts'
import type { Budget } from './budget.ts'
import { type Clock, systemClock } from './clock.ts'
import { BrazeError } from './error.ts'
import type { RequestReport } from './transport.ts'
import { USER_AGENT } from './version.ts'

export interface BrazeOptions {
  /** REST endpoint of the instance, `https://rest.fra-01.braze.eu`. A trailing slash does not matter. */
  readonly url: string
  /** REST API key with the permissions of the methods used. */
  readonly apiKey: string
  /** Default: the runtime's own. */
  readonly fetch?: typeof fetch | undefined
  /** Default `partner-Parley-Parley/<version>`, the form that Braze asks of partners. */
  readonly userAgent?: string | undefined
  /** For one request, connection and answer together. Default 10,000. */
  readonly timeoutMs?: number | undefined
  /** How long a call may wait to be sent or sent again, in all. Default 5,000: conversations wait for it. */
  readonly patienceMs?: number | undefined
  /**
   * A rate limit kept together with others, such as further processes with the same key: asked before every request, instead of the
   * client's own window.
   */
  readonly budget?: Budget | undefined
  /** How `users.track` shares requests. Default: 75 objects, 4 MiB, 16 requests under way, 20 ms. */
  readonly batch?: Partial<Omit<BatchSettings, 'patienceMs'>> | undefined
  /** Gets a line per failed request, free of personal data. pino fits. */
  readonly log?: { warn(facts: object, message: string): void } | undefined
  /** Called after every request, for metrics. */
  readonly onRequest?: ((report: RequestReport) => void) | undefined
  readonly clock?: Clock | undefined
  /** Spreads repeated tries, from 0 to 1. Default `Math.random`. */
  readonly chance?: (() => number) | undefined
  /** Ends the client at once, where `close` lets it finish. */
  readonly signal?: AbortSignal | undefined
}

export interface Settings {
  readonly url: string
  readonly apiKey: string
  readonly fetch: typeof fetch
  readonly userAgent: string
  readonly timeoutMs: number
  readonly clock: Clock
  readonly chance: () => number
  readonly batch: BatchSettings
  readonly budget: Budget | undefined
}

/** @throws BrazeError `invalid` */
export function readSettings(options: BrazeOptions): Settings {
  const patienceMs = options.patienceMs ?? 5000
  const batch = {
    objects: limits.trackObjects,
    bytes: limits.bodyBytes,
    inFlight: 16,
    collectMs: 20,
    ...options.batch,
    patienceMs,
  }
  for (const name of ['objects', 'bytes', 'inFlight'] as const) {
    if (!(batch[name] >= 1)) throw refuse(`batch.${name} must be at least 1.`)
  }
  return {
    url: readUrl(options.url),
    apiKey: readKey(options.apiKey),
    // Called through a wrapper: some runtimes refuse a `fetch` that has another `this`.
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    userAgent: options.userAgent ?? USER_AGENT,
    timeoutMs: options.timeoutMs ?? 10_000,
    clock: options.clock ?? systemClock,
    chance: options.chance ?? Math.random,
    batch,
    budget: options.budget,
  }
}

function readUrl(text: string): string {
  const url = parseUrl(String(text).trim())
  if (!url || !/^https?:$/.test(url.protocol))
    throw refuse('url must be the REST endpoint, like https://rest.iad-01.braze.com.')
  if (url.username || url.password || url.search || url.hash) throw refuse('url must have no user, query or fragment.')
  return url.href.replace(/\/+$/, '')
}

// `URL.parse` is younger than some edge runtimes.
function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}

/** A key from a file often ends in a line break; anything else that no header can hold is refused without being shown. */
function readKey(text: string): string {
  const key = String(text ?? '').trim()
  if (!/^[\x21-\x7e]+$/.test(key))
    throw refuse('apiKey must be a REST API key: visible ASCII characters without spaces.')
  return key
}

function refuse(detail: string): BrazeError {
  return new BrazeError(`Braze client: ${detail}`, { code: 'invalid', retry: 'no' })
}
