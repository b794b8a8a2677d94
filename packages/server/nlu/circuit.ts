/** Keeps a service that does not answer from being asked again and again, so that nobody waits for nothing. */
export interface Circuit {
  /** Whether it may be asked now; of those who come after a pause, one. */
  enter(): boolean
  succeeded(): void
  /** `afterMs`: as long as the service itself asked for. */
  failed(afterMs?: number): void
}

const mostFailures = 5
const pauseMs = 30_000
const longestPauseMs = 300_000

export function createCircuit(now: () => number): Circuit {
  let failures = 0
  let closedUntil = 0
  let isTrying = false
  return {
    enter() {
      if (closedUntil === 0) return true
      if (now() < closedUntil || isTrying) return false
      isTrying = true
      return true
    },
    succeeded() {
      failures = 0
      closedUntil = 0
      isTrying = false
    },
    failed(afterMs) {
      failures += 1
      isTrying = false
      if (afterMs !== undefined) closedUntil = now() + Math.min(Math.max(afterMs, 1000), longestPauseMs)
      else if (failures >= mostFailures) closedUntil = now() + pauseMs
    },
  }
}
