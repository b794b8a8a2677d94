import { z } from 'zod'
import { connectedAudience } from '../audience.ts'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import {
  answer,
  done,
  doneOrEmpty,
  flag,
  flagMembers,
  int,
  list,
  many,
  maybe,
  record,
  sortDirection,
  text,
  textMembers,
  texts,
} from '../piece.ts'
import { canvasRecipient } from '../recipient.ts'
import { schedule } from '../schedule.ts'

export const canvas = defineGroup([
  {
    id: 'canvas.trigger.send',
    method: 'POST',
    path: '/canvas/trigger/send',
    permission: 'canvas.trigger.send',
    rateLimit: buckets.hourly,
    batchLimits: { arrays: { recipients: 50 } },
    successStatus: 201,
    repeatable: false,
    request: z
      .object({
        canvas_id: text,
        /** For all recipients, at most 50 KB. */
        context: record.exactOptional(),
        /** At most 50, not with `broadcast`. Of a profile listed twice, the last entry counts. */
        recipients: many(canvasRecipient).exactOptional(),
        /** Default false. True where no recipients are listed, and only there. */
        broadcast: flag.exactOptional(),
        audience: connectedAudience.exactOptional(),
        /** The older name of `context`. */
        canvas_entry_properties: record.exactOptional(),
      })
      .readonly(),
    response: answer({ dispatch_id: maybe(text), notice: maybe(text), errors: maybe(z.array(z.unknown()).readonly()) }),
    docs: {
      what: 'Enters profiles into an API-triggered Canvas at once.',
      docPath: '_docs/_api/endpoints/messaging/send_messages/post_send_triggered_canvases.md',
      limits:
        '`recipients`, or `broadcast: true`, never both. A paused, stopped or archived Canvas answers 201 with a `notice` and sends nothing. Broadcasts: 250 a minute, and 10 a minute for one audience.',
    },
  },
  {
    id: 'canvas.trigger.schedule.create',
    method: 'POST',
    path: '/canvas/trigger/schedule/create',
    permission: 'canvas.trigger.schedule.create',
    rateLimit: buckets.hourly,
    batchLimits: { arrays: { recipients: 50 } },
    successStatus: 201,
    statusInferred: true,
    repeatable: false,
    request: z
      .object({
        canvas_id: text,
        /** For all recipients, at most 50 KB. */
        context: record.exactOptional(),
        /** At most 50, not with `broadcast`. Of a profile listed twice, the last entry counts. */
        recipients: many(canvasRecipient).exactOptional(),
        /** Default false. True where no recipients are listed, and only there. */
        broadcast: flag.exactOptional(),
        audience: connectedAudience.exactOptional(),
        schedule,
        /** The older name of `context`. */
        canvas_entry_properties: record.exactOptional(),
      })
      .readonly(),
    response: answer({ dispatch_id: maybe(text), schedule_id: maybe(text) }),
    docs: {
      what: 'Enters profiles into an API-triggered Canvas later.',
      docPath: '_docs/_api/endpoints/messaging/schedule_messages/post_schedule_triggered_canvases.md',
    },
  },
  {
    id: 'canvas.trigger.schedule.update',
    method: 'POST',
    path: '/canvas/trigger/schedule/update',
    permission: 'canvas.trigger.schedule.update',
    rateLimit: buckets.hourly,
    successStatus: 201,
    statusInferred: true,
    repeatable: true,
    request: z.object({ canvas_id: text, schedule_id: text, schedule: schedule }).readonly(),
    response: done,
    docs: {
      what: 'Changes when a scheduled API-triggered Canvas goes.',
      docPath: '_docs/_api/endpoints/messaging/schedule_messages/post_update_scheduled_triggered_canvases.md',
    },
  },
  {
    id: 'canvas.trigger.schedule.delete',
    method: 'POST',
    path: '/canvas/trigger/schedule/delete',
    permission: 'canvas.trigger.schedule.delete',
    rateLimit: buckets.hourly,
    successStatus: 201,
    statusInferred: true,
    repeatable: true,
    request: z.object({ canvas_id: text, schedule_id: text }).readonly(),
    response: done,
    docs: {
      what: 'Takes a scheduled API-triggered Canvas back.',
      docPath: '_docs/_api/endpoints/messaging/schedule_messages/post_delete_scheduled_triggered_canvases.md',
    },
  },
  {
    id: 'canvas.duplicate',
    method: 'POST',
    path: '/canvas/duplicate',
    permission: 'canvas.duplicate',
    rateLimit: buckets.canvasDuplicate,
    successStatus: 202,
    repeatable: false,
    request: z
      .object({
        canvas_id: text,
        name: text,
        description: text.exactOptional(),
        /** Only tags that exist. */
        tag_names: texts.exactOptional(),
      })
      .readonly(),
    response: doneOrEmpty,
    docs: {
      what: 'Duplicates a Canvas.',
      docPath: '_docs/_api/endpoints/messaging/duplicate_messages/post_duplicate_canvases.md',
      limits: 'Asynchronous: 202 without a documented body.',
    },
  },
  {
    id: 'canvas.list',
    method: 'GET',
    path: '/canvas/list',
    permission: 'canvas.list',
    rateLimit: buckets.hourly,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    pages: { kind: 'page', items: 'canvases', size: 100 },
    request: z
      .object({
        /** From 0. */
        page: int.exactOptional(),
        include_archived: flag.exactOptional(),
        sort_direction: sortDirection.exactOptional(),
        /** ISO 8601. */
        'last_edit.time[gt]': text.exactOptional(),
      })
      .readonly(),
    response: answer({ canvases: list({ ...textMembers('id', 'name', 'last_edited'), tags: maybe(texts) }) }),
    docs: { what: 'Lists Canvases.', docPath: '_docs/_api/endpoints/export/canvas/get_canvases.md' },
  },
  {
    id: 'canvas.details',
    method: 'GET',
    path: '/canvas/details',
    permission: 'canvas.details',
    rateLimit: buckets.hourly,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    request: z
      .object({
        canvas_id: text,
        post_launch_draft_version: flag.exactOptional(),
        include_has_translatable_content: flag.exactOptional(),
      })
      .readonly(),
    response: answer({
      ...textMembers('created_at', 'updated_at', 'name', 'description', 'schedule_type', 'first_entry', 'last_entry'),
      ...flagMembers('archived', 'draft', 'enabled', 'has_post_launch_draft'),
      channels: maybe(texts),
      tags: maybe(texts),
      teams: maybe(texts),
      variants: maybe(list({ ...textMembers('name', 'id'), first_step_ids: maybe(texts) })),
      steps: maybe(
        list({
          ...textMembers('name', 'type', 'id'),
          next_step_ids: maybe(texts),
          next_paths: maybe(z.array(z.unknown()).readonly()),
          channels: maybe(texts),
          messages: maybe(record),
        }),
      ),
    }),
    docs: {
      what: 'Reads a Canvas.',
      docPath: '_docs/_api/endpoints/export/canvas/get_canvas_details.md',
      limits: '400 `canvas_id must be a string of the Canvas api identifier` for an id that is none.',
    },
  },
  {
    id: 'canvas.data_series',
    method: 'GET',
    path: '/canvas/data_series',
    permission: 'canvas.data_series',
    rateLimit: buckets.hourly,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    request: z
      .object({
        canvas_id: text,
        /** ISO 8601. */
        ending_at: text,
        /** This or `length`. */
        starting_at: text.exactOptional(),
        /** 1 to 14 days. */
        length: int.exactOptional(),
        include_variant_breakdown: flag.exactOptional(),
        include_step_breakdown: flag.exactOptional(),
        include_deleted_step_data: flag.exactOptional(),
      })
      .readonly(),
    response: answer({
      data: z
        .looseObject({
          name: maybe(text),
          stats: maybe(
            list({
              time: maybe(text),
              total_stats: maybe(record),
              variant_stats: maybe(record),
              step_stats: maybe(record),
            }),
          ),
        })
        .readonly(),
    }),
    docs: {
      what: "Reads a Canvas's figures by day.",
      docPath: '_docs/_api/endpoints/export/canvas/get_canvas_analytics.md',
      limits: '`starting_at` or `length`, at most 14 days.',
    },
  },
  {
    id: 'canvas.data_summary',
    method: 'GET',
    path: '/canvas/data_summary',
    permission: 'canvas.data_summary',
    rateLimit: buckets.hourly,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    request: z
      .object({
        canvas_id: text,
        /** ISO 8601. */
        ending_at: text,
        /** This or `length`. */
        starting_at: text.exactOptional(),
        /** 1 to 14 days. */
        length: int.exactOptional(),
        include_variant_breakdown: flag.exactOptional(),
        include_step_breakdown: flag.exactOptional(),
        include_deleted_step_data: flag.exactOptional(),
      })
      .readonly(),
    response: answer({
      data: z
        .looseObject({
          name: maybe(text),
          total_stats: maybe(record),
          variant_stats: maybe(record),
          step_stats: maybe(record),
        })
        .readonly(),
    }),
    docs: {
      what: "Reads a Canvas's figures, added up.",
      docPath: '_docs/_api/endpoints/export/canvas/get_canvas_analytics_summary.md',
      limits: '`starting_at` or `length`, at most 14 days.',
    },
  },
  {
    id: 'canvas.url_info.details',
    method: 'GET',
    path: '/canvas/url_info/details',
    permission: 'canvas.url_info.details',
    rateLimit: buckets.hourly,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    request: z
      .object({
        canvas_id: text,
        canvas_step_id: text,
        message_variation_id: text,
        includes_link_id: text.exactOptional(),
      })
      .readonly(),
    response: doneOrEmpty,
    docs: {
      what: 'Lists the link aliases of a Canvas step.',
      docPath: '_docs/_hidden/get_canvas_link_alias.md',
      limits: 'Only for workspaces with link aliasing. The body is not documented.',
    },
  },
])
