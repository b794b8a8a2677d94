/**
 * Executes the effects that turns have committed.
 *
 * Owns the effects in hand and their leases. Is handed this node's own awaited effects right after their commit; finds the
 * queued ones, those whose line was before them, those of dead nodes and those whose time has come again by looking. How an execution ends is decided by
 * `attempt.ts`, which effects of a contact may go by `sql/lease-outbox.ts`.
 *
 * 1. Nothing is executed that is not committed (R2).
 * 2. A row is executed until its end is committed: a result in its turn, anything else here. Between the two a node may
 *    die, then the next executes it again, under the same idempotency key (R4).
 * 3. At most `actions` and `deliveries` executions at once, neither in the other's way; a row waiting for its place keeps
 *    its lease.
 * 4. Whoever ends the first effect of a contact's line calls the next one (R21).
 * 5. A conversation that waits for a result gets one, or is ended: none is left working for ever (R9).
 */

import type { ActionResult } from '@parley/flow'
import { type Execution, readExecution, readLease, type Verdict } from './attempt.ts'
import type { Cipher } from './cipher.ts'
import type { Queryable } from './database.ts'
import { RuntimeError } from './error.ts'
import { createGatherer } from './gather.ts'
import type { Happening, Outcome } from './happening.ts'
import type { ContactId } from './ids.ts'
import type { Pause } from './pause.ts'
import { createPlaces, keyOf, type Places } from './places.ts'
import type { ActionCall, Attempt, Ports } from './ports.ts'
import type { Limits } from './runtime.ts'
import { callLines } from './sql/call-lines.ts'
import type { Ending } from './sql/end-outbox.ts'
import { endOutbox } from './sql/end-outbox.ts'
import { leaseOutbox, type Task } from './sql/lease-outbox.ts'
import { markOutbox } from './sql/mark-outbox.ts'
import { renewOutbox } from './sql/renew-outbox.ts'
import type { TurnsSaved } from './sql/save-turns.ts'

export interface OutboxParts {
  readonly db: Queryable
  readonly workspace: string
  readonly cipher: Cipher
  /** Names this process's leases. */
  readonly owner: string
  readonly ports: Ports
  readonly limits: Pick<Limits, 'actions' | 'deliveries' | 'leaseMs'>
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
  /**
   * There may be something queued: looks as soon as it can, without being waited for.
   * @param contacts Whose line goes on.
   */
  wake(contacts?: readonly ContactId[]): void
  /** Keeps the leases of what is in hand. */
  renew(): Promise<void>
  /** Begins nothing more, gives running executions that long, then gives them up. */
  close(graceMs: number): Promise<void>
}

/** In hand per place. An action takes long enough for others to wait beside it; a delivery is over before the next look. */
const perPlace = { action: 8, delivery: 1 } as const
/** Taken at one look: a lease lasts from then on, so no more than can be begun soon. */
const mostPerLook = 1024
const resultPauseMs = 500
/** For what was given up to say that it had not sent anything. */
const abortedMs = 250

export function createOutbox(parts: OutboxParts): Outbox {
  const { limits, ports, workspace, owner } = parts
  const actions = createPlaces(limits.actions, perPlace.action)
  const deliveries = createPlaces(limits.deliveries, perPlace.delivery)
  const both = [actions, deliveries]
  const placesOf = (task: Pick<Task, 'delivery'>): Places => (task.delivery ? deliveries : actions)
  const running = () => actions.running + deliveries.running
  const saving = new Set<Promise<unknown>>()
  let closing: (() => void) | null = null
  let looking: Promise<void> | null = null
  let wakened = false
  const called = new Set<ContactId>()

  function execute(tasks: readonly Task[]): void {
    for (const task of tasks) {
      // Taken over from ourselves: an execution of it still runs.
      if (closing === null && !placesOf(task).has(keyOf(task))) placesOf(task).add(task)
    }
    fill()
  }

  function fill(): void {
    for (const places of both) {
      for (let next = begin(places); next !== undefined; next = begin(places)) void run(next.task, next.abort.signal)
    }
  }

  const begin = (places: Places) => (closing === null ? places.begin() : undefined)

  async function run(task: Task, signal: AbortSignal): Promise<void> {
    const verdict =
      unreadable(task) ?? readLease(task) ?? readExecution(task, await executeOnce(task, signal), parts.random())
    if (!signal.aborted) await conclude(task, verdict)
    placesOf(task).end(task)
    if (verdict.kind === 'result') placesOf(task).forget(keyOf(task))
    fill()
    if (running() === 0) closing?.()
  }

  async function executeOnce(task: Task, signal: AbortSignal): Promise<Execution> {
    const attempt: Attempt = {
      signal,
      async mark() {
        if (!(await mark({ ...task, sending: true }))) throw new Error('the effect was taken over by another node')
      },
      async unmark() {
        await mark({ ...task, sending: false })
      },
    }
    try {
      return { kind: 'result', result: await ports.runAction(callOf(task), attempt) }
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

  const mark = createGatherer(
    async (tasks: readonly (Task & { readonly sending: boolean })[]) => {
      const held = new Set((await markOutbox(parts.db, workspace, owner, tasks)).map(keyOf))
      return tasks.map((task) => held.has(keyOf(task)))
    },
    { keyOf },
  )

  async function conclude(task: Task, verdict: Verdict): Promise<void> {
    const { conversation, effect } = task
    switch (verdict.kind) {
      case 'result':
        return deliver(task, verdict)
      case 'done':
        return end(task, { conversation, effect, kind: 'done' })
      case 'again':
        return end(task, { conversation, effect, ...verdict, runAt: parts.now() + verdict.afterMs })
      case 'dead':
        // The reason may quote what was sent: it is in the dead letter.
        ports.log.error({ conversation, effect, action: task.action }, 'a queued action was given up')
        return end(task, { conversation, effect, ...verdict, diedAt: parts.now() })
    }
  }

  /** The row is deleted by the result's own turn. R1 */
  async function deliver(task: Task, verdict: Extract<Verdict, { kind: 'result' }>): Promise<void> {
    const { conversation, effect } = task
    // 5: a result that the flow cannot take is an error to it; when it cannot take that either, the conversation is over.
    for (const result of [verdict.result, untaken])
      if ((await takeSurely({ kind: 'action-finished', conversation, effect, result })) !== 'failed') return
    if ((await takeSurely({ kind: 'given-up', conversation, effect })) === 'closing') return
    const reason = 'the turn of its result failed'
    return end(task, { conversation, effect, kind: 'dead', diedAt: parts.now(), reason, doubtful: true })
  }

  /** Waits for a database that is away: nothing else may keep a result from its turn. */
  async function takeSurely(happening: Happening): Promise<'taken' | 'failed' | 'closing'> {
    for (;;) {
      try {
        await parts.take(happening)
        return 'taken'
      } catch (error) {
        const code = error instanceof RuntimeError ? error.code : undefined
        if (code === 'closing') return code
        if (code !== 'database-unavailable') return 'failed'
        await parts.pause(resultPauseMs)
      }
    }
  }

  async function end(task: Task, ended: Ending): Promise<void> {
    const { sealed = false, masks = [] } = task
    const ending = { ...ended, sealed, masks }
    const saved = save(ending)
    saving.add(saved)
    try {
      await saved
    } catch (error) {
      // The lease runs out and the row is executed again. R4
      const { conversation, effect } = task
      ports.log.warn(
        { conversation, effect, error: error instanceof Error ? error.message : 'unknown' },
        'the end of an effect could not be saved',
      )
    }
    saving.delete(saved)
    placesOf(task).forget(keyOf(task))
    const moves = ending.kind !== 'again' && (task.mode === 'queue' || task.delivery)
    if (moves || task.mode === 'queue') wake(moves ? [task.contactId] : []) // 4
  }

  const save = createGatherer(async (endings: readonly Ending[]) => {
    await endOutbox(parts.db, workspace, owner, endings, parts.cipher)
    return endings.map(() => undefined)
  })

  /** Gives whether there may be more. */
  async function lookFor(places: Places): Promise<boolean> {
    const limit = Math.min(places.room, mostPerLook)
    if (closing !== null || limit <= 0) return false
    const lease = { workspace, owner, ms: limits.leaseMs, now: parts.now(), limit, delivery: places === deliveries }
    const { tasks, more } = await leaseOutbox(parts.db, lease, parts.cipher)
    execute(tasks)
    return more
  }

  async function callNext(): Promise<void> {
    const contacts = [...called]
    if (contacts.length === 0) return
    called.clear()
    try {
      await callLines(parts.db, workspace, contacts)
    } catch (error) {
      for (const contact of contacts) called.add(contact)
      throw error
    }
  }

  async function look(): Promise<void> {
    await callNext()
    const found = await Promise.all(both.map(lookFor))
    if (found.includes(true)) wake()
  }

  function wake(contacts: readonly ContactId[] = []): void {
    for (const contact of contacts) called.add(contact)
    wakened = true
    looking ??= lookWhileWakened().finally(() => {
      looking = null
    })
  }

  async function lookWhileWakened(): Promise<void> {
    // What ends in the same tick is looked after at once.
    await new Promise((resolve) => setImmediate(resolve))
    while (wakened && closing === null) {
      wakened = false
      // The poll looks again, and reports.
      await look().catch(() => {})
    }
  }

  return {
    get running() {
      return running()
    },
    lease: () => (closing === null && actions.room > 0 ? { owner, ms: limits.leaseMs } : null),
    execute,
    look,
    wake,
    async renew() {
      const held = both.flatMap((places) => [...places.tasks()])
      if (held.length > 0) await renewOutbox(parts.db, { workspace, owner, ms: limits.leaseMs }, held)
    },
    async close(graceMs) {
      const idle = new Promise<void>((resolve) => {
        closing = resolve
        if (running() === 0) resolve()
      })
      let timer = setTimeout(() => {
        for (const places of both) places.abortAll()
        timer = setTimeout(() => closing?.(), abortedMs)
      }, graceMs)
      await idle
      clearTimeout(timer)
      await Promise.allSettled([looking, ...saving])
    },
  }
}

/** RX3 */
const unreadable = ({ unreadable: reason }: Task): Verdict | null =>
  reason === undefined ? null : { kind: 'dead', reason, doubtful: false }

const untaken: ActionResult = {
  outcome: 'error',
  outputs: {},
  error: { kind: 'crashed', message: 'The result of the action could not be taken.', retry: 'no' },
}

function callOf(task: Task): ActionCall {
  const {
    contactId: _line,
    delivery: _sort,
    takeovers: _died,
    late: _late,
    sealed: _sealed,
    masks: _masks,
    unreadable: _why,
    attempts,
    timeoutMs,
    ...told
  } = task
  const call = { ...told, idempotencyKey: keyOf(task), attempt: attempts }
  return timeoutMs === null ? call : { ...call, timeoutMs }
}
