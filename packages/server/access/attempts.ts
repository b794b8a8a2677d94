import { Refusal } from '../http/refusal.ts'
import type { Counts, Limit } from './counts.ts'

const quarterHourMs = 15 * 60_000

/**
 * How often a password may be wrong within a quarter of an hour; then the account, or the network, waits for one. From one place an
 * account is closed early; from everywhere together late, so that a stranger cannot easily lock somebody out.
 */
const failures = { pair: 10, account: 50, network: 50 }

/** Guesses of passwords, counted by all servers together. An address that has no account counts like one that has. */
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
export function createAttempts(counts: Counts, now: () => number, factor = 1): Attempts {
  const limit = (whose: keyof typeof failures): Limit => ({
    deed: `guess-${whose}`,
    most: Math.max(1, Math.round(failures[whose] * factor)),
    withinMs: quarterHourMs,
    lockMs: quarterHourMs,
  })
  const [pair, account, network] = [limit('pair'), limit('account'), limit('network')]

  /** What a guess counts against. Who comes from this very machine has no network: it may be a proxy that nobody named. */
  function counted(email: string, from: string | null) {
    const own = { limit: pair, name: JSON.stringify([email, from]) }
    const others = [{ limit: account, name: email }]
    return { own, others: from === null ? others : [...others, { limit: network, name: from }] }
  }

  return {
    async begin(email, from, onLocked) {
      if (factor === 0) return
      const { own, others } = counted(email, from)
      for (const { limit, name } of [own, ...others]) {
        const { isOver, begins, endsAt } = await counts.take(limit, name)
        if (begins) await onLocked?.()
        if (isOver) throw lockedOut(Math.max(1, Math.ceil((endsAt - now()) / 1000)))
      }
    },
    async succeeded(email, from) {
      if (factor === 0) return
      const { own, others } = counted(email, from)
      await counts.forget(own.limit, own.name)
      // What others did to the account elsewhere, and what else came from there, still counts.
      for (const { limit, name } of others) await counts.giveBack(limit, name)
    },
  }
}

function lockedOut(seconds: number): Refusal {
  const wait = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
  return new Refusal('locked-out', `The password was wrong too often. Try again in ${wait}.`, {
    headers: { 'retry-after': String(seconds) },
  })
}
