import type { HandlerGroup } from '../handler.ts'
import { listIntegrations, listSyncs, syncIntegration } from './integrations.ts'

export const cdiHandlers = {
  'cdi.integrations.list': listIntegrations,
  'cdi.integrations.sync': syncIntegration,
  'cdi.integrations.job_sync_status': listSyncs,
} as const satisfies HandlerGroup
