import type { HandlerGroup } from '../handler.ts'
import { scheduleCreateHandler, scheduleDeleteHandler, scheduleUpdateHandler } from '../messages/schedule.ts'
import { sendHandler } from '../messages/trigger.ts'
import { canvasDetails, canvasDuplicate, canvasList, canvasUrlInfo } from './canvases.ts'
import { canvasDataSeries, canvasDataSummary } from './figures.ts'

export const canvasHandlers = {
  'canvas.trigger.send': sendHandler('canvas'),
  'canvas.trigger.schedule.create': scheduleCreateHandler('canvas'),
  'canvas.trigger.schedule.update': scheduleUpdateHandler('canvas'),
  'canvas.trigger.schedule.delete': scheduleDeleteHandler('canvas'),
  'canvas.duplicate': canvasDuplicate,
  'canvas.list': canvasList,
  'canvas.details': canvasDetails,
  'canvas.data_series': canvasDataSeries,
  'canvas.data_summary': canvasDataSummary,
  'canvas.url_info.details': canvasUrlInfo,
} as const satisfies HandlerGroup
