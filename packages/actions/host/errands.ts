import { toRemoteError } from './braze-desk.ts'
import type { FromChild, RemoteError, ToChild } from './frame.ts'
import { Refusal } from './refusal.ts'
import type { Tenant } from './tenant.ts'

/** The requests that the calls of one child have under way. */
export interface Errands {
  /** Carries a request out and answers it; `signal` is the call's. */
  run(frame: FromChild & { kind: 'fetch' | 'braze' }, signal: AbortSignal): void
  abort(rpc: number): void
}

function toRefusal(thrown: unknown): RemoteError {
  if (!(thrown instanceof Refusal)) return toRemoteError(thrown)
  // What the web's fetch throws when it fails.
  return { name: 'TypeError', message: thrown.message, kind: thrown.kind, retry: thrown.retry }
}

export function createErrands(tenant: Tenant, send: (frame: ToChild) => void): Errands {
  const open = new Map<number, AbortController>()
  const finish = async (rpc: number, work: Promise<unknown>): Promise<void> => {
    try {
      const value = await work
      send({ kind: 'answer', rpc, value })
    } catch (thrown) {
      send({ kind: 'refusal', rpc, error: toRefusal(thrown) })
    } finally {
      open.delete(rpc)
    }
  }
  return {
    run(frame, signal) {
      const stop = new AbortController()
      open.set(frame.rpc, stop)
      const either = AbortSignal.any([stop.signal, signal])
      const work =
        frame.kind === 'fetch' ? tenant.broker.fetch(frame.request, either) : tenant.callBraze(frame.method, frame.body)
      void finish(frame.rpc, work)
    },
    abort: (rpc) => open.get(rpc)?.abort(),
  }
}
