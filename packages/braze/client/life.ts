import type { Endpoint } from '@parley/braze/contract'
import { BrazeError, describe } from './error.ts'

export interface Life {
  /** @throws BrazeError `closed` */
  admit(endpoint: Endpoint): void
  /** Runs a call unless the client is closed; its signal comes when the caller's does or the client is stopped. */
  run<Result>(
    endpoint: Endpoint,
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result>
  /** Comes when the client is to stop at once. */
  readonly stopped: AbortSignal
  close(): Promise<void>
}

/**
 * Opens and closes a client: counts the calls, refuses new ones once closed.
 *
 * @param outer Stops the client at once.
 * @param drain Resolves when what the calls left behind is done.
 */
export function createLife(outer: AbortSignal | undefined, drain: () => Promise<void>): Life {
  const stop = new AbortController()
  const calls = new Set<Promise<unknown>>()
  let closed = false

  const stopNow = (): void => {
    closed = true
    outer?.removeEventListener('abort', stopNow)
    stop.abort()
  }
  outer?.addEventListener('abort', stopNow)
  if (outer?.aborted) stopNow()

  function admit(endpoint: Endpoint): void {
    if (closed)
      throw new BrazeError(describe(endpoint, 'closed', { detail: 'Not sent.' }), { code: 'closed', retry: 'no' })
  }

  async function runOpen<Result>(
    endpoint: Endpoint,
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<Result>,
  ) {
    if (closed)
      throw new BrazeError(describe(endpoint, 'closed', { detail: 'Not sent.' }), { code: 'closed', retry: 'no' })
    const either = joinSignals(signal, stop.signal)
    try {
      return await work(either.signal)
    } catch (error) {
      const byClient =
        error instanceof BrazeError && error.code === 'cancelled' && stop.signal.aborted && !signal?.aborted
      if (!byClient) throw error
      throw new BrazeError(describe(endpoint, 'closed'), { code: 'closed', retry: 'no', ambiguous: error.ambiguous })
    } finally {
      either.release()
    }
  }

  return {
    admit,
    stopped: stop.signal,
    run(endpoint, signal, work) {
      const call = runOpen(endpoint, signal, work)
      calls.add(call)
      const forget = (): void => void calls.delete(call)
      call.then(forget, forget)
      return call
    },
    async close() {
      closed = true
      await Promise.allSettled(calls)
      await drain()
      outer?.removeEventListener('abort', stopNow)
    },
  }
}

/** Unlike `AbortSignal.any` it leaves nothing on the longer-lived signal once released. */
function joinSignals(...signals: readonly (AbortSignal | undefined)[]): {
  readonly signal: AbortSignal
  release(): void
} {
  const joined = new AbortController()
  const abort = (): void => joined.abort()
  for (const signal of signals) {
    signal?.addEventListener('abort', abort)
    if (signal?.aborted) abort()
  }
  return {
    signal: joined.signal,
    release: () => {
      for (const signal of signals) signal?.removeEventListener('abort', abort)
    },
  }
}
