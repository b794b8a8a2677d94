import type { Endpoint } from '@parley/braze/contract'
import type { Address } from './address.ts'
import type { Bucket } from './bucket.ts'
import type { Clock } from './clock.ts'
import { BrazeError, describe, withDoubt } from './error.ts'
import { decideRetry } from './retry.ts'
import type { Transport } from './transport.ts'

export interface SendPorts {
  readonly transport: Transport
  readonly bucket: Bucket
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
): Promise<unknown> {
  const { bucket, clock } = ports
  const deadline = clock.now() + ports.patienceMs
  /** An earlier try may have been taken. */
  let doubtful = false
  for (let attempt = 1; ; attempt += 1) {
    for (let wait = bucket.wait(); wait > 0; wait = bucket.wait()) {
      if (clock.now() + wait > deadline) throw failUnsent(endpoint, 'rate-limited', doubtful, wait)
      await rest(wait, clock, signal)
      if (signal.aborted) throw failUnsent(endpoint, 'cancelled', doubtful)
    }
    bucket.take()
    const outcome = await ports.transport.send(endpoint, address, { objects: 1, signal })
    if (outcome.kind === 'success') {
      bucket.done(outcome.headers)
      return outcome.value
    }
    const { failure } = outcome
    doubtful ||= failure.ambiguous
    const error = doubtful ? withDoubt(outcome.error) : outcome.error
    bucket.done(failure.headers)
    const now = clock.now()
    const decision = decideRetry({ ...failure, repeatable: endpoint.repeatable }, attempt, now, ports.chance())
    if (!decision.retry) throw error
    if (failure.code === 'rate-limited') bucket.pause(decision.afterMs)
    if (now + decision.afterMs > deadline) throw error
    await rest(decision.afterMs, clock, signal)
    if (signal.aborted) throw failUnsent(endpoint, 'cancelled', doubtful)
  }
}

/** Ends early, and without complaint, when the signal comes. */
function rest(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const end = (): void => {
      cancel()
      signal.removeEventListener('abort', end)
      resolve()
    }
    const cancel = clock.after(ms, end)
    signal.addEventListener('abort', end)
  })
}

function failUnsent(
  endpoint: Endpoint,
  code: 'rate-limited' | 'cancelled',
  ambiguous: boolean,
  afterMs?: number,
): BrazeError {
  const retry = afterMs === undefined ? 'no' : { afterMs }
  const detail = ambiguous ? 'Not sent again.' : 'Not sent.'
  return new BrazeError(describe(endpoint, code, { detail }), { code, retry, ambiguous })
}
