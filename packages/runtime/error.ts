/** Whether trying the same thing again can help: never, some time later, or after that many milliseconds. */
export type RuntimeRetry = 'no' | 'later' | { readonly afterMs: number }

/**
 * Every way in which the runtime can refuse or fail.
 * - `unknown-conversation`, `unknown-solution`, `unknown-version`, `unknown-flow`, `not-deployed`: there is no such thing
 * - `conversation-over`: it ended or was abandoned, nothing more can be said in it
 * - `client-message-id-reused`: the id names an earlier message with other content
 * - `overloaded`: too many turns wait already
 * - `database-unavailable`: the database did not answer in time; whether the turn was taken is unknown, the same client
 *   message id may be sent again without harm
 * - `closing`: this node is shutting down; another one, or this one later, can be asked
 * - `turn-failed`: a bug in this turn; it was rolled back and the conversation stands where it stood
 * - `invalid-options`: the runtime was created with options or on a database that it cannot work with
 */
export type RuntimeErrorCode =
  | 'unknown-conversation'
  | 'unknown-solution'
  | 'unknown-version'
  | 'unknown-flow'
  | 'not-deployed'
  | 'conversation-over'
  | 'client-message-id-reused'
  | 'overloaded'
  | 'database-unavailable'
  | 'closing'
  | 'turn-failed'
  | 'invalid-options'

const retries: { readonly [code in RuntimeErrorCode]: RuntimeRetry } = {
  'unknown-conversation': 'no',
  'unknown-solution': 'no',
  'unknown-version': 'no',
  'unknown-flow': 'no',
  'not-deployed': 'no',
  'conversation-over': 'no',
  'client-message-id-reused': 'no',
  overloaded: { afterMs: 1000 },
  'database-unavailable': 'later',
  closing: 'later',
  'turn-failed': 'no',
  'invalid-options': 'no',
}

/** A refusal or failure of the runtime. `message` names ids and what to do next, never what a person said. */
export class RuntimeError extends Error {
  override readonly name = 'RuntimeError'
  readonly code: RuntimeErrorCode
  readonly retry: RuntimeRetry

  constructor(code: RuntimeErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.retry = retries[code]
  }
}
