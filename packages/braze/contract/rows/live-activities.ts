import { z } from 'zod'
import { connectedAudience } from '../audience.ts'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { userAlias } from '../identifier.ts'
import { done, flag, many, record, text, texts } from '../piece.ts'

const liveNotification = z.looseObject({ alert: z.looseObject({ title: text, body: text }).readonly() }).readonly()

export const liveActivities = defineGroup([
  {
    id: 'messages.live_activity.start',
    method: 'POST',
    path: '/messages/live_activity/start',
    permission: 'messages.live_activity.start',
    rateLimit: buckets.hourly,
    batchLimits: { arrays: { external_user_ids: 50, user_aliases: 50 }, note: 'Together 50.' },
    successStatus: 201,
    repeatable: false,
    request: z
      .object({
        app_id: text,
        activity_id: text,
        activity_attributes_type: text,
        activity_attributes: record,
        content_state: record,
        notification: liveNotification,
        /** ISO 8601. */
        stale_date: text.exactOptional(),
        /** At most 50, aliases included. */
        external_user_ids: texts.exactOptional(),
        user_aliases: many(userAlias).exactOptional(),
        /** Not with listed users. */
        segment_id: text.exactOptional(),
        /** Not with listed users. */
        custom_audience: connectedAudience.exactOptional(),
      })
      .readonly(),
    response: done,
    docs: { what: 'Starts a Live Activity on iOS.', docPath: '_docs/_api/endpoints/messaging/live_activity/start.md' },
  },
  {
    id: 'messages.live_activity.update',
    method: 'POST',
    path: '/messages/live_activity/update',
    permission: 'messages.live_activity.update',
    rateLimit: buckets.hourly,
    successStatus: 201,
    repeatable: true,
    request: z
      .object({
        app_id: text,
        activity_id: text,
        content_state: record,
        end_activity: flag.exactOptional(),
        /** ISO 8601. */
        dismissal_date: text.exactOptional(),
        /** ISO 8601. */
        stale_date: text.exactOptional(),
        notification: liveNotification.exactOptional(),
      })
      .readonly(),
    response: done,
    docs: {
      what: 'Updates or ends a Live Activity on iOS.',
      docPath: '_docs/_api/endpoints/messaging/live_activity/update.md',
    },
  },
])
