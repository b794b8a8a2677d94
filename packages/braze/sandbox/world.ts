import { createActivity } from './activity.ts'
import { createAddressBook } from './address-book.ts'
import { type Assets, createAssets } from './assets/assets.ts'
import { createClock } from './clock.ts'
import { createDeeds } from './deed.ts'
import { createExports, type Exports } from './exports.ts'
import { createFaults, type Faults } from './faults.ts'
import { createMessaging, type Messaging } from './messaging/messaging.ts'
import type { Ground } from './part.ts'
import { createPending, type Pending } from './pending.ts'
import { createProfileStore } from './profile-store.ts'
import { createRateLimits, type RateLimits } from './rate-limit.ts'
import { createRequestLog, type RequestLog } from './request-log.ts'
import { createSegments } from './segment.ts'
import type { Settings } from './settings.ts'
import { createSubscriptionGroups } from './subscription-group.ts'

/**
 * Everything that a sandbox remembers. A reset puts a new world in its place; a request still under way finishes in the world that it
 * began in, where nobody sees it any more.
 */
export interface World extends Ground {
  readonly requests: RequestLog
  readonly faults: Faults
  readonly rateLimits: RateLimits
  readonly exports: Exports
  readonly assets: Assets
  readonly messaging: Messaging
  /** Goes on with what was still to come when the sandbox was stopped; `revive` makes a waiting write again. */
  resume(revive: Parameters<Pending['resume']>[0]): void
  /** Ends whatever would still happen by itself. May be called again. */
  close(): void
}

export function createWorld(settings: Settings): World {
  const clock = createClock(settings.machineTime)
  const remembers = settings.databaseUrl !== undefined
  const pending = createPending(clock, () => settings.delayMs, remembers)
  const profiles = createProfileStore(remembers)
  const ground: Ground = {
    clock,
    profiles,
    addresses: createAddressBook(),
    groups: createSubscriptionGroups(settings),
    segments: createSegments(profiles),
    activity: createActivity(),
    deeds: createDeeds(),
    pending,
    settings,
  }
  const assets = createAssets(ground)
  const messaging = createMessaging({ ...ground, assets })
  const exports = createExports({ clock, settings, received: messaging.received })
  return {
    ...ground,
    requests: createRequestLog(),
    faults: createFaults(settings.chance),
    rateLimits: createRateLimits(clock, () => settings.rateLimits),
    exports,
    assets,
    messaging,
    resume(revive) {
      pending.resume(revive)
      messaging.resume()
    },
    close() {
      pending.close()
      exports.close()
      messaging.close()
      assets.close()
    },
  }
}
