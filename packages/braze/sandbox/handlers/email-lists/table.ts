import type { HandlerGroup } from '../handler.ts'
import { emailBlocklist, emailBounceRemove, emailSpamRemove, emailStatus } from './change.ts'
import { emailHardBounces, emailUnsubscribes } from './listing.ts'
import { usersSubscriptionDelete, usersSubscriptionGet } from './subscription.ts'

export const emailListsHandlers = {
  'email.hard_bounces': emailHardBounces,
  'email.unsubscribes': emailUnsubscribes,
  'email.status': emailStatus,
  'email.bounce.remove': emailBounceRemove,
  'email.spam.remove': emailSpamRemove,
  'email.blocklist': emailBlocklist,
  'email.blacklist': emailBlocklist,
  'users.subscription.get': usersSubscriptionGet,
  'users.subscription.delete': usersSubscriptionDelete,
} as const satisfies HandlerGroup
