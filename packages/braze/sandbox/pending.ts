import type { Clock } from './clock.ts'

/** Writes that were accepted and are not yet applied. */
export interface Pending {
  readonly size: number
  /** Applies the write after the delay, and never before a write that was added earlier. */
  add(apply: () => void): void
  /** Applies everything now. */
  flush(): void
  /** Forgets what is still waiting, and whatever is added later. */
  close(): void
}

/**
 * @param delay milliseconds; 0 applies at once, before the answer leaves. A clock set past the due time applies at once too.
 */
export function createPending(clock: Clock, delay: () => number): Pending {
  let closed = false
  const waiting: { readonly dueAt: number; readonly apply: () => void; readonly timer: NodeJS.Timeout }[] = []

  /** Applies the first `count` writes, oldest first. */
  function applyFirst(count: number): void {
    for (const write of waiting.splice(0, count)) {
      clearTimeout(write.timer)
      write.apply()
    }
  }

  clock.onShift(() => {
    const now = clock.now()
    applyFirst(waiting.findLastIndex(({ dueAt }) => dueAt <= now) + 1)
  })

  return {
    get size() {
      return waiting.length
    },
    add(apply) {
      if (closed) return
      const delayMs = delay()
      if (delayMs <= 0) {
        applyFirst(waiting.length)
        apply()
        return
      }
      const timer = setTimeout(() => applyFirst(waiting.indexOf(write) + 1), delayMs)
      timer.unref()
      const write = { dueAt: clock.now() + delayMs, apply, timer }
      waiting.push(write)
    },
    flush: () => applyFirst(waiting.length),
    close() {
      closed = true
      for (const { timer } of waiting.splice(0)) clearTimeout(timer)
    },
  }
}
