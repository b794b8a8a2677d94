import type { Values } from './value.ts'

/**
 * Why an action did not succeed.
 * - `timeout`, `crashed`, `memory`: the action was stopped or died
 * - `thrown`: its code threw
 * - `input`: its payload did not fit its declared input
 * - `output`: it returned something that is not an outcome with outputs
 * - `network`, `denied`: it could not reach a host, or may not
 * - `unauthorized`, `rejected`, `rate-limited`, `unavailable`: the back end (Braze, say) refused it, for good or for now
 * - `returned`: the action itself chose the outcome `error`
 * - `missing`: the version has no such action
 */
export const errorKinds = [
  'timeout',
  'crashed',
  'memory',
  'thrown',
  'input',
  'output',
  'network',
  'denied',
  'unauthorized',
  'rejected',
  'rate-limited',
  'unavailable',
  'returned',
  'missing',
] as const

export type ErrorKind = (typeof errorKinds)[number]

/** Whether trying the same thing again can help: never, some time later, or after that many milliseconds. */
export type Retry = 'no' | 'later' | { readonly afterMs: number }

/** A failure as the flow and the end user may see it: `message` holds no secret and no internal detail. */
export interface ActionError {
  readonly kind: ErrorKind
  readonly message: string
  readonly retry: Retry
}

/** How an action ended. `error` is set when, and only when, the outcome is `error`. */
export interface ActionResult {
  readonly outcome: string
  readonly outputs: Values
  readonly error?: ActionError
}
