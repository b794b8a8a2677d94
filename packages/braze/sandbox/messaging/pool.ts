import { setImmediate as breathe } from 'node:timers/promises'

/** Work that happens after a request was answered: a few pieces at a time, in the order in which they came. */
export interface Pool {
  /** A piece that fails is a bug; it is reported and the others go on. */
  add(piece: () => Promise<void>): void
  /** Resolves once nothing is left to do. */
  idle(): Promise<void>
  /** Forgets what has not begun, and whatever is added later. */
  close(): void
}

/** Milliseconds of work between two breaths: requests are answered while a broadcast is rendered. */
const BETWEEN_BREATHS = 20

export function createPool(workers: number, report: (bug: unknown) => void): Pool {
  const waiting: (() => Promise<void>)[] = []
  let next = 0
  let running = 0
  let closed = false
  let onIdle: (() => void)[] = []
  let breathedAt = performance.now()

  async function work(): Promise<void> {
    while (next < waiting.length) {
      const piece = waiting[next]
      next += 1
      try {
        await piece?.()
      } catch (bug) {
        report(bug)
      }
      if (performance.now() - breathedAt < BETWEEN_BREATHS) continue
      await breathe()
      breathedAt = performance.now()
    }
    running -= 1
    if (running > 0) return
    waiting.length = 0
    next = 0
    for (const resolve of onIdle.splice(0)) resolve()
  }

  return {
    add(piece) {
      if (closed) return
      waiting.push(piece)
      if (running >= workers) return
      running += 1
      void work()
    },
    idle: () => (running === 0 ? Promise.resolve() : new Promise((resolve) => onIdle.push(resolve))),
    close() {
      closed = true
      waiting.length = 0
      next = 0
      for (const resolve of onIdle) resolve()
      onIdle = []
    },
  }
}
