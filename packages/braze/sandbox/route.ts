import { type EndpointId, endpoints } from '@parley/braze/contract'
import { matchPath, type PathParams, type PathPattern, readPattern } from './path.ts'

/** Where a request goes: an endpoint, a known path by a wrong method, or nowhere. */
export type Route =
  | { readonly kind: 'endpoint'; readonly id: EndpointId; readonly params: PathParams }
  | { readonly kind: 'wrong-method'; readonly allowed: readonly string[] }
  | { readonly kind: 'unknown' }

/**
 * A literal path wins over one with parameters, as long as it takes the method. Paths compare exactly, so `/users/track/` is
 * unknown; only the translation endpoints are documented with and without the slash.
 */
export function findRoute(method: string, path: string): Route {
  const known = /\/translations(\/source)?\/$/.test(path) ? path.slice(0, -1) : path
  const literal = literals.get(known)
  const id = literal?.get(method)
  if (id !== undefined) return { kind: 'endpoint', id, params: none }
  const allowed = new Set(literal?.keys())
  for (const { pattern, methods } of patterns) {
    const params = matchPath(pattern, known)
    if (params === undefined) continue
    const found = methods.get(method)
    if (found !== undefined) return { kind: 'endpoint', id: found, params }
    for (const other of methods.keys()) allowed.add(other)
  }
  return allowed.size === 0 ? { kind: 'unknown' } : { kind: 'wrong-method', allowed: [...allowed, 'OPTIONS'] }
}

type Methods = Map<string, EndpointId>

const none: PathParams = Object.freeze(Object.create(null))
const literals = new Map<string, Methods>()
const patterns: { readonly pattern: PathPattern; readonly methods: Methods }[] = []

for (const [path, methods] of groupByPath()) {
  if (path.includes('{')) patterns.push({ pattern: readPattern(path), methods })
  else literals.set(path, methods)
}

function groupByPath(): Map<string, Methods> {
  const groups = new Map<string, Methods>()
  for (const { id, method, path } of Object.values(endpoints)) {
    const known = path.endsWith('/') ? path.slice(0, -1) : path
    groups.set(known, (groups.get(known) ?? new Map()).set(method, id as EndpointId))
  }
  return groups
}
