import type { IncomingHttpHeaders } from 'node:http'

/**
 * Whether a browser page may use the API: pages of this very host, and those of the listed origins. No `Origin` means that
 * no browser is asking on another page's behalf. Only the host is compared for our own, since a proxy in front may have
 * taken TLS off.
 */
export function allowsOrigin(headers: IncomingHttpHeaders, allowed: ReadonlySet<string>): boolean {
  const origin = headers.origin
  if (origin === undefined || allowed.has(origin)) return true
  return URL.canParse(origin) && new URL(origin).host === headers.host?.toLowerCase()
}
