/**
 * One HTTP request to Braze and what became of it. Waiting for the rate limit, trying again and sharing requests are its callers'.
 *
 * Only `fetch`: it runs in Node, Deno, Workers and the other edge runtimes alike.
 */
import type { Endpoint } from '@parley/braze/contract'
import type { Address } from './address.ts'
import { type Outcome, readAnswer } from './answer.ts'
import type { Clock } from './clock.ts'
import { BrazeError, type BrazeErrorCode, describe } from './error.ts'
import { cleanCause, createRedact } from './redact.ts'
import { adviseRetry } from './retry.ts'

/** One request that ended, for metrics and logs. Free of personal data. */
export interface RequestReport {
  readonly endpoint: string
  /** `undefined`: success. */
  readonly code: BrazeErrorCode | undefined
  readonly status: number | undefined
  readonly durationMs: number
  /** Objects carried, for the endpoints that carry several; else 1. */
  readonly objects: number
}

export interface Transport {
  /** Never rejects. */
  send(
    endpoint: Endpoint,
    address: Address,
    options: { objects: number; signal?: AbortSignal | undefined },
  ): Promise<Outcome>
}

export interface TransportOptions {
  /** Without a trailing slash. */
  readonly url: string
  readonly apiKey: string
  readonly fetch: typeof fetch
  readonly userAgent: string
  readonly timeoutMs: number
  readonly clock: Clock
  readonly report: (report: RequestReport) => void
}

export function createTransport(options: TransportOptions): Transport {
  const { clock, apiKey } = options
  const headers = { authorization: `Bearer ${apiKey}`, 'user-agent': options.userAgent, accept: 'application/json' }

  async function exchange(endpoint: Endpoint, address: Address, signal: AbortSignal): Promise<Outcome> {
    const { target, body } = address
    const response = await options.fetch(`${options.url}${target}`, {
      method: endpoint.method,
      headers: {
        ...headers,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...address.headers,
      },
      // Not 'error', which Workers do not know; a redirect is then an answer that is no success.
      redirect: 'manual',
      signal,
      ...(body === undefined ? {} : { body }),
    })
    const answer = { status: response.status, headers: response.headers, text: await response.text() }
    return readAnswer({ endpoint, apiKey, personal: address.personal, now: clock.now() }, answer)
  }

  return {
    async send(endpoint, address, { objects, signal }) {
      const started = clock.now()
      const stop = new AbortController()
      let timedOut = false
      const abort = (): void => stop.abort()
      const cancelTimer = clock.after(options.timeoutMs, () => {
        timedOut = true
        abort()
      })
      signal?.addEventListener('abort', abort)
      if (signal?.aborted) abort()
      let outcome: Outcome
      try {
        outcome = await exchange(endpoint, address, stop.signal)
      } catch (cause) {
        const code = timedOut ? 'timeout' : signal?.aborted ? 'cancelled' : 'network'
        const clean = createRedact(apiKey, address.personal)
        outcome = failWithoutAnswer(endpoint, code, clock.now(), { cause, clean })
      } finally {
        cancelTimer()
        signal?.removeEventListener('abort', abort)
      }
      const failed = outcome.kind === 'failure' ? outcome.error : undefined
      const status = failed ? failed.status : endpoint.successStatus
      options.report({ endpoint: endpoint.id, code: failed?.code, status, durationMs: clock.now() - started, objects })
      return outcome
    },
  }
}

function failWithoutAnswer(
  endpoint: Endpoint,
  code: 'network' | 'timeout' | 'cancelled',
  now: number,
  { cause, clean }: { readonly cause: unknown; readonly clean: (text: string) => string },
): Outcome {
  const reason = code === 'network' ? readReason(cause) : undefined
  const failure = { code, ambiguous: reason === undefined || !neverSent.test(reason) }
  const message = describe(endpoint, code) + (reason === undefined ? '' : ` (${reason})`)
  const retry = adviseRetry(failure, now)
  const facts = { code, retry, ambiguous: failure.ambiguous, cause: cleanCause(cause, clean) }
  return { kind: 'failure', failure, error: new BrazeError(message, facts) }
}

/** Failures of the name, the connection or the certificate: no byte of the request left. Everything else leaves it open. */
const neverSent =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|ERR_TLS_\w+|ERR_SSL_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+)$/

/** The system's word for what went wrong, where the runtime gives one: on the error, its cause, or the first of several. */
function readReason(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 4; depth += 1) {
    if ('code' in at && typeof at.code === 'string') return at.code
    at = at.cause ?? (at instanceof AggregateError ? at.errors[0] : undefined)
  }
  return undefined
}
