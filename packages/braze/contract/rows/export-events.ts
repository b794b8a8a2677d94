import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { cursor, oneApp, oneSegment, page, unitSeries } from '../member.ts'
import { answer, flag, list, maybe, num, text, textMembers, texts } from '../piece.ts'

export const exportEvents = defineGroup([
  {
    id: 'events.list',
    method: 'GET',
    path: '/events/list',
    permission: 'events.list',
    rateLimit: buckets.customDataLists,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    pages: { kind: 'page', items: 'events', size: 250 },
    request: z.object({ page: page.exactOptional() }).readonly(),
    response: answer({ events: texts }),
    docs: {
      what: 'Lists the names of custom events.',
      docPath: '_docs/_api/endpoints/export/custom_events/get_custom_events.md',
    },
  },
  {
    id: 'events.get',
    method: 'GET',
    path: '/events',
    permission: 'events.get',
    rateLimit: buckets.customDataLists,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    pages: { kind: 'link', items: 'events', size: 50 },
    request: z.object({ cursor: cursor.exactOptional() }).readonly(),
    response: answer({
      events: list({
        ...textMembers('name', 'description', 'status'),
        included_in_analytics_report: maybe(flag),
        tag_names: maybe(texts),
      }),
    }),
    docs: {
      what: 'Lists custom events with what is known of them.',
      docPath: '_docs/_api/endpoints/export/custom_events/get_custom_events_data.md',
    },
  },
  {
    id: 'events.data_series',
    method: 'GET',
    path: '/events/data_series',
    permission: 'events.data_series',
    rateLimit: buckets.hourly,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    request: z
      .object({
        event: text.describe('Name of the event.'),
        ...unitSeries,
        app_id: oneApp.exactOptional(),
        segment_id: oneSegment.exactOptional(),
      })
      .readonly(),
    response: answer({ data: list({ ...textMembers('time'), count: maybe(num) }) }),
    docs: {
      what: 'Reads how often a custom event happened, by day or hour.',
      docPath: '_docs/_api/endpoints/export/custom_events/get_custom_events_analytics.md',
    },
  },
])
