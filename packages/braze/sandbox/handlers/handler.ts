import type { EndpointId, RateLimit } from '@parley/braze/contract'
import type { Settings } from '../settings.ts'
import type { World } from '../world.ts'

/** A request that the edge let through: right key, right media type, JSON. What the JSON says is the handler's to judge. */
export interface Call {
  readonly body: unknown
  readonly world: World
  readonly settings: Settings
  /** Positions of objects that a fault refuses. */
  readonly refused: ReadonlySet<number>
  /** Tells the request log what was accepted but ignored. */
  readonly warn: (text: string) => void
}

export interface Answer {
  readonly status: number
  readonly body: unknown
  /** The writes that the answer promises; applied after the sandbox's delay. */
  readonly apply?: () => void
}

export interface Handler {
  /** Another bucket than the contract row's, where it depends on the body. */
  readonly rateLimit?: (body: unknown) => RateLimit | undefined
  answer(call: Call): Answer
}

/** Every endpoint of the contract has a handler: a missing one does not compile. */
export type Handlers = { readonly [Id in EndpointId]: Handler }
