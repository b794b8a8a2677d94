/**
 * Executes the effects that turns have committed.
 *
 * Owns the effects in hand and their leases. Is handed this node's own effects right after their commit; finds the ones
 * of dead nodes, and those whose time has come again, by looking. How an execution ends is decided by `attempt.ts`.
 *
 * 1. Nothing is executed that is not committed (R2).
 * 2. A row is executed until its end is committed: a result in its turn, anything else here. Between the two a node may
 *    die, then the next executes it again, under the same idempotency key (R4).
 * 3. At most `actions` executions at once; a row waiting for its place keeps its lease.
 */

import { type Execution, readExecution, readLease, type Verdict } from './attempt.ts'
import type { Queryable } from './database.ts'
import { RuntimeError } from './error.ts'
import type { Happening, Outcome } from './happening.ts'
import type { Pause } from './pause.ts'
import type { ActionCall, Ports } from './ports.ts'
import type { Ending } from './sql/end-outbox.ts'
import { endOutbox } from './sql/end-outbox.ts'
import { leaseOutbox, type Task } from './sql/lease-outbox.ts'
import { renewOutbox } from './sql/renew-outbox.ts'
import type { TurnsSaved } from './sql/save-turns.ts'

export interface OutboxParts {
  readonly db: Queryable
  readonly workspace: string
  /** Names this process's leases. */
  readonly owner: string
  readonly ports: Ports
  readonly limits: { readonly actions: number; readonly leaseMs: number }
  readonly pause: Pause
  now(): number
  random(): number
  /** Takes a result as a turn. */
  take(happening: Happening): Promise<Outcome>
}

export interface Outbox {
  readonly running: number
  /** For a batch about to be written; null when there is more than enough in hand. */
  lease(): TurnsSaved['lease']
  /** Executes what this process has just committed under its own lease. */
  execute(tasks: readonly Task[]): void
  /** Takes what is due and nobody's. */
  look(): Promise<void>
  /** Keeps the leases of what is in hand. */
  renew(): Promise<void>
  /** Begins nothing more, gives running executions that long, then gives them up. */
  close(graceMs: number): Promise<void>
}

/** In hand per place: enough that no place stands empty between two looks, little enough to lose with a node. */
const backlogPerPlace = 8
const resultPauseMs = 500

export function createOutbox(parts: OutboxParts): Outbox {
  const { limits, ports, workspace, owner } = parts
  const inHand = new Map<string, Task>()
  const backlog: Task[] = []
  const running = new Map<string, AbortController>()
  let endings: Ending[] = []
  let saving: Promise<void> | null = null
  let closing: (() => void) | null = null

  const room = () => limits.actions * backlogPerPlace - inHand.size

  function execute(tasks: readonly Task[]): void {
    for (const task of tasks) {
      // Taken over from ourselves: an execution of it still runs.
      if (closing !== null || inHand.has(keyOf(task))) continue
      inHand.set(keyOf(task), task)
      backlog.push(task)
    }
    fill()
  }

  function fill(): void {
    while (running.size < limits.actions && closing === null) {
      const task = backlog.shift()
      if (task === undefined) return
      const abort = new AbortController()
      running.set(keyOf(task), abort)
      void run(task, abort.signal)
    }
  }

  async function run(task: Task, signal: AbortSignal): Promise<void> {
    const verdict = readLease(task) ?? readExecution(task, await call(task, signal), parts.random())
    if (!signal.aborted) await conclude(task, verdict)
    running.delete(keyOf(task))
    if (verdict.kind === 'result') inHand.delete(keyOf(task))
    fill()
    if (running.size === 0) closing?.()
  }

  async function call(task: Task, signal: AbortSignal): Promise<Execution> {
    try {
      return { kind: 'result', result: await ports.runAction(callOf(task), signal) }
    } catch (error) {
      const { conversation, effect, action } = task
      if (!signal.aborted)
        ports.log.warn(
          { conversation, effect, action, error: error instanceof Error ? error.message : 'unknown' },
          'the action host did not run an action',
        )
      return { kind: 'no-host' }
    }
  }

  async function conclude(task: Task, verdict: Verdict): Promise<void> {
    const { conversation, effect } = task
    switch (verdict.kind) {
      case 'result':
        return deliver(task, verdict)
      case 'done':
        return end({ conversation, effect, kind: 'done' })
      case 'again':
        return end({
          conversation,
          effect,
          kind: 'again',
          runAt: parts.now() + verdict.afterMs,
          reason: verdict.reason,
        })
      case 'dead':
        ports.log.error(
          { conversation, effect, action: task.action, reason: verdict.reason },
          'a queued action was given up',
        )
        return end({ conversation, effect, kind: 'dead', diedAt: parts.now(), reason: verdict.reason })
    }
  }

  /** The row is deleted by the result's own turn. R1 */
  async function deliver(task: Task, verdict: Extract<Verdict, { kind: 'result' }>): Promise<void> {
    const { conversation, effect } = task
    for (;;) {
      try {
        await parts.take({ kind: 'action-finished', conversation, effect, result: verdict.result })
        return
      } catch (error) {
        const code = error instanceof RuntimeError ? error.code : undefined
        if (code === 'closing') return
        if (code !== 'database-unavailable')
          return end({
            conversation,
            effect,
            kind: 'dead',
            diedAt: parts.now(),
            reason: 'the turn of its result failed',
          })
        await parts.pause(resultPauseMs)
      }
    }
  }

  /** Endings share statements by readiness, as turns do. */
  function end(ending: Ending): void {
    endings.push(ending)
    saving ??= saveEndings()
  }

  async function saveEndings(): Promise<void> {
    while (endings.length > 0) {
      const batch = endings
      endings = []
      try {
        await endOutbox(parts.db, workspace, owner, batch)
      } catch (error) {
        // The leases run out and the rows are executed again. R4
        ports.log.warn(
          { effects: batch.length, error: error instanceof Error ? error.message : 'unknown' },
          'the ends of effects could not be saved',
        )
      }
      for (const ending of batch) inHand.delete(keyOf(ending))
    }
    saving = null
  }

  return {
    get running() {
      return running.size
    },
    lease: () => (closing === null && room() > 0 ? { owner, ms: limits.leaseMs } : null),
    execute,
    async look() {
      const limit = Math.min(room(), 256)
      if (closing !== null || limit <= 0) return
      execute(await leaseOutbox(parts.db, { workspace, owner, ms: limits.leaseMs, now: parts.now(), limit }))
    },
    async renew() {
      if (inHand.size > 0) await renewOutbox(parts.db, { workspace, owner, ms: limits.leaseMs }, [...inHand.values()])
    },
    async close(graceMs) {
      const idle = new Promise<void>((resolve) => {
        closing = resolve
        if (running.size === 0) resolve()
      })
      const timer = setTimeout(() => {
        for (const abort of running.values()) abort.abort()
        closing?.()
      }, graceMs)
      await idle
      clearTimeout(timer)
      await saving
    },
  }
}

function keyOf(row: { readonly conversation: string; readonly effect: string }): string {
  return `${row.conversation}.${row.effect}`
}

function callOf(task: Task): ActionCall {
  const {
    version,
    solution,
    environment,
    conversation,
    contact,
    node,
    action,
    input,
    effect,
    timeoutMs,
    at,
    attempts,
  } = task
  const idempotencyKey = keyOf(task)
  const call = {
    version,
    solution,
    environment,
    conversation,
    contact,
    node,
    action,
    input,
    effect,
    idempotencyKey,
    at,
    attempt: attempts,
  }
  return timeoutMs === null ? call : { ...call, timeoutMs }
}
