import type { HandlerGroup } from '../handler.ts'
import { sendsDataSeries, sendsIdCreate } from './sends.ts'

export const sendsHandlers = {
  'sends.id.create': sendsIdCreate,
  'sends.data_series': sendsDataSeries,
} as const satisfies HandlerGroup
