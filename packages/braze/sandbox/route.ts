import { type EndpointId, endpoints } from '@parley/braze/contract'

/** Where a request goes: an endpoint, a known path by a wrong method, or nowhere. */
export type Route =
  | { readonly kind: 'endpoint'; readonly id: EndpointId }
  | { readonly kind: 'wrong-method'; readonly allowed: readonly string[] }
  | { readonly kind: 'unknown' }

/** Paths compare exactly: `/users/track/` is not `/users/track`. */
export function findRoute(method: string, path: string): Route {
  const rows = byPath.get(path)
  if (rows === undefined) return { kind: 'unknown' }
  const id = rows.get(method)
  return id === undefined ? { kind: 'wrong-method', allowed: [...rows.keys(), 'OPTIONS'] } : { kind: 'endpoint', id }
}

const byPath = new Map<string, Map<string, EndpointId>>()
for (const { id, method, path } of Object.values(endpoints)) {
  byPath.set(path, (byPath.get(path) ?? new Map()).set(method, id))
}
