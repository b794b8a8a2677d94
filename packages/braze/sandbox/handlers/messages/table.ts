import type { HandlerGroup } from '../handler.ts'
import { scheduleCreateHandler, scheduleDeleteHandler, scheduleUpdateHandler } from './schedule.ts'
import { scheduledBroadcasts } from './scheduled-broadcasts.ts'
import { sendHandler } from './trigger.ts'

export const messagesHandlers = {
  'messages.send': sendHandler('message'),
  'messages.schedule.create': scheduleCreateHandler('message'),
  'messages.schedule.update': scheduleUpdateHandler('message'),
  'messages.schedule.delete': scheduleDeleteHandler('message'),
  'messages.scheduled_broadcasts': scheduledBroadcasts,
} as const satisfies HandlerGroup
