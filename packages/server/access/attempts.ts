import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { Refusal } from '../http/refusal.ts'
import { hashSecret } from './secret.ts'

const quarterHour = 15 * 60

/**
 * How often a password may be wrong within a quarter of an hour; then the account, or the network, waits for one. From one place an
 * account is closed early; from everywhere together late, so that a stranger cannot easily lock somebody out.
 */
const failures = { pair: 10, account: 50, network: 50 }

/** Guesses of passwords, counted in this process alone. An address that has no account counts like one that has. */
export interface Attempts {
  /**
   * Counts a guess before it is looked at, so that many at once are not more than many in turn. `onLocked` is told when a lock begins, and
   * not of every guess that is refused by it: those are as many as somebody likes.
   * @throws Refusal `locked-out` with `Retry-After`
   */
  begin(email: string, network: string | null, onLocked?: () => Promise<void>): Promise<void>
  /** It was right: it does not count. */
  succeeded(email: string, network: string | null): Promise<void>
}

/** @param factor multiplies the limits; 0: there are none */
export function createAttempts(factor = 1): Attempts {
  const limiter = (points: number) =>
    new RateLimiterMemory({
      keyPrefix: '',
      points: Math.max(1, Math.round(points * factor)),
      duration: quarterHour,
      blockDuration: quarterHour,
    })
  const [pair, account, network] = [limiter(failures.pair), limiter(failures.account), limiter(failures.network)]

  /** What a guess counts against. Who comes from this very machine has no network: it may be a proxy that nobody named. */
  function counted(email: string, from: string | null) {
    // Hashed, so that lengths are bounded and no address of a person stays in memory.
    const whose = hashSecret(email)
    const both = [
      { limiter: pair, key: `${whose} ${from ?? ''}` },
      { limiter: account, key: whose },
    ]
    return from === null ? both : [...both, { limiter: network, key: from }]
  }

  return {
    async begin(email, from, onLocked) {
      if (factor === 0) return
      for (const { limiter, key } of counted(email, from)) {
        try {
          await limiter.consume(key)
        } catch (limited) {
          if (!(limited instanceof RateLimiterRes)) throw limited
          if (limited.consumedPoints === limiter.points + 1) await onLocked?.()
          throw lockedOut(Math.max(1, Math.ceil(limited.msBeforeNext / 1000)))
        }
      }
    },
    async succeeded(email, from) {
      if (factor === 0) return
      const [own, ...others] = counted(email, from)
      await own?.limiter.delete(own.key)
      // What others did to the account elsewhere, and what else came from there, still counts.
      for (const { limiter, key } of others) await limiter.reward(key)
    },
  }
}

function lockedOut(seconds: number): Refusal {
  const wait = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
  return new Refusal('locked-out', `The password was wrong too often. Try again in ${wait}.`, {
    headers: { 'retry-after': String(seconds) },
  })
}
