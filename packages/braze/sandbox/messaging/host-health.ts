import type { Clock } from '../clock.ts'

/** Watches hosts that are called: one that fails too often within a minute is left in peace for a minute. */
export interface HostHealth {
  /** Epoch milliseconds until when the host is left in peace; `undefined` when it may be called. */
  pausedUntil(host: string): number | undefined
  /** Notes an answer; `undefined` when nothing answered. */
  note(host: string, status: number | undefined): void
}

/** What a call to a host in peace is logged as, and one that nothing answered. */
export const PAUSED_STATUS = 598
export const UNREACHABLE_STATUS = 599

const counted: ReadonlySet<number> = new Set([408, 429, 502, 503, 504, 529, UNREACHABLE_STATUS])
const MINUTE = 60_000
const HOSTS = 1000

/**
 * @param failures the number within a minute that is still bearable
 * @param share the share of calls that must fail besides, 0 to 1
 */
export function createHostHealth(clock: Clock, failures = 3000, share = 0): HostHealth {
  const hosts = new Map<string, { minute: number; failed: number; called: number; pausedUntil: number }>()

  return {
    pausedUntil(host) {
      const until = hosts.get(host)?.pausedUntil ?? 0
      return until > clock.now() ? until : undefined
    },
    note(host, status = UNREACHABLE_STATUS) {
      const now = clock.now()
      const minute = Math.floor(now / MINUTE)
      const known = hosts.get(host)
      const health = known?.minute === minute ? known : { minute, failed: 0, called: 0, pausedUntil: 0 }
      if (known === undefined && hosts.size >= HOSTS) hosts.clear()
      hosts.set(host, health)
      health.called += 1
      if (counted.has(status)) health.failed += 1
      if (health.failed > failures && health.failed > share * health.called) health.pausedUntil = now + MINUTE
    },
  }
}
