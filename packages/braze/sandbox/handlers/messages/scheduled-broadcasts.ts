import { successMessage } from '@parley/braze/contract'
import type { Campaign } from '../../messaging/campaign.ts'
import type { Canvas } from '../../messaging/canvas.ts'
import { readTime, showTime } from '../../time.ts'
import { badRequest, mistakes } from '../bad-request.ts'
import type { Handler } from '../handler.ts'

/** Campaigns and Canvases with a schedule of their own; sends that were scheduled by request are not part of it. */
export const scheduledBroadcasts: Handler = {
  answer({ query, world }) {
    const { messaging, clock } = world
    const text = query.get('end_time') ?? ''
    if (text === '') return badRequest(mistakes.required('end_time'))
    const end = readTime(text)
    if (end === undefined) return badRequest(mistakes.notValid('end_time'))
    const now = clock.now()
    const show = (type: 'Campaign' | 'Canvas') => (one: Campaign | Canvas) => {
      const { schedule } = one
      if (one.state !== 'active' || schedule === undefined || schedule.time < now || schedule.time > end) return []
      const { name, id, tags } = one
      const { time, schedule_type } = schedule
      return [{ name, id, type, tags, next_send_time: showTime(time), schedule_type }]
    }
    const broadcasts = [
      ...messaging.campaigns.all().flatMap(show('Campaign')),
      ...messaging.canvases.all().flatMap(show('Canvas')),
    ]
    broadcasts.sort((one, other) => one.next_send_time.localeCompare(other.next_send_time))
    return { status: 200, body: { scheduled_broadcasts: broadcasts, message: successMessage } }
  },
}
