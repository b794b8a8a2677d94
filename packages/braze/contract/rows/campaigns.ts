import { z } from 'zod'
import { connectedAudience } from '../audience.ts'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import {
  answer,
  done,
  doneOrEmpty,
  exactly,
  flag,
  flagMembers,
  int,
  list,
  many,
  maybe,
  num,
  record,
  sortDirection,
  text,
  textMembers,
  texts,
} from '../piece.ts'
import { campaignRecipient } from '../recipient.ts'
import { schedule } from '../schedule.ts'

export const campaigns = defineGroup([
  {
    id: 'campaigns.trigger.send',
    method: 'POST',
    path: '/campaigns/trigger/send',
    permission: 'campaigns.trigger.send',
    rateLimit: buckets.hourly,
    batchLimits: { arrays: { recipients: 50 } },
    successStatus: 201,
    repeatable: false,
    request: z
      .object({
        campaign_id: text,
        send_id: text.exactOptional(),
        /** For all recipients, at most 50 KB. A recipient's own win, key by key. */
        trigger_properties: record.exactOptional(),
        /** At most 50, not with `broadcast`. Of a profile listed twice, the last entry counts. */
        recipients: many(campaignRecipient).exactOptional(),
        /** Default false. True where no recipients are listed, and only there. */
        broadcast: flag.exactOptional(),
        audience: connectedAudience.exactOptional(),
        /** E-mail only, 2 MB each, not with `broadcast`. */
        attachments: exactly({ file_name: text, url: text }).exactOptional(),
      })
      .readonly(),
    response: answer({
      dispatch_id: maybe(text),
      send_id: maybe(text),
      errors: maybe(z.array(z.unknown()).readonly()),
    }),
    docs: {
      what: 'Sends an API-triggered campaign at once.',
      docPath: '_docs/_api/endpoints/messaging/send_messages/post_send_triggered_campaigns.md',
      limits:
        '`recipients`, or `broadcast: true`, never both. Success does not say that anyone was messaged. Broadcasts: 250 a minute, and 10 a minute for one audience.',
    },
  },
  {
    id: 'campaigns.trigger.schedule.create',
    method: 'POST',
    path: '/campaigns/trigger/schedule/create',
    permission: 'campaigns.trigger.schedule.create',
    rateLimit: buckets.hourly,
    batchLimits: { arrays: { recipients: 50 } },
    successStatus: 201,
    statusInferred: true,
    repeatable: false,
    request: z
      .object({
        campaign_id: text,
        send_id: text.exactOptional(),
        trigger_properties: record.exactOptional(),
        /** Default false. True where no recipients are listed, and only there. */
        broadcast: flag.exactOptional(),
        audience: connectedAudience.exactOptional(),
        /** At most 50, not with `broadcast`. Of a profile listed twice, the last entry counts. */
        recipients: many(campaignRecipient).exactOptional(),
        schedule,
      })
      .readonly(),
    response: answer({ dispatch_id: maybe(text), schedule_id: maybe(text) }),
    docs: {
      what: 'Sends an API-triggered campaign later.',
      docPath: '_docs/_api/endpoints/messaging/schedule_messages/post_schedule_triggered_campaigns.md',
    },
  },
  {
    id: 'campaigns.trigger.schedule.update',
    method: 'POST',
    path: '/campaigns/trigger/schedule/update',
    permission: 'campaigns.trigger.schedule.update',
    rateLimit: buckets.hourly,
    successStatus: 201,
    statusInferred: true,
    repeatable: true,
    request: z
      .object({
        campaign_id: text,
        schedule_id: text,
        /** Replaces the whole schedule. */
        schedule,
      })
      .readonly(),
    response: done,
    docs: {
      what: 'Changes when a scheduled API-triggered campaign goes.',
      docPath: '_docs/_api/endpoints/messaging/schedule_messages/post_update_scheduled_triggered_campaigns.md',
    },
  },
  {
    id: 'campaigns.trigger.schedule.delete',
    method: 'POST',
    path: '/campaigns/trigger/schedule/delete',
    permission: 'campaigns.trigger.schedule.delete',
    rateLimit: buckets.hourly,
    successStatus: 201,
    statusInferred: true,
    repeatable: true,
    request: z.object({ campaign_id: text, schedule_id: text }).readonly(),
    response: done,
    docs: {
      what: 'Takes a scheduled API-triggered campaign back.',
      docPath: '_docs/_api/endpoints/messaging/schedule_messages/post_delete_scheduled_triggered_messages.md',
    },
  },
  {
    id: 'campaigns.duplicate',
    method: 'POST',
    path: '/campaigns/duplicate',
    permission: 'campaigns.duplicate',
    rateLimit: buckets.campaignDuplicate,
    successStatus: 202,
    repeatable: false,
    request: z
      .object({
        campaign_id: text,
        name: text,
        description: text.exactOptional(),
        /** Only tags that exist; they replace those of the original. */
        tag_names: texts.exactOptional(),
      })
      .readonly(),
    response: doneOrEmpty,
    docs: {
      what: 'Duplicates a campaign.',
      docPath: '_docs/_api/endpoints/messaging/duplicate_messages/post_duplicate_campaigns.md',
      limits: 'Asynchronous: 202 without a documented body.',
    },
  },
  {
    id: 'campaigns.list',
    method: 'GET',
    path: '/campaigns/list',
    permission: 'campaigns.list',
    rateLimit: buckets.hourly,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    pages: { kind: 'page', items: 'campaigns', size: 100 },
    request: z
      .object({
        /** From 0. */
        page: int.exactOptional(),
        /** Default false. */
        include_archived: flag.exactOptional(),
        /** Default `asc`. */
        sort_direction: sortDirection.exactOptional(),
        /** ISO 8601. */
        'last_edit.time[gt]': text.exactOptional(),
      })
      .readonly(),
    response: answer({
      campaigns: list({
        ...textMembers('id', 'name', 'last_edited'),
        is_api_campaign: maybe(flag),
        tags: maybe(texts),
      }),
    }),
    docs: { what: 'Lists campaigns.', docPath: '_docs/_api/endpoints/export/campaigns/get_campaigns.md' },
  },
  {
    id: 'campaigns.details',
    method: 'GET',
    path: '/campaigns/details',
    permission: 'campaigns.details',
    rateLimit: buckets.hourly,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    request: z
      .object({
        campaign_id: text,
        /** Default false. */
        post_launch_draft_version: flag.exactOptional(),
      })
      .readonly(),
    response: answer({
      ...textMembers('created_at', 'updated_at', 'name', 'description', 'schedule_type', 'first_sent', 'last_sent'),
      ...flagMembers('archived', 'draft', 'enabled', 'has_post_launch_draft'),
      channels: maybe(texts),
      tags: maybe(texts),
      teams: maybe(texts),
      messages: maybe(record),
      conversion_behaviors: maybe(z.array(z.unknown()).readonly()),
    }),
    docs: { what: 'Reads a campaign.', docPath: '_docs/_api/endpoints/export/campaigns/get_campaign_details.md' },
  },
  {
    id: 'campaigns.data_series',
    method: 'GET',
    path: '/campaigns/data_series',
    permission: 'campaigns.data_series',
    rateLimit: buckets.campaignsDataSeries,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    request: z
      .object({
        campaign_id: text,
        /** 1 to 100 days. */
        length: int,
        /** Default now. */
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
      what: "Reads a campaign's figures by day.",
      docPath: '_docs/_api/endpoints/export/campaigns/get_campaign_analytics.md',
    },
  },
  {
    id: 'campaigns.url_info.details',
    method: 'GET',
    path: '/campaigns/url_info/details',
    permission: 'campaigns.url_info.details',
    rateLimit: buckets.hourly,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    request: z
      .object({ campaign_id: text, message_variation_id: text, includes_link_id: text.exactOptional() })
      .readonly(),
    response: doneOrEmpty,
    docs: {
      what: "Lists the link aliases of a campaign's message variation.",
      docPath: '_docs/_hidden/get_campaign_link_alias.md',
      limits: 'Only for workspaces with link aliasing. The body is not documented.',
    },
  },
])
