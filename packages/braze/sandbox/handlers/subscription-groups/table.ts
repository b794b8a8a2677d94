import type { HandlerGroup } from '../handler.ts'
import { subscriptionStatusGet, subscriptionUserStatus } from './reading.ts'
import { subscriptionStatusSet, subscriptionStatusSetV2 } from './status.ts'

export const subscriptionGroupsHandlers = {
  'subscription.status.set': subscriptionStatusSet,
  'subscription.status.set_v2': subscriptionStatusSetV2,
  'subscription.status.get': subscriptionStatusGet,
  'subscription.user.status': subscriptionUserStatus,
} as const satisfies HandlerGroup
