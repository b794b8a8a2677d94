import { z } from 'zod'
import { connectedAudience } from '../audience.ts'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { appId, listedUsers } from '../member.ts'
import { done, flag, record, text } from '../piece.ts'

const liveNotification = z
  .looseObject({
    alert: z
      .looseObject({ title: text.describe('Title.'), body: text.describe('Text.') })
      .readonly()
      .describe('What is shown.'),
  })
  .readonly()

const activity = {
  app_id: appId,
  activity_id: text.describe('Your own id of the activity, by which it is updated.'),
} as const
const contentState = record.describe('What the activity shows, as the app defines it.')
const staleDate = text.exactOptional().describe('From when on its content is out of date, ISO 8601.')

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
        ...activity,
        activity_attributes_type: text.describe('Type of the attributes, as the app names it.'),
        activity_attributes: record.describe('What stays the same during the activity, as the app defines it.'),
        content_state: contentState,
        notification: liveNotification.describe('Push message that tells of the start.'),
        stale_date: staleDate,
        ...listedUsers,
        segment_id: text.exactOptional().describe('Segment whose users get it. Not with listed users.'),
        custom_audience: connectedAudience
          .exactOptional()
          .describe('Filters that say who gets it. Not with listed users.'),
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
        ...activity,
        content_state: contentState,
        end_activity: flag.exactOptional().describe('True: this is the last update. Default false.'),
        dismissal_date: text.exactOptional().describe('When it goes away once it has ended, ISO 8601.'),
        stale_date: staleDate,
        notification: liveNotification.exactOptional().describe('Push message that tells of the update.'),
      })
      .readonly(),
    response: done,
    docs: {
      what: 'Updates or ends a Live Activity on iOS.',
      docPath: '_docs/_api/endpoints/messaging/live_activity/update.md',
    },
  },
])
