import type { ActionResult } from '@parley/flow'
import type { LogLine } from './deployment.ts'
import { failed } from './failure.ts'
import type { End, Thrown } from './frame.ts'
import type { Journal } from './journal.ts'
import type { RequestLine } from './request-line.ts'
import type { SlotEnd } from './slot.ts'
import type { Tenant } from './tenant.ts'

/** What became of one call. */
export interface ActionReport {
  readonly result: ActionResult
  /** What the action logged, and what the host has to say about its end; free of secrets, perhaps not of personal data. */
  readonly logs: readonly LogLine[]
  /** From the call's arrival at the action host to its end, in milliseconds. */
  readonly tookMs: number
  /** What isolated it: `deno+nobody+no-new-privs+data-limit`. */
  readonly level: string
  /** Of a traced call: its first 100 requests, in the order in which they ended. */
  readonly requests?: readonly RequestLine[]
  /** Of a traced call: the most memory that its process was seen to hold. */
  readonly memoryBytes?: number
}

const outOfMemory = /array buffer allocation failed|invalid array(?: buffer)? length|out of memory/i

function readThrown(thrown: Thrown, action: string, tenant: Tenant, journal: Journal): ActionResult {
  journal.add(
    'error',
    thrown.stack.includes(thrown.message) ? thrown.stack : `${thrown.name}: ${thrown.message}\n${thrown.stack}`,
  )
  const { failure } = thrown
  if (failure) return failed(readKind(failure.kind), tenant.secrets.redact(failure.message), failure.retry)
  const outgrown = thrown.name === 'RangeError' && outOfMemory.test(thrown.message)
  if (outgrown || thrown.name === 'MemoryError') {
    return failed('memory', `The action "${action}" needed more memory than it may have.`, 'no')
  }
  return failed('thrown', `The action "${action}" threw an error.`, 'no')
}

const remoteKinds = ['network', 'denied', 'timeout', 'unauthorized', 'rejected', 'rate-limited', 'unavailable'] as const

/** The kind came through the child, so it is one of those a request can have, or nothing special. */
function readKind(kind: string): (typeof remoteKinds)[number] | 'thrown' {
  return remoteKinds.find((one) => one === kind) ?? 'thrown'
}

function readEnd(end: End, action: string, tenant: Tenant, journal: Journal): ActionResult {
  if (end.kind === 'thrown') return readThrown(end.thrown, action, tenant, journal)
  if (end.kind !== 'outcome') {
    journal.add('error', end.message)
    const name = {
      input: 'got a payload that does not fit its input',
      output: 'returned something that is no result',
      missing: 'does not exist in this version',
    }
    return failed(end.kind, `The action "${action}" ${name[end.kind]}.`, 'no')
  }
  const outputs = redactOutputs(end.outputs, tenant)
  if (end.outcome !== 'error') return { outcome: end.outcome, outputs }
  const message = end.message === null ? `The action "${action}" ended in error.` : tenant.secrets.redact(end.message)
  return { outcome: 'error', outputs, error: { kind: 'returned', message, retry: end.retry ?? 'no' } }
}

type Outputs = ActionResult['outputs']

/** An action cannot know a secret's value, but a back end could have told it. */
function redactOutputs(outputs: Outputs, tenant: Tenant): Outputs {
  const json = JSON.stringify(outputs)
  const clean = tenant.secrets.redact(json)
  return clean === json ? outputs : (JSON.parse(clean) as Outputs)
}

/** Turns how a call ended in its slot into the result a flow sees, and writes the reason to the log. */
export function readSlotEnd(end: SlotEnd, action: string, tenant: Tenant, journal: Journal): ActionResult {
  switch (end.kind) {
    case 'end':
      return readEnd(end.end, action, tenant, journal)
    case 'timeout': {
      const message = `The action "${action}" was stopped: it took longer than ${end.timeoutMs} ms.`
      journal.add('error', end.stack === '' ? message : `${message} It was at:\n${end.stack}`)
      return failed('timeout', message, 'later')
    }
    case 'cancelled':
      return failed('timeout', `The action "${action}" was cancelled.`, 'no')
    case 'lost': {
      if (end.cause === 'memory' && end.alone) {
        const message = `The action "${action}" was stopped: it held more memory than it may have.`
        journal.add('error', message)
        return failed('memory', message, 'no')
      }
      const message = end.alone
        ? `The process of the action "${action}" ended in the middle of it.`
        : `The action "${action}" was lost with its process, perhaps because of another one.`
      journal.add('error', message)
      return failed('crashed', message, 'later')
    }
  }
}
