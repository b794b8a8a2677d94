/**
 * Limits that all nodes share: how many requests may go to a service in a span of time.
 *
 * Owns who waits in this process. The count is a row of the database, the clock is the database's.
 *
 * 1. In any span of the window's length all nodes together are granted no more than the limit. R23
 * 2. What is granted is used at once: a lot is never larger than the number of those who wait, and a small part of the limit, so
 *    that the nodes take turns.
 * 3. Whoever waits goes in the order of arrival.
 * 4. What a node sends first arrives late: code is compiled, connections are made. So that it does not meet in one window with what
 *    was granted long after it, it counts from the moment at which it has surely arrived.
 */
import { type Database, unavailable } from './database.ts'
import type { Pause } from './pause.ts'
import { type BudgetWindow, pauseBudget, takeBudget } from './sql/take-budget.ts'

export interface Budgets {
  /** Resolves when one request may go. Rejects when the signal comes, or this node closes. */
  take(name: string, window: BudgetWindow, signal?: AbortSignal): Promise<void>
  /** The service asked for a pause: nothing is granted to any node for so many milliseconds. */
  pause(name: string, ms: number): Promise<void>
}

export interface BudgetsParts {
  readonly db: Database['pool']
  readonly workspace: string
  readonly pause: Pause
  /** Milliseconds of a clock that only goes forward. Default: the process's. */
  elapsed?(): number
}

interface Waiting {
  readonly settle: () => void
  readonly fail: (error: unknown) => void
}

interface Line {
  window: BudgetWindow
  readonly waiting: Set<Waiting>
  running: boolean
}

/** When a node sent something within a limit. */
interface Path {
  warmAt: number
  usedAt: number
}

/** The most of a limit that one node takes at once. */
const lotShare = 0.05
/** A pause ends in time for the next slice, also when the window is an hour: a limit may be raised meanwhile. */
const longestWaitMs = 5000
const brokenMs = 200
/** Measured on a busy machine: a third of a second from the first grant to the arrival; to a distant service add its handshakes. */
const coldMs = 500
/** Connections that rest longer are closed. */
const restMs = 4000

export function createBudgets(parts: BudgetsParts): Budgets & { close(): void } {
  const { db, workspace, pause, elapsed = () => performance.now() } = parts
  const lines = new Map<string, Line>()
  const paths = new Map<string, Path>()
  let closed = false

  /** 4: how much later than usual arrives what is sent now. */
  function lateness(name: string): number {
    const path = paths.get(name)
    const now = elapsed()
    return path === undefined || now - path.usedAt > restMs ? coldMs : Math.max(0, path.warmAt - now)
  }

  function use(name: string, lateMs: number): void {
    const now = elapsed()
    paths.set(name, { warmAt: now + lateMs, usedAt: now })
  }

  async function serve(name: string, line: Line): Promise<void> {
    // Those who come in the same tick share a lot.
    await Promise.resolve()
    while (line.waiting.size > 0 && !closed) {
      const most = Math.max(1, Math.ceil(line.window.requests * lotShare))
      const wanted = Math.min(line.waiting.size, most)
      // Nothing can be said of a limit while the database is away, so nothing goes.
      const lateMs = lateness(name)
      const grant = await takeBudget(db, workspace, name, wanted, line.window, lateMs).catch(() => null)
      if (grant === null) await pause(brokenMs)
      else {
        if (grant.granted > 0) use(name, lateMs)
        settle(line, grant.granted)
        if (grant.waitMs > 0) await pause(Math.min(grant.waitMs, longestWaitMs))
      }
    }
    line.running = false
    if (line.waiting.size === 0) lines.delete(name)
  }

  return {
    take(name, window, signal) {
      return new Promise((resolve, reject) => {
        if (closed || signal?.aborted) return reject(gone())
        const line = lines.get(name) ?? { window, waiting: new Set(), running: false }
        lines.set(name, line)
        line.window = window
        const leave = () => {
          line.waiting.delete(entry)
          signal?.removeEventListener('abort', cancel)
        }
        const entry: Waiting = {
          settle: () => {
            leave()
            resolve()
          },
          fail: (error) => {
            leave()
            reject(error)
          },
        }
        const cancel = () => entry.fail(gone())
        signal?.addEventListener('abort', cancel)
        line.waiting.add(entry)
        if (line.running) return
        line.running = true
        void serve(name, line)
      })
    },
    pause: (name, ms) =>
      pauseBudget(db, workspace, name, ms).catch((error: unknown) => {
        throw unavailable(error)
      }),
    close() {
      closed = true
      for (const line of lines.values()) for (const entry of [...line.waiting]) entry.fail(gone())
    },
  }
}

/** 3 */
function settle(line: Line, granted: number): void {
  let left = granted
  for (const entry of line.waiting) {
    if (left === 0) return
    left -= 1
    entry.settle()
  }
}

const gone = () => new Error('no longer waiting for the rate limit')
