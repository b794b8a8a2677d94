/** Whether trying the same thing again can help: never, some time later, or after that many milliseconds. */
export type RuntimeRetry = 'no' | 'later' | { readonly afterMs: number }

/**
 * Every way in which the runtime can refuse or fail.
 * - `unknown-conversation`, `unknown-solution`, `unknown-version`, `unknown-flow`, `not-deployed`: there is no such thing
 * - `unknown-draft`, `unknown-migration`: there is no such thing, or no longer
 * - `version-archived`: it was put away and cannot be deployed
 * - `version-live`, `version-in-use`: an environment, or conversations, run it, so it cannot be put away
 * - `nothing-live`, `nothing-before`: the environment runs nothing, or ran nothing else before
 * - `no-canary`: no canary runs in the environment
 * - `deployment-changed`: somebody deployed since the caller looked
 * - `too-many-drafts`: the solution has as many drafts as are kept
 * - `unknown-variable`: a variable was given that the flow does not declare; `errors` says which
 * - `invalid-variable`: a variable was given that is not of its type; `errors` says which
 * - `link-unknown`, `link-used`, `link-expired`: a link opens nothing, or nothing any more
 * - `unknown-webhook`: no node waits for a webhook of this name
 * - `unknown-file`: the conversation has no file of this id
 * - `too-many-files`: the conversation holds as many files, or as much of them, as it may
 * - `conversation-over`: it ended or was abandoned, nothing more can be said in it
 * - `client-message-id-reused`: the id names an earlier message with other content
 * - `overloaded`: too many turns wait already
 * - `database-unavailable`: the database did not answer in time; whether the turn was taken is unknown, the same client
 *   message id may be sent again without harm
 * - `closing`: this node is shutting down; another one, or this one later, can be asked
 * - `turn-failed`: a bug in this turn; it was rolled back and the conversation stands where it stood
 * - `sealed`: what is sensitive in the conversation is sealed with a key that this node does not have, or was changed
 * - `erased`: the contact was erased, and the conversation with them
 * - `invalid-options`: the runtime was created with options or on a database that it cannot work with
 */
export type RuntimeErrorCode =
  | 'unknown-conversation'
  | 'unknown-solution'
  | 'unknown-version'
  | 'unknown-flow'
  | 'not-deployed'
  | 'unknown-draft'
  | 'unknown-migration'
  | 'version-archived'
  | 'version-live'
  | 'version-in-use'
  | 'nothing-live'
  | 'nothing-before'
  | 'no-canary'
  | 'deployment-changed'
  | 'too-many-drafts'
  | 'unknown-variable'
  | 'invalid-variable'
  | 'link-unknown'
  | 'link-used'
  | 'link-expired'
  | 'unknown-webhook'
  | 'unknown-file'
  | 'too-many-files'
  | 'conversation-over'
  | 'client-message-id-reused'
  | 'overloaded'
  | 'database-unavailable'
  | 'closing'
  | 'turn-failed'
  | 'sealed'
  | 'erased'
  | 'invalid-options'

const retries: { readonly [code in RuntimeErrorCode]: RuntimeRetry } = {
  'unknown-conversation': 'no',
  'unknown-solution': 'no',
  'unknown-version': 'no',
  'unknown-flow': 'no',
  'not-deployed': 'no',
  'unknown-draft': 'no',
  'unknown-migration': 'no',
  'version-archived': 'no',
  'version-live': 'no',
  'version-in-use': 'no',
  'nothing-live': 'no',
  'nothing-before': 'no',
  'no-canary': 'no',
  'deployment-changed': 'no',
  'too-many-drafts': 'no',
  'unknown-variable': 'no',
  'invalid-variable': 'no',
  'link-unknown': 'no',
  'link-used': 'no',
  'link-expired': 'no',
  'unknown-webhook': 'no',
  'unknown-file': 'no',
  'too-many-files': 'no',
  'conversation-over': 'no',
  'client-message-id-reused': 'no',
  overloaded: { afterMs: 1000 },
  'database-unavailable': 'later',
  closing: 'later',
  'turn-failed': 'no',
  sealed: 'no',
  erased: 'no',
  'invalid-options': 'no',
}

/** One member of what was given that is wrong. */
export interface InputError {
  readonly path: readonly string[]
  readonly detail: string
}

/** A refusal or failure of the runtime. `message` names ids and what to do next, never what a person said. */
export class RuntimeError extends Error {
  override readonly name = 'RuntimeError'
  readonly code: RuntimeErrorCode
  readonly retry: RuntimeRetry
  /** Which members of what was given are wrong, and what about them. */
  readonly errors: readonly InputError[]

  constructor(code: RuntimeErrorCode, message: string, cause?: unknown, errors: readonly InputError[] = []) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.errors = errors
    this.retry = retries[code]
  }
}
