import type { IncomingHttpHeaders } from 'node:http'

/** Web origins, as far as somebody has to know whether one is among them. */
export interface Origins {
  has(origin: string): boolean
}

/**
 * Whether a browser page may use the API: pages of this very host, and those of the listed origins. No `Origin` means that
 * no browser is asking on another page's behalf. Only the host is compared for our own, since a proxy in front may have
 * taken TLS off.
 */
export function allowsOrigin(headers: IncomingHttpHeaders, allowed: Origins): boolean {
  const origin = headers.origin
  if (origin === undefined || allowed.has(origin)) return true
  return URL.canParse(origin) && new URL(origin).host === headers.host?.toLowerCase()
}

/** The origins that patterns stand for: `https://shop.example.com` itself, `https://*.example.com` for every name below. */
export function originsOf(patterns: Iterable<string>): Origins {
  const whole = new Set<string>()
  const below: { readonly scheme: string; readonly rest: string }[] = []
  for (const pattern of patterns) {
    const [scheme = '', host = ''] = pattern.split('//')
    if (host.startsWith('*.')) below.push({ scheme: `${scheme}//`, rest: host.slice(1) })
    else whole.add(URL.canParse(pattern) ? new URL(pattern).origin : pattern)
  }
  return {
    has(origin) {
      if (whole.has(origin)) return true
      return below.some(({ scheme, rest }) => {
        const name = origin.slice(scheme.length, -rest.length)
        return origin.startsWith(scheme) && origin.endsWith(rest) && /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/.test(name)
      })
    },
  }
}

/** An origin that is among any of them. */
export const anyOrigin = (...all: readonly Origins[]): Origins => ({
  has: (origin) => all.some((each) => each.has(origin)),
})
