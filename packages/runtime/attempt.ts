import type { ActionResult, ErrorKind, Retry, Values } from '@parley/flow'
import type { ActionEnd } from './ports.ts'
import type { Task } from './sql/lease-outbox.ts'

/** What follows one execution of an action. */
export type Verdict =
  /** The conversation waits for this result. */
  | { readonly kind: 'result'; readonly result: ActionResult }
  | { readonly kind: 'done' }
  /** `doubtful`: if it was sent, it may have been taken. */
  | { readonly kind: 'again'; readonly afterMs: number; readonly reason: string; readonly doubtful: boolean }
  | { readonly kind: 'dead'; readonly reason: string; readonly doubtful: boolean; readonly input?: Values }

/** How one execution went: it has a result, or the action host was not there. */
export type Execution = { readonly kind: 'result'; readonly result: ActionEnd } | { readonly kind: 'no-host' }

/** A person is waiting: about four seconds of a missing host, then the flow's error route. */
const mostAwaitedAttempts = 5
/** An action that has brought down this many nodes is taken to be the reason. */
const mostTakeovers = 5
/** These say nothing about the data: once somebody has mended the key or the allow-list, the same call succeeds. */
const mendable: ReadonlySet<ErrorKind> = new Set(['unauthorized', 'denied'])
const firstDelayMs = { await: 250, queue: 1000 } as const
const longestDelayMs = 3_600_000

/** Whether to execute at all: a row whose executions kept dying, or whose host was never there, is given up. */
export function readLease(task: Task): Verdict | null {
  if (task.late) return { kind: 'result', result: late(task) }
  // A delivery brings no node down: many of them are under way on any node that dies.
  const harmless = task.takeovers < mostTakeovers || (task.delivery && task.mode === 'queue')
  if (harmless && (task.mode === 'queue' || task.attempts <= mostAwaitedAttempts)) return null
  const reason = `given up after ${task.attempts - 1} attempts, ${task.takeovers} of which ended with their node`
  if (task.mode === 'queue') return { kind: 'dead', reason, doubtful: true }
  return { kind: 'result', result: crashed }
}

/** The row was marked and taken over, or never begun. */
function late({ doubtful }: Task): ActionResult {
  const sent = doubtful ? 'It may have been sent before.' : 'It was not sent.'
  const message = `What this contact has in line before it was not delivered in time. ${sent}`
  const outputs = doubtful ? { ambiguous: true } : {}
  return { outcome: 'error', outputs, error: { kind: 'timeout', message, retry: 'later' } }
}

const crashed: ActionResult = {
  outcome: 'error',
  outputs: {},
  error: { kind: 'crashed', message: 'The action could not be run.', retry: 'later' },
}

/** The whole decision after an execution. `random` in [0, 1) spreads repetitions, so that they do not come all at once. */
export function readExecution(task: Task, execution: Execution, random: number): Verdict {
  if (execution.kind === 'no-host') {
    if (task.mode === 'await' && task.attempts >= mostAwaitedAttempts) return { kind: 'result', result: crashed }
    return { kind: 'again', afterMs: backOff(task, random), reason: 'the action host was not there', doubtful: true }
  }
  const { ambiguous: doubtful = false, rest, ...result } = execution.result
  if (task.mode === 'await') return { kind: 'result', result }
  if (result.outcome !== 'error') return { kind: 'done' }
  const reason = result.error === undefined ? 'error' : `${result.error.kind}: ${result.error.message}`
  const retry = readRetry(result)
  if (retry === 'no') return { kind: 'dead', reason, doubtful, ...(rest !== undefined && { input: rest }) }
  const afterMs = retry === 'later' ? backOff(task, random) : Math.min(Math.max(retry.afterMs, 0), longestDelayMs)
  return { kind: 'again', afterMs, reason, doubtful }
}

function readRetry({ error }: ActionResult): Retry {
  if (error === undefined) return 'no'
  return error.retry === 'no' && mendable.has(error.kind) ? 'later' : error.retry
}

/** Doubles with every attempt up to an hour, of which it takes between half and all. */
function backOff(task: Task, random: number): number {
  const delay = Math.min(firstDelayMs[task.mode] * 2 ** (task.attempts - 1), longestDelayMs)
  return Math.round(delay * (0.5 + random / 2))
}
