import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import {
  anyone,
  campaignId,
  edited,
  linkId,
  messageVariationId,
  postLaunchDraft,
  scheduleId,
  sendId,
  series,
  tags,
} from '../member.ts'
import { attachments } from '../message.ts'
import {
  answer,
  done,
  doneOrEmpty,
  flag,
  flagMembers,
  linkFigures,
  list,
  maybe,
  record,
  sendFigures,
  text,
  textMembers,
  texts,
} from '../piece.ts'
import { campaignRecipients } from '../recipient.ts'
import { schedule } from '../schedule.ts'

/** What an API-triggered campaign is told, whenever it goes. */
const triggerMembers = {
  campaign_id: campaignId,
  send_id: sendId.exactOptional(),
  trigger_properties: record
    .exactOptional()
    .describe('Values for all recipients, at most 50 KB. Those of a recipient win, key by key.'),
  recipients: campaignRecipients.exactOptional(),
  ...anyone,
} as const

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
        ...triggerMembers,
        attachments: attachments
          .exactOptional()
          .describe('Files for an e-mail, at most 2 MB each. Not with `broadcast`.'),
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
    request: z.object({ ...triggerMembers, schedule }).readonly(),
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
        campaign_id: campaignId,
        schedule_id: scheduleId,
        schedule: schedule.describe('When it goes from now on. Replaces the whole schedule.'),
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
    request: z.object({ campaign_id: campaignId, schedule_id: scheduleId }).readonly(),
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
        campaign_id: campaignId,
        name: text.describe('Name of the copy.'),
        description: text.exactOptional().describe('Description of the copy.'),
        tag_names: tags
          .exactOptional()
          .describe('Tags of the copy instead of those of the original. Only tags that exist.'),
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
    request: z.object(edited).readonly(),
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
        campaign_id: campaignId,
        post_launch_draft_version: postLaunchDraft.exactOptional(),
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
    request: z.object({ campaign_id: campaignId, ...series }).readonly(),
    response: sendFigures,
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
      .object({
        campaign_id: campaignId,
        message_variation_id: messageVariationId,
        includes_link_id: linkId.exactOptional(),
      })
      .readonly(),
    response: linkFigures,
    docs: {
      what: "Lists the link aliases of a campaign's message variation.",
      docPath: '_docs/_hidden/private_betas/get_campaign_url_info.md',
      limits: 'Only for workspaces with link aliasing.',
    },
  },
])
