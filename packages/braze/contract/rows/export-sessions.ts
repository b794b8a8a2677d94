import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { oneApp, oneSegment, unitSeries } from '../member.ts'
import { answer, list, maybe, num, textMembers } from '../piece.ts'

export const exportSessions = defineGroup([
  {
    id: 'sessions.data_series',
    method: 'GET',
    path: '/sessions/data_series',
    permission: 'sessions.data_series',
    rateLimit: buckets.hourly,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    request: z
      .object({
        ...unitSeries,
        app_id: oneApp.exactOptional(),
        segment_id: oneSegment.exactOptional(),
      })
      .readonly(),
    response: answer({ data: list({ ...textMembers('time'), sessions: maybe(num) }) }),
    docs: {
      what: 'Reads the number of sessions by day or hour.',
      docPath: '_docs/_api/endpoints/export/sessions/get_sessions_analytics.md',
    },
  },
])
