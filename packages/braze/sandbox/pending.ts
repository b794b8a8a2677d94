/**
 * Writes that were accepted and are not yet applied.
 *
 * Owns when they are applied and in which order. Leaves what they do to the handlers, and making them again after a restart to
 * `handlers/revive.ts`.
 *
 * G1 A write is applied after the delay, and never before one that was accepted earlier.
 * G2 What waits is bounded: beyond {@link KEPT} the oldest are applied early, never forgotten.
 */
import { z } from 'zod'
import type { Clock } from './clock.ts'
import { createChanges, type Rows } from './rows.ts'

export interface PendingWrite {
  readonly apply: () => void
  /** What the write can be made again from, as JSON; asked for only where there is a database. */
  readonly kept?: () => unknown
  /** Bytes that it holds in memory, roughly. */
  readonly bytes?: number
}

export interface Pending {
  readonly size: number
  readonly rows: Rows
  add(write: PendingWrite): void
  /** Takes up what was waiting before a restart; `revive` makes a write again, `undefined` when it cannot. */
  resume(revive: (kept: unknown) => (() => void) | undefined): void
  /** Applies nothing more, and forgets whatever is added later. */
  close(): void
}

/** What waits at most. A delay of an hour under load would otherwise fill the memory. */
const KEPT = { writes: 100_000, bytes: 256 * 1024 * 1024 }
/** A clock that stands still must not be asked too often. Milliseconds. */
const LEAST_TIMER = 20

interface Waiting extends PendingWrite {
  readonly id: string
  dueAt: number
}

const savedWrite = z.object({ dueAt: z.number(), order: z.number(), bytes: z.number(), kept: z.unknown() })

/**
 * @param delay milliseconds; 0 applies at once, before the answer leaves. A clock set past the due time applies at once too.
 * @param remembers whether there is a database that keeps what waits
 */
export function createPending(clock: Clock, delay: () => number, remembers = false, most = KEPT): Pending {
  const changes = createChanges(remembers)
  /** Oldest first, and so in the order of their times. */
  const waiting: Waiting[] = []
  const byId = new Map<string, Waiting>()
  let saved: readonly z.output<typeof savedWrite>[] = []
  let order = 0
  let bytes = 0
  let closed = false
  let timer: NodeJS.Timeout | undefined

  function applyFirst(count: number): void {
    for (const write of waiting.splice(0, count)) {
      byId.delete(write.id)
      changes.mark(write.id)
      bytes -= write.bytes ?? 0
      write.apply()
    }
  }

  function applyDue(least: number): void {
    const now = clock.now()
    const later = waiting.findIndex(({ dueAt }) => dueAt > now)
    applyFirst(later === -1 ? waiting.length : later)
    arm(least)
  }

  function arm(least: number): void {
    clearTimeout(timer)
    const [first] = waiting
    if (closed || first === undefined) return
    timer = setTimeout(() => applyDue(LEAST_TIMER), Math.max(least, first.dueAt - clock.now()))
    timer.unref()
  }

  function wait(write: PendingWrite, dueAt: number): void {
    order += 1
    const added = { ...write, id: String(order), dueAt }
    // The delay was shortened meanwhile: then those before come along.
    for (let index = waiting.length - 1; index >= 0; index -= 1) {
      const earlier = waiting[index]
      if (earlier === undefined || earlier.dueAt <= dueAt) break
      earlier.dueAt = dueAt // G1
      changes.mark(earlier.id)
    }
    waiting.push(added)
    byId.set(added.id, added)
    changes.mark(added.id)
    bytes += write.bytes ?? 0
    while (waiting.length > most.writes || bytes > most.bytes) applyFirst(1) // G2
  }

  clock.onShift(() => {
    if (!closed) applyDue(1)
  })

  return {
    get size() {
      return waiting.length
    },
    add(write) {
      if (closed) return
      const delayMs = delay()
      if (delayMs <= 0) {
        applyFirst(waiting.length) // G1
        write.apply()
        return
      }
      wait(write, clock.now() + delayMs)
      arm(1)
    },
    resume(revive) {
      for (const { dueAt, kept, bytes, order: old } of saved) {
        // It waits under a new number from here on.
        changes.mark(String(old))
        const apply = revive(kept)
        if (apply !== undefined) wait({ apply, kept: () => kept, bytes }, dueAt)
      }
      saved = []
      applyDue(1)
    },
    rows: {
      changes,
      read(id) {
        const write = byId.get(id)
        if (write === undefined) return undefined
        const { dueAt, bytes = 0, kept } = write
        return { dueAt, order: Number(id), bytes, kept: kept?.() }
      },
      load(rows) {
        saved = rows.map(([, data]) => savedWrite.parse(data)).sort((one, other) => one.order - other.order)
        order = saved.at(-1)?.order ?? 0
      },
    },
    close() {
      closed = true
      clearTimeout(timer)
    },
  }
}
