import type { Endpoint } from '@parley/braze/contract'

export interface Address {
  /** Path and query. */
  readonly target: string
  /** JSON. */
  readonly body: string | undefined
}

/** Where each member of a request travels, by the rule of the contract: braces in the path, GET's query, else the body. */
export function placeRequest(endpoint: Endpoint, request: { readonly [member: string]: unknown }): Address {
  const inPath = new Set<string>()
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    inPath.add(name)
    return encodeURIComponent(String(request[name] ?? ''))
  })
  const rest = Object.entries(request).filter(([name, value]) => !inPath.has(name) && value !== undefined)
  if (endpoint.method !== 'GET') return { target: path, body: JSON.stringify(Object.fromEntries(rest)) }
  const query = new URLSearchParams()
  for (const [name, value] of rest) {
    // Several values as `external_id[]=a&external_id[]=b`, the way the API reads them.
    if (Array.isArray(value)) for (const item of value) query.append(`${name}[]`, String(item))
    else query.append(name, String(value))
  }
  return { target: query.size === 0 ? path : `${path}?${query}`, body: undefined }
}
