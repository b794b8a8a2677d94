import type { ActionError, ActionResult, ErrorKind, Retry } from '@parley/flow'

/** The failures of running actions that are nobody's answer: the call did not get a result. */
export class ActionHostError extends Error {
  override readonly name = 'ActionHostError'
  /**
   * `host-gone` the action host died or is not up · `overloaded` too many calls wait · `unknown-deployment` it was not loaded
   * · `not-loaded` its bundle does not load · `cancelled` by the caller's signal · `closed` the host is closed
   */
  readonly code: 'host-gone' | 'overloaded' | 'unknown-deployment' | 'not-loaded' | 'cancelled' | 'closed' | 'braze'
  readonly retry: Retry

  constructor(code: ActionHostError['code'], message: string, retry: Retry, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.retry = retry
  }
}

/** An action's result that is an error. */
export function failed(kind: ErrorKind, message: string, retry: Retry): ActionResult {
  const error: ActionError = { kind, message, retry }
  return { outcome: 'error', outputs: {}, error }
}

/** What a failure of the Braze client means for a flow; anything unknown counts as a refusal for good. */
export function kindOfBrazeCode(code: string): ErrorKind {
  switch (code) {
    case 'unauthorized':
    case 'forbidden':
      return 'unauthorized'
    case 'rate-limited':
    case 'network':
    case 'timeout':
    case 'unavailable':
      return code
    case 'unreadable-answer':
    case 'closed':
      return 'unavailable'
    default:
      return 'rejected'
  }
}
