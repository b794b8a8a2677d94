import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { series as daySeries, oneApp } from '../member.ts'
import { answer, list, maybe, num, textMembers } from '../piece.ts'

/** What the key figures have in common. */
const series = {
  rateLimit: buckets.hourly,
  successStatus: 200,
  statusInferred: true,
  repeatable: true,
  request: z.object({ ...daySeries, app_id: oneApp.exactOptional() }).readonly(),
} as const

export const exportKpi = defineGroup([
  {
    id: 'kpi.new_users.data_series',
    method: 'GET',
    path: '/kpi/new_users/data_series',
    permission: 'kpi.new_users.data_series',
    ...series,
    response: answer({ data: list({ ...textMembers('time'), new_users: maybe(num) }) }),
    docs: {
      what: 'Reads new users by day.',
      docPath: '_docs/_api/endpoints/export/kpi/get_kpi_daily_new_users_date.md',
    },
  },
  {
    id: 'kpi.dau.data_series',
    method: 'GET',
    path: '/kpi/dau/data_series',
    permission: 'kpi.dau.data_series',
    ...series,
    response: answer({ data: list({ ...textMembers('time'), dau: maybe(num) }) }),
    docs: { what: 'Reads active users by day.', docPath: '_docs/_api/endpoints/export/kpi/get_kpi_dau_date.md' },
  },
  {
    id: 'kpi.mau.data_series',
    method: 'GET',
    path: '/kpi/mau/data_series',
    permission: 'kpi.mau.data_series',
    ...series,
    response: answer({ data: list({ ...textMembers('time'), mau: maybe(num) }) }),
    docs: {
      what: 'Reads users active within 30 days, by day.',
      docPath: '_docs/_api/endpoints/export/kpi/get_kpi_mau_30_days.md',
    },
  },
  {
    id: 'kpi.uninstalls.data_series',
    method: 'GET',
    path: '/kpi/uninstalls/data_series',
    permission: 'kpi.uninstalls.data_series',
    ...series,
    response: answer({ data: list({ ...textMembers('time'), uninstalls: maybe(num) }) }),
    docs: { what: 'Reads uninstalls by day.', docPath: '_docs/_api/endpoints/export/kpi/get_kpi_uninstalls_date.md' },
  },
])
