/**
 * Faults that a tester asked for, and which of them strike a request.
 *
 * F1 Faults are tried oldest first; latencies add up, and of the faults with an outcome the first that strikes decides. So a list of
 *    faults with `times: 1` is a script.
 * F2 A fault that struck `times` times is gone; one that its `rate` spared is not used up.
 */
import { type EndpointId, endpoints } from '@parley/braze/contract'
import { z } from 'zod'
import type { Part } from './part.ts'

/** Method and path of every endpoint, as faults name them. */
export const routes: ReadonlySet<string> = new Set(
  Object.values(endpoints).map(({ method, path }) => `${method} ${path}`),
)
/** Those that answer object by object, so that some can be refused. */
const perObject: ReadonlySet<string> = new Set(['/users/track', '/users/track/bulk'].map((path) => `POST ${path}`))
/** Long enough for every client's patience, short enough for a timer. */
const LATENCY_MAX_MS = 600_000

/** What `POST /__sandbox/faults` takes. */
export const faultRequest = z
  .strictObject({
    endpoint: z.string().refine((text) => routes.has(text), {
      error:
        'must be method and path of a known endpoint, such as POST /users/track or GET /catalogs/{catalog_name}/items',
    }),
    status: z
      .int()
      .refine((status) => status === 201 || status === 202 || (status >= 400 && status <= 599), {
        error: 'must be 400 to 599, 202 (queued), or 201 (answer as usual)',
      })
      .optional(),
    page: z.literal(true).optional(),
    malformed: z.literal(true).optional(),
    partial: z.array(z.int().min(0)).min(1).max(1000).optional(),
    partial_rate: z.number().gt(0).max(1).optional(),
    latency_ms: z.int().min(0).max(LATENCY_MAX_MS).optional(),
    slow_ms: z.int().min(0).max(LATENCY_MAX_MS).optional(),
    drop: z.union([z.boolean(), z.literal('before'), z.literal('after')]).optional(),
    times: z.int().min(1).optional(),
    rate: z.number().min(0).max(1).optional(),
  })
  .refine((fault) => fault.latency_ms !== undefined || fault.slow_ms !== undefined || hasOutcome(fault), {
    error: 'needs at least one of status, page, malformed, partial, partial_rate, latency_ms, slow_ms and drop',
  })
  .refine(
    ({ status, page, malformed, partial, partial_rate, drop }) =>
      [isFailure(status) || page, malformed, partial, partial_rate, drop].filter(Boolean).length <= 1,
    { error: 'takes only one of a failing status or page, malformed, partial, partial_rate and drop' },
  )
  .refine((fault) => perObject.has(fault.endpoint) || (!fault.partial && !fault.partial_rate), {
    error: `partial and partial_rate are for ${[...perObject].join(' and ')}, which answer per object`,
    path: ['partial'],
  })
  .readonly()
export type FaultRequest = z.output<typeof faultRequest>

/** A fault at work, with how often it struck. */
type Fault = FaultRequest & { readonly id: number; readonly hits: number }

/** What happens to one request. */
export interface Strike {
  /** Before the request is handled. */
  readonly latencyMs: number
  /** While the answer's body is on its way. */
  readonly slowMs: number
  /** Answer this instead; 202 applies the request first. */
  readonly status?: number
  /** The status comes as the HTML page of a server in front. */
  readonly page?: true
  /** The answer breaks off in the middle of its JSON. */
  readonly malformed?: true
  readonly drop?: 'before' | 'after'
  /** Whether to refuse an object, by its position in the request: attributes, then events, then purchases, from 0. */
  readonly refuses: (position: number) => boolean
}

export interface Faults extends Part {
  add(fault: FaultRequest): void
  clear(): void
  /** Those still at work, oldest first. */
  list(): readonly Fault[]
  /** What strikes the next request of this endpoint; counts it. */
  strike(endpoint: EndpointId): Strike
}

const savedFaults = z.object({
  count: z.number(),
  faults: z.array(z.object({ id: z.number(), hits: z.number(), asked: faultRequest })),
})

/** @param chance a number from 0 to below 1, decides where a fault has a `rate` */
export function createFaults(chance: () => number = Math.random): Faults {
  let faults: readonly Fault[] = []
  let count = 0
  let revision = 0

  function strike(endpoint: EndpointId): Strike {
    const route = `${endpoints[endpoint].method} ${endpoints[endpoint].path}`
    let result = noStrike
    let decided = false
    const struck = new Set<Fault>()
    for (const fault of faults) {
      if (fault.endpoint !== route || (decided && hasOutcome(fault))) continue // F1
      if (fault.rate !== undefined && chance() >= fault.rate) continue // F2
      struck.add(fault)
      decided ||= hasOutcome(fault)
      result = join(result, fault, chance)
    }
    if (struck.size > 0) revision += 1
    faults = faults
      .map((fault) => (struck.has(fault) ? { ...fault, hits: fault.hits + 1 } : fault))
      .filter((fault) => fault.times === undefined || fault.hits < fault.times) // F2
    return result
  }

  return {
    get revision() {
      return revision
    },
    add(fault) {
      count += 1
      revision += 1
      faults = [...faults, { ...fault, id: count, hits: 0 }]
    },
    clear() {
      revision += 1
      faults = []
    },
    list: () => faults,
    save: () => ({ count, faults: faults.map(({ id, hits, ...asked }) => ({ id, hits, asked })) }),
    load(json) {
      const saved = savedFaults.parse(json)
      count = saved.count
      faults = saved.faults.map(({ id, hits, asked }) => ({ ...asked, id, hits }))
    },
    close: () => undefined,
    strike: (endpoint) => (faults.length === 0 ? noStrike : strike(endpoint)),
  }
}

export const noStrike: Strike = { latencyMs: 0, slowMs: 0, refuses: () => false }

function join(strike: Strike, fault: Fault, chance: () => number): Strike {
  return {
    ...strike,
    latencyMs: Math.min(strike.latencyMs + (fault.latency_ms ?? 0), LATENCY_MAX_MS),
    slowMs: Math.min(strike.slowMs + (fault.slow_ms ?? 0), LATENCY_MAX_MS),
    ...pickOutcome(fault, chance),
  }
}

function pickOutcome(fault: Fault, chance: () => number): Partial<Strike> {
  const { drop, status, page, malformed, partial, partial_rate } = fault
  if (drop) return { drop: drop === 'after' ? 'after' : 'before' }
  if (page) return { page, status: status !== undefined && status >= 400 ? status : 503 }
  if (malformed) return { malformed }
  if (partial !== undefined) return { refuses: (position) => partial.includes(position) }
  if (partial_rate !== undefined) return { refuses: () => chance() < partial_rate }
  return status !== undefined && isFailure(status) ? { status } : {}
}

type Outcome = Partial<
  Record<
    'status' | 'page' | 'malformed' | 'partial' | 'partial_rate' | 'drop',
    number | boolean | string | readonly number[] | undefined
  >
>

function hasOutcome({ status, page, malformed, partial, partial_rate, drop }: Outcome): boolean {
  return [status, page, malformed, partial, partial_rate, drop].some(Boolean)
}

/** 201 is no failure: it means that the request is answered as usual. */
function isFailure(status: number | undefined): boolean {
  return status !== undefined && status !== 201
}
