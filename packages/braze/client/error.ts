import type { Endpoint, TrackError } from '@parley/braze/contract'

/**
 * - `network` no answer came, or no connection · `timeout` the answer or the turn to be sent did not come in time
 * - `unauthorized` 401 · `forbidden` 403 · `not-found` 404 · `conflict` 409 · `too-large` 413 · `unsupported-media-type` 415 · `rate-limited` 429
 * - `invalid` the request as a whole is wrong, or the client's settings are · `rejected` every object of the call was refused
 * - `unavailable` 5XX · `unreadable-answer` something answered, but not as the API does
 * - `cancelled` the caller's signal · `closed` the client is closed
 */
export type BrazeErrorCode =
  | 'network'
  | 'timeout'
  | 'unauthorized'
  | 'forbidden'
  | 'invalid'
  | 'not-found'
  | 'conflict'
  | 'too-large'
  | 'unsupported-media-type'
  | 'rate-limited'
  | 'unavailable'
  | 'unreadable-answer'
  | 'rejected'
  | 'cancelled'
  | 'closed'

/** Whether the same request can succeed at another time: never, at some time, or not before so many milliseconds. */
export type Retry = 'no' | 'later' | { readonly afterMs: number }

export interface BrazeErrorFacts {
  readonly code: BrazeErrorCode
  /** HTTP status, when an answer came. */
  readonly status?: number | undefined
  readonly retry: Retry
  readonly ambiguous?: boolean
  readonly errors?: readonly TrackError[]
  readonly reasons?: readonly string[]
  readonly cause?: unknown
}

/** The one failure of this package. Holds neither the key nor anything of the request: safe to log. */
export class BrazeError extends Error {
  override readonly name = 'BrazeError'
  readonly code: BrazeErrorCode
  readonly status: number | undefined
  readonly retry: Retry
  /** True: the request, or a part of it, may have been taken all the same, so a repeat may count events twice. */
  readonly ambiguous: boolean
  /** Objects that were refused, by their places in the caller's own arrays. */
  readonly errors: readonly TrackError[]
  /** Braze's own ids of what is wrong, where it gives some: `catalog-not-found`. */
  readonly reasons: readonly string[]

  constructor(message: string, facts: BrazeErrorFacts) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause })
    this.code = facts.code
    this.status = facts.status
    this.retry = facts.retry
    this.ambiguous = facts.ambiguous ?? false
    this.errors = facts.errors ?? []
    this.reasons = facts.reasons ?? []
  }
}

const advice: { readonly [Code in BrazeErrorCode]: string } = {
  network: 'no answer. Check the URL, the network and the proxy.',
  timeout: 'no answer in time. Try again later.',
  unauthorized: 'the key was refused. Check the REST API key, and that the URL is that of its instance.',
  forbidden: 'the key may not do this. Give it the permission, or allow this address for it.',
  invalid: 'the request is not valid.',
  'not-found': 'nothing is there. Check that the URL is the REST endpoint of the instance.',
  conflict: 'it is there already, or another run is not over.',
  'too-large': 'the request is too large. Send fewer or smaller objects.',
  'unsupported-media-type': 'the content type was refused. A proxy may have changed the request.',
  'rate-limited': 'the rate limit is reached. Try again when it opens.',
  unavailable: 'the service is not available. Try again later.',
  'unreadable-answer': 'the answer is not one of the API. Check the URL and the proxy.',
  rejected: 'every object was refused. Correct them by the listed errors.',
  cancelled: 'cancelled by the caller.',
  closed: 'the client is closed.',
}

/** What happened, to what, what to do. `detail` must be free of the key and of personal data. */
export function describe(
  endpoint: Endpoint,
  code: BrazeErrorCode,
  more: { readonly status?: number | undefined; readonly detail?: string | undefined } = {},
): string {
  const status = more.status === undefined ? '' : ` answered ${more.status}`
  const permission = code === 'forbidden' && endpoint.permission ? ` Needed: ${endpoint.permission}.` : ''
  const detail = more.detail ? ` ${more.detail}` : ''
  return `${endpoint.method} ${endpoint.path}${status}: ${advice[code]}${permission}${detail}`
}

/** A failed request's error with one caller's share of the listed objects. */
export function withErrors(error: BrazeError, errors: readonly TrackError[]): BrazeError {
  return error.errors.length === 0 ? error : repeat(error, error.message, { errors, ambiguous: error.ambiguous })
}

/** The error of a last try after an earlier one that may have been taken. */
export function withDoubt(error: BrazeError): BrazeError {
  return error.ambiguous ? error : repeat(error, error.message, { errors: error.errors, ambiguous: true })
}

/** The same failure, told otherwise. */
export function repeat(
  error: BrazeError,
  message: string,
  facts: Pick<BrazeErrorFacts, 'errors' | 'ambiguous'>,
): BrazeError {
  const { code, status, retry, cause, reasons } = error
  return new BrazeError(message, { code, status, retry, cause, reasons, ...facts })
}
