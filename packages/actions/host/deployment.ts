import type { LogLevel } from './frame.ts'
import type { PythonBundle } from './python-bundle.ts'

/** What an action host needs to run one version of a solution in one environment. */
export interface Deployment {
  /** The caller's name for it; loading the same id again changes nothing. */
  readonly id: string
  readonly bundle: string
  readonly sourceMap: string
  /** Its actions in Python; absent when there are none. */
  readonly python?: PythonBundle
  readonly params: { readonly [name: string]: import('@parley/flow').Value }
  /** Values by name. They stay in the host: an action holds stand-ins. */
  readonly secrets: Readonly<Record<string, string>>
  readonly egress: readonly string[]
  /**
   * Address of the local Braze sandbox: what `parley:braze-sandbox` in `params.braze_url` stands for. Given by the operator, so
   * it may be a private address, while any other `braze_url` must be public.
   */
  readonly brazeUrl?: string
}

/** One line of an action's log. */
export interface LogLine {
  readonly level: LogLevel
  readonly text: string
  /** Epoch milliseconds. */
  readonly at: number
}
