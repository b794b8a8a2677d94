import type { Clock } from './clock.ts'

export interface TestClock extends Clock {
  /** Moves time on and runs what falls due, in its order. */
  advance(ms: number): void
  /** Timers that are set. */
  timers(): number
}

/** A clock that stands still until it is moved. */
export function createTestClock(start = Date.UTC(2026, 0, 1)): TestClock {
  let now = start
  let timers: { readonly at: number; readonly run: () => void }[] = []
  return {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    advance(ms) {
      const end = now + ms
      for (;;) {
        const due = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0]
        if (!due) break
        timers = timers.filter((timer) => timer !== due)
        now = Math.max(now, due.at)
        due.run()
      }
      now = end
    },
    timers: () => timers.length,
  }
}
