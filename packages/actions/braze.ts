import type { EndpointId, EndpointRequest, EndpointResponse } from '@parley/braze/contract'
import type { Retry } from '@parley/flow'

/** As `params.sandbox.braze_url`: the sandbox that comes with the platform, wherever it listens. */
export const brazeSandbox = 'parley:braze-sandbox'

type Method<Id extends EndpointId> = (request: EndpointRequest<Id>) => Promise<EndpointResponse<Id>>

type Nested<Path extends string, Leaf> = Path extends `${infer Head}.${infer Rest}`
  ? { readonly [Name in Head]: Nested<Rest, Leaf> }
  : { readonly [Name in Path]: Leaf }

type All<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer Every) => void
  ? Every
  : never

type ByEndpoint<Id extends EndpointId> = Id extends EndpointId ? Nested<Id, Method<Id>> : never

/**
 * Braze, one method per endpoint: `await braze.users.track({ attributes: [{ external_id, first_name }] })`. The workspace is
 * the one of `params.braze_url` and the secret `braze_api_key`; the key stays outside the action.
 */
export type ActionBraze = All<ByEndpoint<EndpointId>>

/**
 * What `braze.…` throws when Braze, or the way to it, says no. Left uncaught it ends the action in `error` with the
 * fitting kind and this `retry`.
 */
export interface BrazeFailure extends Error {
  readonly name: 'BrazeError'
  /** `unauthorized`, `forbidden`, `invalid`, `rejected`, `rate-limited`, `unavailable`, `timeout`, `network`, … */
  readonly code: string
  readonly status?: number
  readonly retry: Retry
  /** True when Braze may have taken the request all the same. */
  readonly ambiguous: boolean
  /** What was wrong with which object, as Braze said it. */
  readonly errors: readonly unknown[]
}

/** Whether something caught is a failure of a call to Braze. */
export function isBrazeFailure(thrown: unknown): thrown is BrazeFailure {
  return thrown instanceof Error && thrown.name === 'BrazeError' && 'code' in thrown && 'retry' in thrown
}
