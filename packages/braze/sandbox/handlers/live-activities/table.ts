import type { HandlerGroup } from '../handler.ts'
import { liveActivityStart, liveActivityUpdate } from './live-activities.ts'

export const liveActivitiesHandlers = {
  'messages.live_activity.start': liveActivityStart,
  'messages.live_activity.update': liveActivityUpdate,
} as const satisfies HandlerGroup
