import { toRemoteError } from './braze-desk.ts'
import type { FromChild, RemoteError, ToChild } from './frame.ts'
import { Refusal } from './refusal.ts'
import { type RequestLine, requestLine } from './request-line.ts'
import type { Tenant } from './tenant.ts'

type Asked = FromChild & { kind: 'fetch' | 'braze' }
type Trace = ((line: RequestLine) => void) | null

/** The requests that the calls of one child have under way. */
export interface Errands {
  /** Carries a request out and answers it; `signal` is the call's. `trace` is told what became of it, where somebody wants to know. */
  run(frame: Asked, signal: AbortSignal, trace: Trace): void
  abort(rpc: number): void
}

function toRefusal(thrown: unknown): RemoteError {
  if (!(thrown instanceof Refusal)) return toRemoteError(thrown)
  // What the web's fetch throws when it fails.
  return { name: 'TypeError', message: thrown.message, kind: thrown.kind, retry: thrown.retry }
}

export function createErrands(tenant: Tenant, send: (frame: ToChild) => void): Errands {
  const open = new Map<number, AbortController>()
  const finish = async (frame: Asked, work: Promise<unknown>, trace: Trace): Promise<void> => {
    const { rpc } = frame
    const at = Date.now()
    const began = performance.now()
    const sent = frame.kind === 'fetch' ? ({ kind: 'http', request: frame.request } as const) : frame
    const tell = (came: { value: unknown } | { failure: RemoteError }): void =>
      trace?.(requestLine(sent, { at, tookMs: performance.now() - began, ...came }, tenant.secrets))
    try {
      const value = await work
      tell({ value })
      send({ kind: 'answer', rpc, value })
    } catch (thrown) {
      const failure = toRefusal(thrown)
      tell({ failure })
      send({ kind: 'refusal', rpc, error: failure })
    } finally {
      open.delete(rpc)
    }
  }
  return {
    run(frame, signal, trace) {
      const stop = new AbortController()
      open.set(frame.rpc, stop)
      const either = AbortSignal.any([stop.signal, signal])
      const work =
        frame.kind === 'fetch' ? tenant.broker.fetch(frame.request, either) : tenant.callBraze(frame.method, frame.body)
      void finish(frame, work, trace)
    },
    abort: (rpc) => open.get(rpc)?.abort(),
  }
}
