import type { HandlerGroup } from '../handler.ts'
import { kpiDau, kpiMau, kpiNewUsers, kpiUninstalls } from './series.ts'

export const exportKpiHandlers = {
  'kpi.new_users.data_series': kpiNewUsers,
  'kpi.dau.data_series': kpiDau,
  'kpi.mau.data_series': kpiMau,
  'kpi.uninstalls.data_series': kpiUninstalls,
} as const satisfies HandlerGroup
