import type { Queryable } from './database.ts'
import { RuntimeError } from './error.ts'
import type { Happening, Outcome } from './happening.ts'
import { type DueTimer, leaseTimers } from './sql/lease-timers.ts'
import { postponeTimer } from './sql/postpone-timer.ts'

export interface TimersParts {
  readonly db: Queryable
  readonly workspace: string
  readonly owner: string
  readonly leaseMs: number
  now(): number
  take(happening: Happening): Promise<Outcome>
}

/** Due timers taken in one look; when there are more, the next look follows at once. */
const pageSize = 256
/** A timer whose turn fails is a bug: tried again when there may be a mended version, and no sooner. */
const failedMs = 3_600_000

/** Fires all timers that are due: each becomes a turn that removes it. */
export async function fireTimers(parts: TimersParts): Promise<void> {
  const lease = { workspace: parts.workspace, owner: parts.owner, ms: parts.leaseMs, limit: pageSize }
  for (;;) {
    const due = await leaseTimers(parts.db, { ...lease, now: parts.now() })
    await Promise.all(due.map((timer) => fire(parts, timer)))
    if (due.length < pageSize) return
  }
}

async function fire(parts: TimersParts, due: DueTimer): Promise<void> {
  const { conversation, timer, at } = due
  try {
    await parts.take({ kind: 'timer-fired', conversation, timer, setTo: at })
  } catch (error) {
    // With the database away the lease runs out and the timer is found again, by this node or another.
    const code = error instanceof RuntimeError ? error.code : undefined
    if (code !== 'database-unavailable' && code !== 'closing')
      await postponeTimer(parts.db, parts.workspace, due, failedMs)
  }
}
