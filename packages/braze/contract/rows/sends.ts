import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { campaignId, sendId, series } from '../member.ts'
import { answer, maybe, sendFigures, text } from '../piece.ts'

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
    request: z
      .object({
        campaign_id: campaignId,
        send_id: sendId.exactOptional().describe('At most 64 letters, digits, `-` and `_`. Default: one is made.'),
      })
      .readonly(),
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
        campaign_id: campaignId,
        send_id: text.describe('The send id whose figures are asked for.'),
        ...series,
      })
      .readonly(),
    response: sendFigures,
    docs: {
      what: 'Reads the figures of a send id by day.',
      docPath: '_docs/_api/endpoints/export/campaigns/get_send_analytics.md',
      limits: 'Kept for 14 days.',
    },
  },
])
