import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Part } from './part.ts'
import type { Settings } from './settings.ts'

export const subscriptionGroup = z
  .object({
    id: z.string().min(1).max(255),
    name: z.string().min(1).max(255),
    channel: z.enum(['email', 'sms', 'rcs', 'whats_app', 'line']),
  })
  .readonly()
export type SubscriptionGroup = z.output<typeof subscriptionGroup>

/** The subscription groups of the workspace. */
export interface SubscriptionGroups extends Part {
  list(): readonly SubscriptionGroup[]
  find(id: string): SubscriptionGroup | undefined
  /** Creates it, or replaces the one with the same id. */
  add(group: Omit<SubscriptionGroup, 'id'> & { readonly id?: string | undefined }): SubscriptionGroup
  /**
   * Whether requests may name the group. As long as none has been created every id is known, so that a client can be tried
   * without preparation; strictly never.
   */
  isKnown(id: unknown): id is string
}

export function createSubscriptionGroups(settings: Settings): SubscriptionGroups {
  const groups = new Map<string, SubscriptionGroup>()
  let revision = 0
  return {
    get revision() {
      return revision
    },
    list: () => [...groups.values()],
    find: (id) => groups.get(id),
    add({ id = randomUUID(), name, channel }) {
      const group = { id, name, channel }
      groups.set(id, group)
      revision += 1
      return group
    },
    isKnown(id): id is string {
      if (typeof id !== 'string' || id === '') return false
      return groups.has(id) || (groups.size === 0 && !settings.strict)
    },
    save: () => [...groups.values()],
    load(saved) {
      for (const group of z.array(subscriptionGroup).parse(saved)) groups.set(group.id, group)
    },
    close: () => undefined,
  }
}
