import { type Clock, createClock } from './clock.ts'
import { createFaults, type Faults } from './faults.ts'
import { createPending, type Pending } from './pending.ts'
import { createProfileStore, type ProfileStore } from './profile-store.ts'
import { createRateLimits, type RateLimits } from './rate-limit.ts'
import { createRequestLog, type RequestLog } from './request-log.ts'
import type { Settings } from './settings.ts'

/**
 * Everything that a sandbox remembers. A reset puts a new world in its place; a request still under way finishes in the world that it
 * began in, where nobody sees it any more.
 */
export interface World {
  readonly clock: Clock
  readonly profiles: ProfileStore
  readonly requests: RequestLog
  readonly faults: Faults
  readonly rateLimits: RateLimits
  readonly pending: Pending
}

export function createWorld(settings: Settings): World {
  const clock = createClock(settings.machineTime)
  return {
    clock,
    profiles: createProfileStore(),
    requests: createRequestLog(),
    faults: createFaults(settings.chance),
    rateLimits: createRateLimits(clock, settings.rateLimits),
    pending: createPending(clock, settings.delayMs),
  }
}
