import type { HandlerGroup } from '../handler.ts'
import { scheduleCreateHandler, scheduleDeleteHandler, scheduleUpdateHandler } from '../messages/schedule.ts'
import { sendHandler } from '../messages/trigger.ts'
import {
  campaignsDataSeries,
  campaignsDetails,
  campaignsDuplicate,
  campaignsList,
  campaignsUrlInfo,
} from './campaigns.ts'

export const campaignsHandlers = {
  'campaigns.trigger.send': sendHandler('campaign'),
  'campaigns.trigger.schedule.create': scheduleCreateHandler('campaign'),
  'campaigns.trigger.schedule.update': scheduleUpdateHandler('campaign'),
  'campaigns.trigger.schedule.delete': scheduleDeleteHandler('campaign'),
  'campaigns.duplicate': campaignsDuplicate,
  'campaigns.list': campaignsList,
  'campaigns.details': campaignsDetails,
  'campaigns.data_series': campaignsDataSeries,
  'campaigns.url_info.details': campaignsUrlInfo,
} as const satisfies HandlerGroup
