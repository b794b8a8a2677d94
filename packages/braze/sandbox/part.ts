import type { Activity } from './activity.ts'
import type { AddressBook } from './address-book.ts'
import type { Clock } from './clock.ts'
import type { Deeds } from './deed.ts'
import type { Pending } from './pending.ts'
import type { ProfileStore } from './profile-store.ts'
import type { Segments } from './segment.ts'
import type { Settings } from './settings.ts'
import type { SubscriptionGroups } from './subscription-group.ts'

/** What the parts of a world stand on. */
export interface Ground {
  readonly clock: Clock
  readonly profiles: ProfileStore
  readonly addresses: AddressBook
  readonly groups: SubscriptionGroups
  readonly segments: Segments
  readonly activity: Activity
  readonly deeds: Deeds
  readonly pending: Pending
  readonly settings: Settings
}

/** A part of the world that outlives the process when the sandbox has a database. */
export interface Part {
  /** Counts up with every change worth keeping. */
  readonly revision: number
  /** Everything worth keeping, as JSON. */
  save(): unknown
  /** Takes back what `save` gave; called at most once, before the first request. */
  load(saved: unknown): void
  /** Ends timers and calls under way. May be called again. */
  close(): void
}
