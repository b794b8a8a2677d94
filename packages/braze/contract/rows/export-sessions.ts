import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { answer, int, list, maybe, num, seriesUnit, text, textMembers } from '../piece.ts'

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
        /** 1 to 100. */
        length: int,
        /** Default `day`. */
        unit: seriesUnit.exactOptional(),
        /** ISO 8601. */
        ending_at: text.exactOptional(),
        app_id: text.exactOptional(),
        /** Only of a segment with analytics tracking. */
        segment_id: text.exactOptional(),
      })
      .readonly(),
    response: answer({ data: list({ ...textMembers('time'), sessions: maybe(num) }) }),
    docs: {
      what: 'Reads the number of sessions by day or hour.',
      docPath: '_docs/_api/endpoints/export/sessions/get_sessions_analytics.md',
    },
  },
])
