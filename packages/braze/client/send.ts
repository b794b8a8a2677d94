import type { Endpoint } from '@parley/braze/contract'
import type { Address } from './address.ts'
import type { Outcome } from './answer.ts'
import { type Clock, rest } from './clock.ts'
import { BrazeError, describe, withDoubt } from './error.ts'
import type { Gate } from './gate.ts'
import { decideRetry } from './retry.ts'
import type { Transport } from './transport.ts'

type Success = Extract<Outcome, { kind: 'success' }>

export interface SendPorts {
  readonly transport: Transport
  readonly gate: Gate
  readonly clock: Clock
  /** From 0 to 1. */
  readonly chance: () => number
  /** How long a call may wait to be sent, or sent again. */
  readonly patienceMs: number
}

/**
 * One request that shares with no other: waits for the rate limit, sends, tries again where that helps and time is left.
 *
 * @throws BrazeError
 */
export async function send(
  endpoint: Endpoint,
  address: Address,
  ports: SendPorts,
  signal: AbortSignal,
): Promise<Success> {
  const { gate, clock } = ports
  const deadline = clock.now() + ports.patienceMs
  /** An earlier try may have been taken. */
  let doubtful = false
  for (let attempt = 1; ; attempt += 1) {
    if (signal.aborted) throw failUnsent(endpoint, 'cancelled', doubtful)
    const entry = await gate.enter(deadline, signal)
    if (entry === 'cancelled') throw failUnsent(endpoint, 'cancelled', doubtful)
    if (entry !== 'open') throw failUnsent(endpoint, 'rate-limited', doubtful, entry.afterMs ?? 'later')
    const outcome = await ports.transport.send(endpoint, address, { objects: 1, signal })
    if (outcome.kind === 'success') {
      gate.done(outcome.headers)
      return outcome
    }
    const { failure } = outcome
    doubtful ||= failure.ambiguous
    const error = doubtful ? withDoubt(outcome.error) : outcome.error
    gate.done(failure.headers)
    const now = clock.now()
    const decision = decideRetry({ ...failure, repeatable: endpoint.repeatable }, attempt, now, ports.chance())
    if (!decision.retry) throw error
    if (failure.code === 'rate-limited') gate.pause(decision.afterMs)
    if (now + decision.afterMs > deadline) throw error
    await rest(decision.afterMs, clock, signal)
  }
}

function failUnsent(
  endpoint: Endpoint,
  code: 'rate-limited' | 'cancelled',
  ambiguous: boolean,
  wait?: number | 'later',
): BrazeError {
  const retry = wait === undefined ? 'no' : wait === 'later' ? 'later' : { afterMs: wait }
  const detail = ambiguous ? 'Not sent again.' : 'Not sent.'
  return new BrazeError(describe(endpoint, code, { detail }), { code, retry, ambiguous })
}
