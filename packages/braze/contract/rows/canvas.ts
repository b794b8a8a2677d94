import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { anyone, canvasId, edited, linkId, messageVariationId, postLaunchDraft, scheduleId, tags } from '../member.ts'
import {
  answer,
  done,
  doneOrEmpty,
  flag,
  flagMembers,
  int,
  linkFigures,
  list,
  maybe,
  record,
  text,
  textMembers,
  texts,
} from '../piece.ts'
import { canvasRecipients } from '../recipient.ts'
import { schedule } from '../schedule.ts'

/** What an API-triggered Canvas is told, whenever profiles enter it. */
const triggerMembers = {
  canvas_id: canvasId,
  context: record
    .exactOptional()
    .describe('Values for all recipients, at most 50 KB. Those of a recipient win, key by key.'),
  recipients: canvasRecipients.exactOptional(),
  ...anyone,
  canvas_entry_properties: record.exactOptional().describe('Older name of `context`.'),
} as const

/** Which figures of a Canvas are asked for. */
const figureMembers = {
  canvas_id: canvasId,
  ending_at: text.describe('When they end, ISO 8601.'),
  starting_at: text
    .exactOptional()
    .describe('When they begin, ISO 8601. This or `length`, at most 14 days before the end.'),
  length: int.exactOptional().describe('How many days: 1 to 14. This or `starting_at`.'),
  include_variant_breakdown: flag.exactOptional().describe('Whether to tell them by variant too. Default false.'),
  include_step_breakdown: flag.exactOptional().describe('Whether to tell them by step too. Default false.'),
  include_deleted_step_data: flag.exactOptional().describe('Whether steps that are gone count. Default false.'),
} as const

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
    request: z.object(triggerMembers).readonly(),
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
    request: z.object({ ...triggerMembers, schedule }).readonly(),
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
    request: z
      .object({
        canvas_id: canvasId,
        schedule_id: scheduleId,
        schedule: schedule.describe('When it goes from now on.'),
      })
      .readonly(),
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
    request: z.object({ canvas_id: canvasId, schedule_id: scheduleId }).readonly(),
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
        canvas_id: canvasId,
        name: text.describe('Name of the copy.'),
        description: text.exactOptional().describe('Description of the copy.'),
        tag_names: tags.exactOptional().describe('Tags of the copy. Only tags that exist.'),
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
    request: z.object(edited).readonly(),
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
        canvas_id: canvasId,
        post_launch_draft_version: postLaunchDraft.exactOptional(),
        include_has_translatable_content: flag
          .exactOptional()
          .describe('Whether to tell of each message if it has texts to translate. Default false.'),
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
    request: z.object(figureMembers).readonly(),
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
    request: z.object(figureMembers).readonly(),
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
        canvas_id: canvasId,
        canvas_step_id: text.describe('API identifier of the step.'),
        message_variation_id: messageVariationId,
        includes_link_id: linkId.exactOptional(),
      })
      .readonly(),
    response: linkFigures,
    docs: {
      what: 'Lists the link aliases of a Canvas step.',
      docPath: '_docs/_hidden/private_betas/get_canvas_url_info.md',
      limits: 'Only for workspaces with link aliasing.',
    },
  },
])
