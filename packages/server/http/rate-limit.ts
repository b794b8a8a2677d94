// How often one address, one visitor or one conversation may do something, and how much a solution takes from all: limits that
// people do not reach, counted in this process alone.
//
// 1. Who comes from this very machine is not counted: it is a program of the operator's, or a proxy that has not been named with
//    PARLEY_TRUST_PROXY, behind which everybody would look the same.
// 2. A request that is refused counts too, so that repeating at once does not help.
import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { Refusal } from './refusal.ts'

/** By whom it is counted. */
type Whose = 'address' | 'visitor' | 'conversation' | 'solution'

/** How often in each minute. Whole offices and phone networks share an address. */
const perMinute = {
  starts: { address: 120, visitor: 30, solution: 6000 },
  messages: { address: 1200, conversation: 240 },
  uploads: { address: 60, conversation: 30 },
  events: { address: 1200 },
  identify: { address: 120, visitor: 20, solution: 6000 },
  tokens: { address: 120, conversation: 20 },
  consents: { address: 120 },
  streams: { address: 240 },
} as const satisfies { readonly [deed: string]: { readonly [whose in Whose]?: number } }

export type Deed = keyof typeof perMinute

/** `solution` with its environment, `conversation` and `visitor` by their ids. */
export type Counted = { readonly [whose in Exclude<Whose, 'address'>]?: string }

export interface RateLimits {
  /**
   * Counts one deed by its address and whatever else is named, or only by that (`address: false`) where the address was counted
   * before. Null when it need not be waited for: nobody is counted.
   * @throws Refusal `rate-limited`
   */
  take(
    deed: Deed,
    request: IncomingMessage,
    counted?: Counted,
    options?: { readonly address: boolean },
  ): Promise<void> | null
  /** An `onRequest` hook that counts the deed by its address, before the body is read. */
  guard(deed: Deed): (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void) => void
}

export interface RateOptions {
  /** Proxies before this server whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: number
  /** Multiplies every limit; 0: there are none. */
  readonly factor: number
}

export const defaultRates: RateOptions = { trustedProxies: 0, factor: 1 }

export function createRateLimits({ trustedProxies, factor }: RateOptions): RateLimits {
  const limiters = new Map(
    Object.entries(perMinute).flatMap(([deed, limits]) =>
      Object.entries(limits).map(([whose, points]) => [
        `${deed} ${whose}`,
        new RateLimiterMemory({ keyPrefix: '', points: Math.max(1, Math.round(points * factor)), duration: 60 }),
      ]),
    ),
  )

  async function count(deed: Deed, by: { readonly [whose in Whose]?: string }): Promise<void> {
    for (const [whose, key] of Object.entries(by)) {
      const limiter = limiters.get(`${deed} ${whose}`)
      if (limiter === undefined || key === undefined) continue
      try {
        await limiter.consume(key)
      } catch (limited) {
        if (!(limited instanceof RateLimiterRes)) throw limited
        const seconds = Math.max(1, Math.ceil(limited.msBeforeNext / 1000))
        throw new Refusal('rate-limited', undefined, { headers: { 'retry-after': String(seconds) } })
      }
    }
  }

  const take: RateLimits['take'] = (deed, request, counted = {}, { address: byAddress } = { address: true }) => {
    if (factor === 0) return null
    const address = addressOf(request, trustedProxies)
    if (address === null || isLoopback(address)) return null // 1
    return count(deed, { ...(byAddress && { address: networkOf(address) }), ...counted })
  }

  return {
    take,
    guard: (deed) => (request, _reply, done) => {
      const taken = take(deed, request.raw)
      if (taken === null) done()
      else taken.then(() => done(), done)
    },
  }
}

/** Where a request comes from: the address that the outermost trusted proxy saw. Null when the connection is gone already. */
export function addressOf(request: IncomingMessage, trustedProxies: number): string | null {
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',')
  const hops = [
    request.socket.remoteAddress ?? '',
    ...forwarded
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '')
      .reverse(),
  ]
  const address = hops[Math.min(trustedProxies, hops.length - 1)] ?? ''
  return address === '' ? null : address.replace(/^::ffff:(?=[\d.]+$)/i, '')
}

const isLoopback = (address: string): boolean => address === '::1' || /^127(?:\.\d{1,3}){3}$/.test(address)

/** In IPv6 a single person has a whole network of addresses, its first four groups. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail] = (address.split('%', 1)[0] ?? '').split('::')
  const groups = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const between =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - groups.length - after.length) }, () => '0')
  return [...groups, ...between, ...after]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
