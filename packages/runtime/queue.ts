import { unavailable } from './database.ts'
import { RuntimeError } from './error.ts'
import type { Waiting } from './happening.ts'
import type { Lane } from './lane.ts'

/** The happenings that wait for their turn in this process, in the order in which they joined. */
export interface TurnQueue {
  readonly length: number
  /** `bounded`: refuse it as `overloaded` when too many wait. What the runtime itself must get done is not refused. */
  add(waiting: Waiting, bounded: boolean): void
  /** Turns away those who have waited longer than that. */
  expire(afterMs: number): void
  /** Takes nothing more, and resolves once everything that waits has been answered. */
  close(): Promise<void>
}

/**
 * Batches by readiness, never by a delay: when the lane is free it takes all that waits, up to the size of a batch. One
 * lane, because a second one only makes the batches smaller: measured, it was slower under every load.
 */
export function createTurnQueue(lane: Lane, limits: { readonly queue: number; readonly batch: number }): TurnQueue {
  let queue: Waiting[] = []
  let busy = false
  let closing: (() => void) | null = null

  function schedule(): void {
    if (busy || queue.length === 0) return
    busy = true
    // After the poll phase: everything that arrived in this round of the event loop shares a batch.
    setImmediate(() => void work())
  }

  async function work(): Promise<void> {
    await lane.take(queue.splice(0, limits.batch))
    busy = false
    if (queue.length > 0) schedule()
    else closing?.()
  }

  return {
    get length() {
      return queue.length
    },
    add(waiting, bounded) {
      if (closing !== null)
        return waiting.fail(new RuntimeError('closing', 'This server is shutting down. Try again in a moment.'))
      if (bounded && queue.length >= limits.queue)
        return waiting.fail(
          new RuntimeError('overloaded', `More than ${limits.queue} turns wait already. Try again in a second.`),
        )
      queue.push(waiting)
      schedule()
    },
    expire(afterMs) {
      const now = performance.now()
      const late = queue.filter((entry) => now - entry.since >= afterMs)
      if (late.length === 0) return
      queue = queue.filter((entry) => now - entry.since < afterMs)
      for (const entry of late) entry.fail(unavailable(undefined))
    },
    close: () =>
      new Promise((resolve) => {
        closing = resolve
        if (!busy) resolve()
      }),
  }
}
