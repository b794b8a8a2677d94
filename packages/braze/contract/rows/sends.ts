import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { answer, int, list, maybe, num, record, text, textMembers } from '../piece.ts'

export const sends = defineGroup([
  {
    id: 'sends.id.create',
    method: 'POST',
    path: '/sends/id/create',
    permission: 'sends.id.create',
    rateLimit: buckets.sendsIdCreate,
    successStatus: 201,
    statusInferred: true,
    repeatable: false,
    request: z.object({ campaign_id: text, send_id: text.exactOptional() }).readonly(),
    response: answer({ send_id: maybe(text) }),
    docs: {
      what: 'Creates a send id, by which the figures of sends are told apart.',
      docPath: '_docs/_api/endpoints/messaging/send_messages/post_create_send_ids.md',
    },
  },
  {
    id: 'sends.data_series',
    method: 'GET',
    path: '/sends/data_series',
    permission: 'sends.data_series',
    rateLimit: buckets.hourly,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    request: z
      .object({
        campaign_id: text,
        send_id: text,
        /** 1 to 100. */
        length: int,
        /** ISO 8601. */
        ending_at: text.exactOptional(),
      })
      .readonly(),
    response: answer({
      data: list({
        ...textMembers('time'),
        revenue: maybe(num),
        unique_recipients: maybe(num),
        conversions: maybe(num),
        messages: maybe(record),
      }),
    }),
    docs: {
      what: 'Reads the figures of a send id by day.',
      docPath: '_docs/_api/endpoints/export/campaigns/get_send_analytics.md',
      limits: 'Kept for 14 days.',
    },
  },
])
