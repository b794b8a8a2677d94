import {
  type Endpoint,
  type EndpointId,
  type EndpointRequest,
  type EndpointResponse,
  endpoints,
} from '@parley/braze/contract'
import type { TrackOptions } from './batch.ts'
import type { TrackRequest } from './parcel.ts'
import type { TrackResult } from './track-call.ts'

export interface CallOptions {
  readonly signal?: AbortSignal | undefined
}

/** A call of one endpoint. Rejects with a `BrazeError`. */
export type Method<Id extends EndpointId> =
  Record<never, never> extends EndpointRequest<Id>
    ? (request?: EndpointRequest<Id>, options?: CallOptions) => Promise<EndpointResponse<Id>>
    : (request: EndpointRequest<Id>, options?: CallOptions) => Promise<EndpointResponse<Id>>

/** `users.track`: callers that come at the same time share requests, each gets its own result. Rejects with a `BrazeError`. */
export type TrackMethod = (request: TrackRequest, options?: TrackOptions) => Promise<TrackResult>

/** The endpoints that answer a list in pieces. */
export type PagedId = {
  [Id in EndpointId]: (typeof endpoints)[Id] extends { readonly pages: object } ? Id : never
}[EndpointId]

type ItemsName<Id extends PagedId> = (typeof endpoints)[Id]['pages']['items']

/** An entry of a list. */
export type PageItem<Id extends PagedId> =
  EndpointResponse<Id> extends {
    readonly [Name in ItemsName<Id>]: readonly (infer Item)[]
  }
    ? Item
    : never

/** A list: called, it answers one page; `for await` over `pages` or `all` reads on to the end, and throws a `BrazeError`. */
export type PagedMethod<Id extends PagedId> = Method<Id> & {
  /** The answers, page by page. Each is a request of its own. */
  readonly pages: (...call: Parameters<Method<Id>>) => AsyncGenerator<EndpointResponse<Id>, void, undefined>
  /** The entries of all pages. */
  readonly all: (...call: Parameters<Method<Id>>) => AsyncGenerator<PageItem<Id>, void, undefined>
}

/** Hangs every method where its id says; one whose id goes on in another's carries that one as a member. */
export function nestMethods(create: (endpoint: Endpoint) => unknown): object {
  const root: { [name: string]: unknown } = {}
  // Shorter ids first, so that `users.track` is there before `users.track.sync`.
  for (const endpoint of Object.values<Endpoint>(endpoints).sort((a, b) => a.id.length - b.id.length)) {
    const names = endpoint.id.split('.')
    const leaf = names.pop() ?? endpoint.id
    let at = root
    for (const name of names) {
      if (!Object.hasOwn(at, name)) at[name] = {}
      at = at[name] as { [name: string]: unknown }
    }
    at[leaf] = create(endpoint)
  }
  return root
}
