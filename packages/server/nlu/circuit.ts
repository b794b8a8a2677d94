/**
 * Keeps a service that does not answer from being asked again and again, so that nobody waits for nothing.
 *
 * 1. After several failures in a row, and whenever the service asks for it, it is left alone for a while; then one may try.
 * 2. What was asked before it was left alone does not end the rest: it may only have been luckier, or later, than the others.
 */
export interface Circuit {
  /** `null`: it may not be asked now. */
  enter(): Attempt | null
}

/** Ends in one of three ways, once. */
export interface Attempt {
  /** Says whether the service answers again after it was left alone. */
  succeeded(): boolean
  /**
   * Says whether the service is left alone because of it, for the first time since it answered.
   *
   * @param afterMs as long as the service itself asked for
   */
  failed(afterMs?: number): boolean
  /** What came of it says nothing about the service. */
  dropped(): void
}

const mostFailures = 5
const restMs = 30_000
const leastRestMs = 1000
const longestRestMs = 300_000

export function createCircuit(now: () => number): Circuit {
  let failures = 0
  /** So many there were: what began before the last one is old. */
  let rests = 0
  let restsUntil: number | null = null
  let isTrying = false

  function rest(ms: number): void {
    restsUntil = Math.max(restsUntil ?? 0, now() + ms)
    rests += 1
    isTrying = false
  }

  return {
    enter() {
      const isTrial = restsUntil !== null
      if (restsUntil !== null && (now() < restsUntil || isTrying)) return null
      isTrying = isTrial
      const begun = rests
      const isOld = () => begun !== rests
      return {
        succeeded() {
          if (isOld()) return false // 2
          failures = 0
          restsUntil = null
          isTrying = false
          return isTrial
        },
        failed(afterMs) {
          if (isOld() && afterMs === undefined) return false
          const rested = restsUntil !== null
          failures += 1
          if (afterMs !== undefined) rest(Math.min(Math.max(afterMs, leastRestMs), longestRestMs))
          else if (isTrial || failures >= mostFailures) rest(restMs)
          return !rested && restsUntil !== null
        },
        dropped() {
          if (isTrial && !isOld()) isTrying = false
        },
      }
    },
  }
}
