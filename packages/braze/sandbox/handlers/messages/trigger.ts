import { createHash, randomUUID } from 'node:crypto'
import { buckets, type RateLimit, successMessage } from '@parley/braze/contract'
import { isObject } from '../../attribute-value.ts'
import { noticeOf } from '../../messaging/dispatch.ts'
import { newDispatchId } from '../../messaging/dispatch-id.ts'
import { type Draft, type DraftKind, readDraft } from '../../messaging/trigger-request.ts'
import { badRequest, membersOf } from '../bad-request.ts'
import type { Asked, Handler } from '../handler.ts'

/** Sends at once: a campaign, a Canvas, or the messages of the request. */
export function sendHandler(kind: DraftKind): Handler {
  return {
    rateLimit: broadcastLimits,
    answer({ body, world, warn, fixed }) {
      const { messaging } = world
      const draft = readDraft(kind, body, messaging.definitions, warn)
      if ('refusal' in draft) return badRequest(draft.refusal)
      const dispatchId = fixed?.dispatchId ?? newDispatchId()
      const sendId = fixed?.sendId ?? sendIdOf(draft.value)
      const notice = noticeOf(draft.value.source)
      return {
        status: 201,
        body: {
          ...(notice !== undefined && { notice }),
          dispatch_id: dispatchId,
          ...(sendId !== undefined && { send_id: sendId }),
          message: successMessage,
        },
        apply: () => messaging.send({ ...draft.value, dispatchId, sendId }),
        fixed: { dispatchId, ...(sendId !== undefined && { sendId }) },
      }
    },
  }
}

/**
 * A send without listed recipients counts against the bucket of broadcasts, and of its audience: the campaign or Canvas with segment
 * and filters.
 */
export function broadcastLimits({ body }: Asked): readonly RateLimit[] | undefined {
  const { recipients, external_user_ids, user_aliases, ...asked } = membersOf(body)
  if ([recipients, external_user_ids, user_aliases].some((list) => Array.isArray(list) && list.length > 0)) {
    return undefined
  }
  if (asked.broadcast !== true && !isObject(asked.audience) && typeof asked.segment_id !== 'string') return undefined
  const audience = JSON.stringify([asked.campaign_id, asked.canvas_id, asked.segment_id, asked.audience])
  const name = createHash('sha256').update(audience).digest('hex').slice(0, 16)
  return [buckets.broadcast, { ...buckets.audience, bucket: `${buckets.audience.bucket}-${name}` }]
}

/** The request's own, or a new one for a broadcast that a campaign counts. */
export function sendIdOf({ sendId, source, to }: Draft): string | undefined {
  const tracked = to.kind === 'everybody' && source.kind !== 'canvas' && source.campaign !== undefined
  return sendId ?? (tracked ? randomUUID() : undefined)
}
