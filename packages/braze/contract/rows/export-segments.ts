import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { page, segmentId, series } from '../member.ts'
import { answer, done, flag, list, maybe, num, sortDirection, textMembers, texts } from '../piece.ts'

export const exportSegments = defineGroup([
  {
    id: 'segments.list',
    method: 'GET',
    path: '/segments/list',
    permission: 'segments.list',
    rateLimit: buckets.hourly,
    successStatus: 200,
    repeatable: true,
    pages: { kind: 'page', items: 'segments', size: 100 },
    request: z
      .object({
        page: page.exactOptional(),
        sort_direction: sortDirection.exactOptional().describe('Oldest or newest first.'),
      })
      .readonly(),
    response: answer({
      segments: list({ ...textMembers('id', 'name'), analytics_tracking_enabled: maybe(flag), tags: maybe(texts) }),
    }),
    docs: { what: 'Lists segments.', docPath: '_docs/_api/endpoints/export/segments/get_segment.md' },
  },
  {
    id: 'segments.details',
    method: 'GET',
    path: '/segments/details',
    permission: 'segments.details',
    rateLimit: buckets.hourly,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    request: z.object({ segment_id: segmentId }).readonly(),
    response: answer({
      ...textMembers('created_at', 'updated_at', 'name', 'description', 'text_description'),
      tags: maybe(texts),
      teams: maybe(texts),
    }),
    docs: { what: 'Reads a segment.', docPath: '_docs/_api/endpoints/export/segments/get_segment_details.md' },
  },
  {
    id: 'segments.data_series',
    method: 'GET',
    path: '/segments/data_series',
    permission: 'segments.data_series',
    rateLimit: buckets.hourly,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    request: z.object({ segment_id: segmentId, ...series }).readonly(),
    response: answer({ data: list({ ...textMembers('time'), size: maybe(num) }) }),
    docs: {
      what: "Reads a segment's estimated size by day.",
      docPath: '_docs/_api/endpoints/export/segments/get_segment_analytics.md',
    },
  },
  {
    id: 'export.segment.cancel',
    method: 'POST',
    path: '/export/segment/cancel',
    permission: 'segments.list',
    rateLimit: buckets.hourly,
    successStatus: 201,
    statusInferred: true,
    repeatable: true,
    request: z.object({ segment_id: segmentId }).readonly(),
    response: done,
    docs: {
      what: 'Cancels the running exports of a segment.',
      docPath: '_docs/_api/endpoints/export/segments/post_cancel_export.md',
      limits: 'The permission really is documented as `segments.list`.',
    },
  },
])
