/**
 * Faults that a tester asked for, and which of them strike a request.
 *
 * F1 Faults are tried oldest first; latencies add up, and of the faults with an outcome the first that strikes decides. So a list of
 *    faults with `times: 1` is a script.
 * F2 A fault that struck `times` times is gone; one that its `rate` spared is not used up.
 */
import { type EndpointId, endpoints } from '@parley/braze/contract'
import { z } from 'zod'

const routes = Object.values(endpoints).map(({ method, path }) => `${method} ${path}`)
/** Long enough for every client's patience, short enough for a timer. */
const LATENCY_MAX_MS = 600_000

/** What `POST /__sandbox/faults` takes. */
export const faultRequest = z
  .strictObject({
    endpoint: z.string().refine((text) => routes.includes(text), {
      error: `must be a known endpoint: ${routes.join(', ')}`,
    }),
    status: z
      .int()
      .refine((status) => status === 201 || status === 202 || (status >= 400 && status <= 599), {
        error: 'must be 400 to 599, 202 (queued), or 201 (answer as usual)',
      })
      .optional(),
    partial: z.array(z.int().min(0)).min(1).max(1000).optional(),
    latency_ms: z.int().min(0).max(LATENCY_MAX_MS).optional(),
    drop: z.union([z.boolean(), z.literal('before'), z.literal('after')]).optional(),
    times: z.int().min(1).optional(),
    rate: z.number().min(0).max(1).optional(),
  })
  .refine((fault) => fault.status || fault.partial || fault.latency_ms !== undefined || fault.drop, {
    error: 'needs at least one of status, partial, latency_ms and drop',
  })
  .refine((fault) => [isFailure(fault.status), fault.partial, fault.drop].filter(Boolean).length <= 1, {
    error: 'takes only one of a failing status, partial and drop',
  })
  .refine((fault) => fault.partial === undefined || fault.endpoint === 'POST /users/track', {
    error: 'partial is for POST /users/track, the only endpoint that answers per object',
    path: ['partial'],
  })
  .readonly()
export type FaultRequest = z.output<typeof faultRequest>

/** A fault at work, with how often it struck. */
type Fault = FaultRequest & { readonly id: number; readonly hits: number }

/** What happens to one request. */
export interface Strike {
  readonly latencyMs: number
  /** Answer this instead; 202 applies the request first. */
  readonly status?: number
  readonly drop?: 'before' | 'after'
  /** Objects to refuse, by their position in the request: attributes, then events, then purchases, from 0. */
  readonly partial: ReadonlySet<number>
}

export interface Faults {
  add(fault: FaultRequest): void
  clear(): void
  /** Those still at work, oldest first. */
  list(): readonly Fault[]
  /** What strikes the next request of this endpoint; counts it. */
  strike(endpoint: EndpointId): Strike
}

/** @param chance a number from 0 to below 1, decides where a fault has a `rate` */
export function createFaults(chance: () => number = Math.random): Faults {
  let faults: readonly Fault[] = []
  let count = 0

  function strike(endpoint: EndpointId): Strike {
    const route = `${endpoints[endpoint].method} ${endpoints[endpoint].path}`
    let result: Strike = { latencyMs: 0, partial: new Set() }
    let decided = false
    const struck = new Set<Fault>()
    for (const fault of faults) {
      if (fault.endpoint !== route || (decided && hasOutcome(fault))) continue // F1
      if (fault.rate !== undefined && chance() >= fault.rate) continue // F2
      struck.add(fault)
      decided ||= hasOutcome(fault)
      result = join(result, fault)
    }
    faults = faults
      .map((fault) => (struck.has(fault) ? { ...fault, hits: fault.hits + 1 } : fault))
      .filter((fault) => fault.times === undefined || fault.hits < fault.times) // F2
    return result
  }

  return {
    add(fault) {
      count += 1
      faults = [...faults, { ...fault, id: count, hits: 0 }]
    },
    clear() {
      faults = []
    },
    list: () => faults,
    strike: (endpoint) => (faults.length === 0 ? noStrike : strike(endpoint)),
  }
}

const noStrike: Strike = { latencyMs: 0, partial: new Set() }

function join(strike: Strike, fault: Fault): Strike {
  return {
    latencyMs: Math.min(strike.latencyMs + (fault.latency_ms ?? 0), LATENCY_MAX_MS),
    partial: fault.partial === undefined ? strike.partial : new Set(fault.partial),
    ...pickOutcome(strike, fault),
  }
}

function pickOutcome(strike: Strike, fault: Fault): Pick<Strike, 'status' | 'drop'> {
  if (fault.drop) return { drop: fault.drop === 'after' ? 'after' : 'before' }
  if (fault.status !== undefined && isFailure(fault.status)) return { status: fault.status }
  return {
    ...(strike.status !== undefined && { status: strike.status }),
    ...(strike.drop !== undefined && { drop: strike.drop }),
  }
}

function hasOutcome(fault: Fault): boolean {
  return fault.status !== undefined || fault.partial !== undefined || Boolean(fault.drop)
}

/** 201 is no failure: it means that the request is answered as usual. */
function isFailure(status: number | undefined): boolean {
  return status !== undefined && status !== 201
}
