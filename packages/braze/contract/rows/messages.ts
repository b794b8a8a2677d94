import { z } from 'zod'
import { connectedAudience } from '../audience.ts'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { userAlias } from '../identifier.ts'
import { messageObjects } from '../message.ts'
import { answer, done, flag, list, many, maybe, text, textMembers, texts } from '../piece.ts'
import { schedule } from '../schedule.ts'

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
        /** At most 50, aliases included. */
        external_user_ids: texts.exactOptional(),
        /** At most 50, ids included. */
        user_aliases: many(userAlias).exactOptional(),
        segment_id: text.exactOptional(),
        /** Default false. True where no recipients are listed, and only there. */
        broadcast: flag.exactOptional(),
        audience: connectedAudience.exactOptional(),
        /** Under which the dashboard counts it. */
        campaign_id: text.exactOptional(),
        /** At most 64 letters, digits, `-` and `_`. */
        send_id: text.exactOptional(),
        /** Default `subscribed`. */
        recipient_subscription_state: z.enum(['opted_in', 'subscribed', 'all']).exactOptional(),
        /** Default false. */
        override_frequency_capping: flag.exactOptional(),
        /** 400 `No message to send` where it is empty. */
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
        /** At most 50, aliases included. */
        external_user_ids: texts.exactOptional(),
        /** At most 50, ids included. */
        user_aliases: many(userAlias).exactOptional(),
        segment_id: text.exactOptional(),
        /** Default false. True where no recipients are listed, and only there. */
        broadcast: flag.exactOptional(),
        audience: connectedAudience.exactOptional(),
        /** Under which the dashboard counts it. */
        campaign_id: text.exactOptional(),
        /** At most 64 letters, digits, `-` and `_`. */
        send_id: text.exactOptional(),
        /** Default `subscribed`. */
        recipient_subscription_state: z.enum(['opted_in', 'subscribed', 'all']).exactOptional(),
        /** Default false. */
        override_messaging_limits: flag.exactOptional(),
        schedule,
        /** 400 `No message to send` where it is empty. */
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
        schedule_id: text,
        schedule: schedule.exactOptional(),
        messages: messageObjects.exactOptional(),
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
    request: z.object({ schedule_id: text }).readonly(),
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
    request: z
      .object({
        /** ISO 8601, taken as midnight UTC. */
        end_time: text,
      })
      .readonly(),
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
