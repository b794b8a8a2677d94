import type { IncomingMessage } from 'node:http'
import type { TLSSocket } from 'node:tls'
import { addressOf } from '../http/rate-limit.ts'
import { networkOf } from './address.ts'

/** How this server is reached. */
export interface Place {
  /** `https://chat.example.com`; absent: what whoever asks reached it under. */
  readonly publicUrl?: string
  readonly trustedProxies: number
}

const isLocal = (address: string): boolean => address === '::1' || /^127(?:\.\d{1,3}){3}$/.test(address)

/** The origin that a browser reached this server under, `https://chat.example.com`. */
export function originOf(request: IncomingMessage, { publicUrl, trustedProxies }: Place): string {
  if (publicUrl !== undefined) return publicUrl
  const forwarded =
    trustedProxies > 0
      ? String(request.headers['x-forwarded-proto'] ?? '')
          .split(',')[0]
          ?.trim()
      : ''
  const isHttps = forwarded === 'https' || (request.socket as Partial<TLSSocket>).encrypted === true
  return `${isHttps ? 'https' : 'http'}://${request.headers.host ?? 'localhost'}`
}

/** The network that a request comes from, for lists and the log. */
export const networkOfRequest = (request: IncomingMessage, { trustedProxies }: Place): string | null =>
  networkOf(addressOf(request, trustedProxies))

/** The same to count by; null for this very machine, which may be a proxy that nobody named. */
export function countedNetwork(request: IncomingMessage, { trustedProxies }: Place): string | null {
  const address = addressOf(request, trustedProxies)
  return address === null || isLocal(address) ? null : networkOf(address)
}

/**
 * Whether a request was made by one of our own pages. Browsers say where a request comes from in `Origin` and in `Sec-Fetch-Site`; what
 * they say must fit, and they must say one of them.
 */
export function isOwnPage(request: IncomingMessage, place: Place): boolean {
  const { origin, host } = request.headers
  const site = request.headers['sec-fetch-site']
  if (origin === undefined && site === undefined) return false
  if (site !== undefined && site !== 'same-origin') return false
  if (origin === undefined) return true
  if (origin === place.publicUrl) return true
  // Only the host is compared, since a proxy in front may have taken TLS off.
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase()
}
