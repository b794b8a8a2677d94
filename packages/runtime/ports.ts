import type { ActionResult, Contact, EffectId, Page, Program, Values } from '@parley/flow'
import type { ConversationId, VersionId } from './ids.ts'
import type { DeliverPageReports } from './page-events.ts'
import type { Keep } from './retention.ts'
import type { Environment } from './runtime.ts'
import type { UnderstandWords } from './understanding.ts'

/** Whose profile is looked up, and for which version of a solution. */
export interface ProfileAsked {
  readonly solution: string
  readonly environment: Environment
  readonly version: VersionId
  /** Proved to be this person, or known as this visitor. RI3 */
  readonly person: { readonly external_id: string } | { readonly alias_name: string; readonly alias_label: string }
}

/** One execution of an action. The same effect may be executed more than once; `idempotencyKey` is then the same. */
export interface ActionCall {
  readonly version: VersionId
  readonly solution: string
  readonly environment: Environment
  readonly conversation: ConversationId
  /** The person, as the conversation knew them when it began. */
  readonly contact: Contact
  /** The page it began on, where that is known, and the channel it is held over. */
  readonly page?: Page | null
  readonly channel?: string
  readonly flow: string
  /** The node that asked for it. */
  readonly node: string
  /** The action's name. */
  readonly action: string
  readonly input: Values
  readonly effect: EffectId
  /** `<conversation>.<effect>`, the same at every attempt. R4 */
  readonly idempotencyKey: string
  /**
   * Milliseconds; absent = the host's default, of an awaited delivery {@link deliveryTimeoutMs}. What it has spent in its line
   * is taken off.
   */
  readonly timeoutMs?: number
  /** When the turn that asked for it happened, epoch milliseconds. */
  readonly at: number
  readonly mode: 'await' | 'queue'
  /** 1 for the first attempt. */
  readonly attempt: number
  /** An earlier attempt that had been marked ended without anybody knowing what became of it. R22 */
  readonly doubtful: boolean
  /** An operator had it executed again although it may have been taken before. R25 */
  readonly repeated: boolean
}

/** How long an awaited delivery may take when its node does not say: long enough for most limits of Braze to open again. */
export const deliveryTimeoutMs = 60_000

/** An action's result, and what the runtime has to know besides. */
export interface ActionEnd extends ActionResult {
  /** It failed, and what it sent may have been taken all the same. */
  readonly ambiguous?: boolean
  /** A part of it was taken: the input of what is still to be done. */
  readonly rest?: Values
}

/** What an execution may ask of the runtime. */
export interface Attempt {
  /** Aborted when the runtime gives the call up. */
  readonly signal: AbortSignal
  /**
   * Notes durably that something is about to be sent which must not happen twice unknowingly. Rejects when the call is no
   * longer this node's: then nothing may be sent. R22
   */
  mark(): Promise<void>
  /** Takes the mark back: nothing was sent, and this attempt ends without a result. */
  unmark(): Promise<void>
}

/** Receives facts, never answers, never secrets. */
export interface Log {
  debug(fields: LogFields, text: string): void
  info(fields: LogFields, text: string): void
  warn(fields: LogFields, text: string): void
  error(fields: LogFields, text: string): void
}

export type LogFields = { readonly [field: string]: unknown }

/** Whose profile is to be deleted, and where. */
export interface ProfileErased {
  readonly solution: string
  readonly environment: Environment
  /** Of one of the contact's conversations. */
  readonly version: string
  readonly externalIds: readonly string[]
  readonly aliases: readonly { readonly alias_name: string; readonly alias_label: string }[]
}

/** Everything the runtime needs from the rest of the program. */
export interface Ports {
  /** The flows of a stored build, ready to step. Called once per version and node, then cached. Throws when the build is not one. */
  readProgram(build: unknown): Program
  /**
   * Runs an action to its end. A failing action is a result with outcome `error`; a rejection means that the host itself
   * was not there, and the call is repeated later.
   */
  runAction(call: ActionCall, attempt: Attempt): Promise<ActionEnd>
  /**
   * Looks up the profile that the person's first turn is to see, in bounded time; `null`: there is none, or it is not there in time.
   * Absent: there are no profiles.
   */
  lookUpProfile?(asked: ProfileAsked): Promise<Values | null>
  /** Who is asked what words mean before the solution's own recognizer is. Absent: nobody. */
  readonly understand?: UnderstandWords
  /** How long a solution keeps what it stores; `null`: it does not say. Absent: nothing is removed for its age. */
  keep?(solution: string, environment: Environment): Promise<Keep | null>
  /** Deletes the profile of an erased contact elsewhere. A rejection: nobody was there, and it is tried again. */
  deleteProfile?(
    erased: ProfileErased,
  ): Promise<{ readonly outcome: 'deleted' | 'no-braze' | 'failed'; readonly error?: string }>
  /** Takes page events elsewhere. Absent: those that are to be delivered wait. */
  deliverPageReports?: DeliverPageReports
  readonly log: Log
  /** Epoch milliseconds. Default: the system clock. */
  now?(): number
  /** A number in [0, 1). Default: `Math.random`. */
  random?(): number
}
