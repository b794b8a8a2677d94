/**
 * Writes that were still waiting when the sandbox was stopped.
 *
 * What waits is kept as the request that asked for it, and answered again after the restart: as of the time when it came, with the same
 * objects refused by faults, and with the ids that the first answer made up. So every endpoint's writes outlive a restart without
 * a form of their own on disk.
 */
import { type EndpointId, endpoints } from '@parley/braze/contract'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { Settings } from '../settings.ts'
import type { World } from '../world.ts'
import type { Asked, Fixed } from './handler.ts'
import { handlers } from './table.ts'

export interface Accepted extends Asked {
  readonly endpoint: EndpointId
  readonly bytes: number
  readonly origin: string
  /** Epoch milliseconds of the sandbox. */
  readonly at: number
  /** Positions that a fault refused. */
  readonly refused: readonly number[]
  readonly fixed: Fixed | undefined
}

const keptRequest = z.object({
  endpoint: z.custom<EndpointId>((id) => typeof id === 'string' && Object.hasOwn(endpoints, id)),
  params: z.record(z.string(), z.string()),
  query: z.string(),
  body: z.unknown(),
  bytes: z.number(),
  origin: z.string(),
  at: z.number(),
  refused: z.array(z.number()),
  fixed: z.record(z.string(), z.string()).exactOptional(),
})

/** The request as JSON, for {@link reviveWrite}. */
export function keepRequest({ query, fixed, ...rest }: Accepted): z.input<typeof keptRequest> {
  return { ...rest, query: query.toString(), refused: [...rest.refused], ...(fixed !== undefined && { fixed }) }
}

/** The write that the kept request asked for, `undefined` where it asks for none any more. */
export function reviveWrite(world: World, settings: Settings, saved: unknown): (() => void) | undefined {
  const { endpoint, query, refused, at, ...kept } = keptRequest.parse(saved)
  const back = turnBack(world.clock, at)
  const { status, apply } = handlers[endpoint].answer({
    ...kept,
    headers: {},
    query: new URLSearchParams(query),
    world: { ...world, clock: back.clock },
    settings,
    refuses: (position) => refused.includes(position),
    warn: () => undefined,
  })
  back.end()
  if (apply === undefined)
    settings.log(`a delayed write to ${endpoint} is not made: it would now be answered with ${status}`)
  return apply
}

/** A clock that shows `at` until the end, and the true time from then on. */
function turnBack(clock: Clock, at: number): { readonly clock: Clock; readonly end: () => void } {
  let turned = true
  const now = () => (turned ? at : clock.now())
  return {
    clock: { ...clock, now },
    end: () => {
      turned = false
    },
  }
}
