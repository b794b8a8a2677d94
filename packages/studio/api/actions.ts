/** Writing and trying actions. */

/** `GET /studio/api/action-templates` → `{ templates }`: an action for each endpoint of Braze. */
export interface ActionTemplate {
  /** The endpoint, `users.track`. */
  readonly id: string
  /** What an action made of it is called unless somebody says otherwise. */
  readonly name: string
  /** Chapter of Braze's documentation. */
  readonly group: string
  readonly method: string
  readonly path: string
  readonly what: string
  readonly limits: string
  /** What the API key must be allowed to do; `null`: Braze asks for none. */
  readonly permission: string | null
  /** Address in Braze's documentation. */
  readonly page: string
  readonly deprecated: string | null
  /** The file. */
  readonly text: string
}

/**
 * `GET /studio/api/types` → what an action is checked against, by path: `parley/actions/index.ts`. The solution's own files are taken to
 * be below `solution/`.
 */
export interface ActionTypes {
  readonly files: { readonly [path: string]: string }
}

/** `POST /studio/api/solutions/:solution/actions/run` */
export interface ActionRunRequest {
  /** Of the document as it is now; or a call of Braze as nodes make it, `braze.users.track`. */
  readonly action: string
  readonly payload: { readonly [name: string]: unknown }
  readonly context?: {
    readonly contact?: {
      readonly external_id?: string
      readonly email?: string
      readonly phone?: string
      readonly name?: string
      readonly language?: string
    }
    readonly page?: { readonly url?: string; readonly title?: string; readonly language?: string }
    readonly channel?: string
  }
  /** Code that nobody has published reaches nothing but the sandbox. */
  readonly environment: 'sandbox'
  /** 500 to 30,000; without it what the action says. */
  readonly timeout_ms?: number
}

export interface ActionRun {
  readonly outcome: string
  readonly outputs: { readonly [name: string]: unknown }
  readonly error?: {
    readonly kind: string
    /** As the flow sees it. */
    readonly message: string
    readonly retry: 'no' | 'later' | { readonly afterMs: number }
    /** Where in the author's file, counted from 1. */
    readonly place?: { readonly file: string; readonly line: number; readonly column: number }
  }
  readonly logs: readonly ActionRunLine[]
  readonly requests: readonly ActionRunRequestLine[]
  readonly took_ms: number
  /** The most that its process was seen to hold. */
  readonly memory_bytes?: number
  /** What isolated it. */
  readonly level?: string
}

export interface ActionRunLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly text: string
  /** Epoch milliseconds. */
  readonly at: number
}

/** One line of the answer where `application/x-ndjson` is asked for: the log as it is written, then how it ended. */
export type ActionRunPart =
  | { readonly line: ActionRunLine }
  | { readonly run: ActionRun }
  /** RFC 9457. */
  | { readonly problem: { readonly code: string; readonly detail: string } }

/** One request that the action made, or was kept from making. */
export interface ActionRunRequestLine {
  readonly at: number
  readonly took_ms: number
  readonly method: string
  readonly host: string
  /** Without the query. */
  readonly path: string
  /** Of Braze: `users.track`. Several calls may have shared one request. */
  readonly endpoint?: string
  readonly status?: number
  readonly sent_bytes?: number
  readonly received_bytes?: number
  /** False: the egress list, or another rule of the isolation, kept it in. */
  readonly allowed: boolean
  /** Why there was no answer. */
  readonly problem?: string
  /** Of calls of Braze. */
  readonly body?: unknown
  readonly answer?: unknown
}
