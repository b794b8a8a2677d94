import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { anyone, listedUsers, scheduleId, sendId } from '../member.ts'
import { messageObjects } from '../message.ts'
import { answer, done, flag, list, maybe, text, textMembers, texts } from '../piece.ts'
import { schedule } from '../schedule.ts'

/** Who gets a message that the request carries, and what it is counted as. */
const sendMembers = {
  ...listedUsers,
  segment_id: text.exactOptional().describe('Segment whose users get it.'),
  ...anyone,
  campaign_id: text.exactOptional().describe('Campaign under which the dashboard counts it.'),
  send_id: sendId.exactOptional(),
  recipient_subscription_state: z
    .enum(['opted_in', 'subscribed', 'all'])
    .exactOptional()
    .describe('Who gets it by their subscription. Default `subscribed`, opted in included.'),
} as const

export const messages = defineGroup([
  {
    id: 'messages.send',
    method: 'POST',
    path: '/messages/send',
    permission: 'messages.send',
    rateLimit: buckets.hourly,
    batchLimits: { arrays: { external_user_ids: 50, user_aliases: 50 }, note: 'Together 50.' },
    successStatus: 201,
    repeatable: false,
    request: z
      .object({
        ...sendMembers,
        override_frequency_capping: flag
          .exactOptional()
          .describe('Whether it goes however much they got already. Default false.'),
        messages: messageObjects,
      })
      .readonly(),
    response: answer({
      dispatch_id: maybe(text),
      send_id: maybe(text),
      errors: maybe(z.array(z.unknown()).readonly()),
    }),
    docs: {
      what: 'Sends a message that the request carries, at once.',
      docPath: '_docs/_api/endpoints/messaging/send_messages/post_send_messages.md',
      limits:
        'Recipients must already exist. At least one of `segment_id`, `external_user_ids`, `user_aliases`, `audience`. Broadcasts: 250 a minute, and 10 a minute for one audience.',
    },
  },
  {
    id: 'messages.schedule.create',
    method: 'POST',
    path: '/messages/schedule/create',
    permission: 'messages.schedule.create',
    rateLimit: buckets.hourly,
    batchLimits: { arrays: { external_user_ids: 50, user_aliases: 50 }, note: 'Together 50.' },
    successStatus: 201,
    repeatable: false,
    request: z
      .object({
        ...sendMembers,
        override_messaging_limits: flag
          .exactOptional()
          .describe('Whether it goes however much they got already. Default false.'),
        schedule,
        messages: messageObjects,
      })
      .readonly(),
    response: answer({ dispatch_id: maybe(text), schedule_id: maybe(text) }),
    docs: {
      what: 'Sends a message that the request carries, later.',
      docPath: '_docs/_api/endpoints/messaging/schedule_messages/post_schedule_messages.md',
    },
  },
  {
    id: 'messages.schedule.update',
    method: 'POST',
    path: '/messages/schedule/update',
    permission: 'messages.schedule.update',
    rateLimit: buckets.hourly,
    successStatus: 201,
    statusInferred: true,
    repeatable: true,
    request: z
      .object({
        schedule_id: scheduleId,
        schedule: schedule.exactOptional().describe('When it goes from now on.'),
        messages: messageObjects.exactOptional().describe('What it says from now on.'),
      })
      .readonly(),
    response: done,
    docs: {
      what: 'Changes when a scheduled message goes, or what it says.',
      docPath: '_docs/_api/endpoints/messaging/schedule_messages/post_update_scheduled_messages.md',
      limits: 'At least one of `schedule` and `messages`.',
    },
  },
  {
    id: 'messages.schedule.delete',
    method: 'POST',
    path: '/messages/schedule/delete',
    permission: 'messages.schedule.delete',
    rateLimit: buckets.hourly,
    successStatus: 201,
    statusInferred: true,
    repeatable: true,
    request: z.object({ schedule_id: scheduleId }).readonly(),
    response: done,
    docs: {
      what: 'Takes a scheduled message back.',
      docPath: '_docs/_api/endpoints/messaging/schedule_messages/post_delete_scheduled_messages.md',
    },
  },
  {
    id: 'messages.scheduled_broadcasts',
    method: 'GET',
    path: '/messages/scheduled_broadcasts',
    permission: 'messages.schedule_broadcasts',
    rateLimit: buckets.hourly,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    request: z.object({ end_time: text.describe('Until when, ISO 8601, taken as midnight UTC.') }).readonly(),
    response: answer({
      scheduled_broadcasts: list({
        ...textMembers('name', 'id', 'type', 'next_send_time', 'schedule_type'),
        tags: maybe(texts),
      }),
    }),
    docs: {
      what: 'Lists the campaigns and Canvases that are scheduled until a time.',
      docPath: '_docs/_api/endpoints/messaging/schedule_messages/get_messages_scheduled.md',
    },
  },
])
