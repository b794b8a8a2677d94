import { ActionHostError, kindOfBrazeCode } from '@parley/actions/host'
import { BrazeError } from '@parley/braze'
import type { ErrorKind, Retry, Values } from '@parley/flow'
import type { ActionEnd } from '@parley/runtime'

export function succeed(outputs: Values, outcome = 'success'): ActionEnd {
  return { outcome, outputs }
}

export function fail(kind: ErrorKind, message: string, retry: Retry, more: Partial<ActionEnd> = {}): ActionEnd {
  return { outcome: 'error', outputs: {}, error: { kind, message, retry }, ...more }
}

/** Nobody answered for the call itself: its client was being closed, its host started. It is made again. */
const unanswered: ReadonlySet<string> = new Set(['closed', 'cancelled'])

/**
 * What a failed call means for the flow and for its next attempt.
 * @throws The failure itself when there was nobody to make the call.
 */
export function readFailure(failure: unknown): ActionEnd {
  if (failure instanceof BrazeError && !unanswered.has(failure.code)) {
    const { message, code, retry, ambiguous, errors } = failure
    const listed = errors.map(({ type, input_array, index }) => ({ type, input_array, index }))
    const outputs: Values = listed.length > 0 ? { errors: listed } : {}
    return fail(kindOfBrazeCode(code), message, retry, { outputs, ambiguous })
  }
  // The settings are not complete. Whoever runs the server can mend that, so a queued call must not be given up for it.
  if (failure instanceof ActionHostError && failure.code === 'braze')
    return fail('unauthorized', failure.message, failure.retry)
  throw failure
}
