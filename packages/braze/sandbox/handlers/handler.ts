import type { EndpointId, RateLimit } from '@parley/braze/contract'
import type { PathParams } from '../path.ts'
import type { Query } from '../query.ts'
import type { Settings } from '../settings.ts'
import type { World } from '../world.ts'

/** What of a request says which rate limit it counts against. */
export interface Asked {
  /** Parsed JSON; `undefined` without a body. */
  readonly body: unknown
  readonly query: Query
  /** Named as in the contract's path, decoded. */
  readonly params: PathParams
}

/** A request that the edge let through: right key, right media type, JSON. What the JSON says is the handler's to judge. */
export interface Call extends Asked {
  /** Names in lower case. */
  readonly headers: { readonly [name: string]: string | undefined }
  /** UTF-8 bytes of the body. */
  readonly bytes: number
  /** `http://127.0.0.1:4010`: what the client knows the sandbox as, for links in answers. */
  readonly origin: string
  readonly world: World
  readonly settings: Settings
  /** Whether a fault refuses the object at this position. */
  readonly refuses: (position: number) => boolean
  /** Tells the request log what was accepted but ignored. */
  readonly warn: (text: string) => void
  /** What the first answer gave as {@link Answer.fixed}, when the request is answered again after a restart. */
  readonly fixed?: Fixed
}

/** Ids that were made up for an answer. */
export interface Fixed {
  readonly [name: string]: string
}

export interface Answer {
  readonly status: number
  /** JSON; `undefined` is an answer without a body, for 204. */
  readonly body: unknown
  /** Besides those that every answer has, such as `Link`. */
  readonly headers?: { readonly [name: string]: string }
  /**
   * The writes that the answer promises; applied after the sandbox's delay. Should the sandbox be restarted before, the request is
   * answered again as of the time when it came, and what that answer promises is applied.
   */
  readonly apply?: () => void
  /** What has to be the same in that second answer. */
  readonly fixed?: Fixed
}

export interface Handler {
  /** Other buckets than the contract row's, where they depend on the request. With several, each must have room. */
  readonly rateLimit?: (asked: Asked) => RateLimit | readonly RateLimit[] | undefined
  /** `scim`: the key must be one of the settings' `scimTokens` instead of a REST key. */
  readonly credentials?: 'scim'
  /** Never fails and never waits: a request takes its place in the order of all writes when it comes. */
  answer(call: Call): Answer
}

/** Every endpoint of the contract has a handler: a missing one does not compile. */
export type Handlers = { readonly [Id in EndpointId]: Handler }

/** The handlers of one group of endpoints. */
export type HandlerGroup = { readonly [Id in EndpointId]?: Handler }
