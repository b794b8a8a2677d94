import type { EndpointId, EndpointRequest, EndpointResponse } from '@parley/braze/contract'
import type { TrackOptions } from './batch.ts'
import type { TrackResult } from './track-call.ts'

export interface CallOptions {
  readonly signal?: AbortSignal | undefined
}

/** The method of an endpoint. Rejects with a `BrazeError`. */
export type Method<Id extends EndpointId> = Id extends 'users.track'
  ? (body: EndpointRequest<'users.track'>, options?: TrackOptions) => Promise<TrackResult>
  : (body: EndpointRequest<Id>, options?: CallOptions) => Promise<EndpointResponse<Id>>

type Nest<Path extends string, Leaf> = Path extends `${infer Head}.${infer Rest}`
  ? { readonly [Name in Head]: Nest<Rest, Leaf> }
  : { readonly [Name in Path]: Leaf }

type Merge<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer All) => void
  ? All
  : never

/** The methods by their ids: `users.export.ids` is `methods.users.export.ids`. */
export type Methods = Merge<{ [Id in EndpointId]: Nest<Id, Method<Id>> }[EndpointId]>

/** Hangs every method where its id says; one whose id goes on in another's carries that one as a member. */
export function nestMethods(methods: { readonly [Id in EndpointId]: Method<Id> }): Methods {
  const root: { [name: string]: unknown } = {}
  // Shorter ids first, so that `users.track` is there before `users.track.sync`.
  for (const [id, method] of Object.entries(methods).sort(([a], [b]) => a.length - b.length)) {
    const names = id.split('.')
    const leaf = names.pop() ?? id
    let at = root
    for (const name of names) {
      if (!Object.hasOwn(at, name)) at[name] = {}
      at = at[name] as { [name: string]: unknown }
    }
    at[leaf] = method
  }
  return root as Methods
}
