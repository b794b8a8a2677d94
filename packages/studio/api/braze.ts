/** What goes to Braze, seen from the Studio. */

type Environment = 'sandbox' | 'prod'

/** `GET /studio/api/solutions/:solution/braze/requests?environment=&personal=shown`, newest first. */
export interface BrazeRequests {
  /**
   * `sandbox`: the emulator's own log. `workspace`: what this server sent lately to the workspace that is connected. `none`: nothing runs
   * in this environment yet.
   */
  readonly source: 'sandbox' | 'workspace' | 'none'
  /** Host of the address; blank where there is none. */
  readonly host: string
  /** What stands for people's own values is not them. */
  readonly masked: boolean
  readonly requests: readonly BrazeRequest[]
}

export interface BrazeRequest {
  readonly id: string
  /** ISO 8601. */
  readonly at: string
  readonly method: string
  readonly path: string
  /** `null`: no answer came. */
  readonly status: number | null
  /** Why none came. */
  readonly error?: string
  readonly took_ms?: number
  /** What the sandbox found odd, although it took the request. */
  readonly warnings?: readonly unknown[]
  readonly body: unknown
  readonly answer: unknown
}

/** `POST /studio/api/solutions/:solution/braze/check` with `{ environment }` */
export interface BrazeCheck {
  /**
   * `connected` the key is known and may read profiles · `limited-key` it is known, but may not do that · `wrong-key` it is not known at this
   * address · `no-key`, `no-address` the settings are not complete · `unreachable` no answer · `not-braze` something else answered ·
   * `not-published` nothing runs there
   */
  readonly state:
    | 'connected'
    | 'limited-key'
    | 'wrong-key'
    | 'no-key'
    | 'no-address'
    | 'unreachable'
    | 'not-braze'
    | 'not-published'
  readonly host: string
  /** As the client or the server said it. */
  readonly detail: string
  /** Environment variables that hold secrets of the solution and are not set. */
  readonly missing_secrets: readonly string[]
}

/** `GET /studio/api/braze/data-points?solution=&environment=&from=&to=`: the last 30 days without dates. */
export interface DataPointReport {
  readonly from: string
  readonly to: string
  readonly total: { readonly sent: number; readonly saved: number }
  readonly lines: readonly DataPointLine[]
}

export interface DataPointLine {
  readonly day: string
  readonly solution: string
  readonly environment: string
  readonly flow: string
  readonly node: string
  readonly sent: number
  /** Not sent, because the profile has the value already. */
  readonly saved: number
}

/** `GET /studio/api/solutions/:solution/dead-letters?environment=&action=&after=&limit=`, newest first. */
export interface DeadLetterList {
  readonly dead_letters: readonly DeadLetterEntry[]
  /** Give it as `after`; `null`: there is no more. */
  readonly cursor: string | null
}

export interface DeadLetterEntry {
  readonly id: string
  readonly solution: string
  readonly environment: Environment
  readonly flow: string
  readonly node: string
  readonly action: string
  readonly conversation_id: string
  readonly reason: string
  readonly attempts: number
  /** Some of it may have been taken: sent again, it may be there twice. */
  readonly doubtful: boolean
  readonly at: string
  readonly given_up_at: string
}

/** `GET`, and `PATCH` with `{ input }`, of `…/dead-letters/:id`. */
export interface DeadLetterDetail extends DeadLetterEntry {
  readonly input: { readonly [name: string]: unknown }
  /** Who may not send it again sees no values of people. */
  readonly masked: boolean
}

/** `POST …/dead-letters/replay` and `…/dead-letters/discard` with `{ ids }`, 100 at most. */
export interface DeadLettersDone {
  readonly done: readonly string[]
  /** No longer there. */
  readonly missing: readonly string[]
}
