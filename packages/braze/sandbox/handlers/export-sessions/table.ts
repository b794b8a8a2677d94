import { countOf, seriesOf } from '../export-kpi/series.ts'
import type { HandlerGroup } from '../handler.ts'

export const exportSessionsHandlers = {
  'sessions.data_series': seriesOf('sessions.data_series', {
    member: 'sessions',
    units: ['day', 'hour'],
    value: countOf('session'),
  }),
} as const satisfies HandlerGroup
