import type { Contact, Page, Retry, Value, Values } from '@parley/flow'
import type { z } from 'zod'
import type { ActionBraze } from './braze.ts'

/** Where a version runs: each environment has its own parameters and secrets. */
export type Environment = 'sandbox' | 'prod'

/** The parameters of the environment, as `solution.ts` gives them. */
export type Params = { readonly [name: string]: Value }

/**
 * A stand-in for each declared secret. It may be put into the header of a request (`Authorization: Bearer ${…}`, also inside
 * the base64 of `Basic`), its query or its body, where the platform replaces it on the way out; the action never sees the value.
 */
export type Secrets = { readonly [name: string]: string }

/** Who asked for the action, and when. */
export interface ActionContext {
  readonly solution: string
  readonly environment: Environment
  readonly conversation_id: string
  readonly contact: Contact
  /** The same on every attempt of the same request: hand it to a back end that can drop doubles. */
  readonly idempotency_key: string
  /** ISO time of the turn that asked for the action; the same on every attempt. */
  readonly at: string
  /** 1 for the first attempt. */
  readonly attempt: number
  /** The page the conversation began on, where it is known. */
  readonly page?: Page
  /** `web`, `sms`, `whatsapp`, … where it is known. */
  readonly channel?: string
  /** Fires when the time limit has passed or nobody waits any more. */
  readonly signal: AbortSignal
}

/** Lines for the author, shown with the action's run; `console` writes to the same place. */
export interface ActionLog {
  readonly debug: (...parts: readonly unknown[]) => void
  readonly info: (...parts: readonly unknown[]) => void
  readonly warn: (...parts: readonly unknown[]) => void
  readonly error: (...parts: readonly unknown[]) => void
}

export interface ActionArguments<Payload> {
  readonly payload: Payload
  readonly context: ActionContext
  readonly params: Params
  readonly secrets: Secrets
  readonly log: ActionLog
  /** The web's `fetch`, to the hosts that `egress` of `solution.ts` names. */
  readonly fetch: typeof fetch
  readonly braze: ActionBraze
}

/** How an action ends. `message` of an `error` is shown to authors and may reach the flow: no secrets, no personal data. */
export type ActionReturn<Outcome extends string, Outputs> =
  | { readonly outcome: 'success' | Outcome; readonly outputs?: Outputs }
  | { readonly outcome: 'error'; readonly message?: string; readonly retry?: Retry; readonly outputs?: Outputs }

/** The outputs an action declares, or any JSON when it declares none. */
type OutputsOf<Outputs> = Outputs extends z.ZodObject ? Partial<z.input<Outputs>> : Values

/** An action as its file writes it down. */
export interface ActionDefinition<
  Input extends z.ZodType = z.ZodType,
  Outcome extends string = string,
  Outputs extends z.ZodObject | undefined = z.ZodObject | undefined,
> {
  /** What the flow must hand over; checked before `execute` runs, a misfit ends in `error` of kind `input`. */
  readonly input: Input
  /** Ways to end besides `success` and `error`, each a port of the flow's node. */
  readonly outcomes?: readonly Outcome[]
  /** What it hands back. `success` must return all of it, other outcomes may return parts. */
  readonly outputs?: Outputs
  /** `500ms`, `10s` (the default) up to `60s`. */
  readonly timeout?: string
  /** Returning nothing is `success`; throwing is `error` of kind `thrown`. */
  execute(
    run: ActionArguments<z.output<Input>>,
  ): Promise<ActionReturn<NoInfer<Outcome>, NoInfer<OutputsOf<Outputs>>> | undefined> | Promise<void>
}

/**
 * Writes an action. The file's name is the action's name, and it is the file's default export.
 * @example
 * export default defineAction({
 *   input: z.object({ email: z.email() }),
 *   outcomes: ['declined'],
 *   async execute({ payload, braze }) {
 *     await braze.users.track({ attributes: [{ email: payload.email }] })
 *     return { outcome: 'success' }
 *   },
 * })
 */
export function defineAction<
  Input extends z.ZodType,
  const Outcome extends string = never,
  Outputs extends z.ZodObject | undefined = undefined,
>(definition: ActionDefinition<Input, Outcome, Outputs>): ActionDefinition<Input, Outcome, Outputs> {
  return definition
}
