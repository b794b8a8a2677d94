/**
 * Carries out the Braze calls that flows ask for without code, by the contract of `packages/flow/SPEC.md`.
 *
 * Owns which call becomes which method, what an answer or a failure means for the flow, and how long an awaited call puts up
 * with a rate limit. Leaves repetition, order and dead letters to the runtime, requests to the action host's client.
 *
 * 1. An awaited call that Braze refuses for the rate limit alone waits for it as long as its time lasts.
 * 2. A message that may have been sent is not sent again, unless an operator decides so.
 * 3. Nothing of an input is logged.
 */
import { setTimeout as rest } from 'node:timers/promises'
import { type ActionHost, ActionHostError, findChanged } from '@parley/actions/host'
import { BrazeError } from '@parley/braze'
import type { Values } from '@parley/flow'
import { type ActionCall, type ActionEnd, type Attempt, deliveryTimeoutMs, type Runtime } from '@parley/runtime'
import { type BrazeCall, brazeCalls } from './braze-call.ts'
import { fail, readFailure } from './delivery-end.ts'
import type { Target } from './target.ts'
import { deliverTrack } from './track-delivery.ts'

export interface DeliveryParts {
  readonly host: Pick<ActionHost, 'call'>
  readonly shadow: () => Runtime['shadow']
  readonly dataPoints: () => Runtime['dataPoints']
}

/** Between two looks at a limit that does not say when it opens. */
const limitedMs = 1000

/** Whether the action is a call of Braze that no solution's code carries out. */
export const isDelivery = (action: string): boolean => action.startsWith('braze.')

/**
 * One attempt. Rejects when there was nobody to make the call.
 * @param deployment Whose key and address are used.
 */
export async function deliver(
  call: ActionCall,
  attempt: Attempt,
  deployment: string,
  target: Target,
  parts: DeliveryParts,
): Promise<ActionEnd> {
  const how = Object.hasOwn(brazeCalls, call.action) ? brazeCalls[call.action] : undefined
  if (how === undefined) return fail('missing', `There is no call ${call.action}.`, 'no')
  const { options, ...body } = call.input
  const refused = readRefusal(options)
  if (refused !== undefined) return how.refused ?? fail('input', refused, 'no')
  if (how.once && call.doubtful) {
    const message = 'It may have been sent by an attempt that nobody knows the end of. It is not sent again by itself.'
    return fail('unavailable', message, 'no', { ambiguous: true }) // 2
  }
  const way = { deployment, target, parts }
  const make = (signal: AbortSignal) => once(call, body, how, { ...attempt, signal }, way)
  try {
    return await (call.mode === 'await' ? patiently(call, attempt, make).then(tellDoubt) : make(attempt.signal))
  } catch (failure) {
    // Given up while it waited for its turn: then it need not be doubted.
    if (failure instanceof BrazeError && !failure.ambiguous) await attempt.unmark().catch(() => {})
    throw failure
  }
}

/** So that a flow can tell "refused" from "perhaps taken". */
function tellDoubt(end: ActionEnd): ActionEnd {
  return end.ambiguous === true ? { ...end, outputs: { ...end.outputs, ambiguous: true } } : end
}

function readRefusal(options: unknown): string | undefined {
  const refused = typeof options === 'object' && options !== null && 'refused' in options ? options.refused : undefined
  return typeof refused === 'string' ? refused : undefined
}

interface Way {
  readonly deployment: string
  readonly target: Target
  readonly parts: DeliveryParts
}

async function once(call: ActionCall, body: Values, how: BrazeCall, attempt: Attempt, way: Way): Promise<ActionEnd> {
  const { deployment, target, parts } = way
  const { signal } = attempt
  const send = (sent: Values) => parts.host.call(deployment, how.method, sent, { signal })
  if (how.method === 'users.track')
    return deliverTrack(call, target, attempt, { shadow: parts.shadow(), dataPoints: parts.dataPoints(), send })
  const changed = findChanged(how.method, body)
  const forget = async () => {
    if (changed.length > 0) await parts.shadow().forget(target.space, changed)
  }
  await forget()
  if (how.once) await attempt.mark()
  try {
    return how.read((await send(body)) as Values)
  } catch (failure) {
    const end = readFailure(failure)
    // 2
    return how.once && end.ambiguous === true && end.error ? { ...end, error: { ...end.error, retry: 'no' } } : end
  } finally {
    // Forgotten before already: once more for what was delivered meanwhile.
    await forget().catch(() => {})
  }
}

/** 1 */
async function patiently(
  call: ActionCall,
  attempt: Attempt,
  make: (signal: AbortSignal) => Promise<ActionEnd>,
): Promise<ActionEnd> {
  const timeoutMs = call.timeoutMs ?? deliveryTimeoutMs
  const late = AbortSignal.timeout(timeoutMs)
  const signal = AbortSignal.any([attempt.signal, late])
  for (;;) {
    let limited: ActionEnd
    try {
      limited = await make(signal)
    } catch (failure) {
      if (late.aborted && isCancelled(failure)) return tooLate(timeoutMs, failure)
      throw failure
    }
    const { error } = limited
    if (error?.kind !== 'rate-limited' || error.retry === 'no') return limited
    try {
      await rest(typeof error.retry === 'object' ? error.retry.afterMs : limitedMs, undefined, { signal })
    } catch {
      return limited
    }
  }
}

function isCancelled(failure: unknown): boolean {
  return (failure instanceof BrazeError || failure instanceof ActionHostError) && failure.code === 'cancelled'
}

function tooLate(timeoutMs: number, failure: unknown): ActionEnd {
  const ambiguous = failure instanceof BrazeError && failure.ambiguous
  return fail('timeout', `Braze did not answer within ${timeoutMs} ms.`, 'later', { ambiguous })
}
