import { successMessage } from '@parley/braze/contract'
import { isObject } from '../../attribute-value.ts'
import { newDispatchId } from '../../messaging/dispatch-id.ts'
import { readSchedule } from '../../messaging/schedule.ts'
import type { Scheduled } from '../../messaging/schedules.ts'
import {
  campaignIdRefusal,
  canvasIdRefusal,
  type DraftKind,
  findCampaign,
  readDraft,
} from '../../messaging/trigger-request.ts'
import type { World } from '../../world.ts'
import { badRequest, type Members, membersOf, mistakes } from '../bad-request.ts'
import type { Handler } from '../handler.ts'
import { broadcastLimits, sendIdOf } from './trigger.ts'

/** Text of our own: what an unknown schedule is answered with is not documented. */
const unknownSchedule = 'Invalid schedule_id'
const done = { status: 201, body: { message: successMessage } }

export function scheduleCreateHandler(kind: DraftKind): Handler {
  return {
    rateLimit: broadcastLimits,
    answer({ body, world, warn }) {
      const { messaging, clock } = world
      const members = membersOf(body)
      const draft = readDraft(kind, members, messaging.definitions, warn)
      if ('refusal' in draft) return badRequest(draft.refusal)
      const schedule = readSchedule(members.schedule, clock.now())
      if ('refusal' in schedule) return badRequest(schedule.refusal)
      const dispatchId = newDispatchId()
      const sendId = sendIdOf(draft.value)
      const sourceId = members[sourceMembers[kind] ?? '']
      const { id } = messaging.schedules.add({
        dispatchId,
        kind,
        ...(typeof sourceId === 'string' && { sourceId }),
        ...(sendId !== undefined && { sendId }),
        schedule: schedule.value,
        body: members,
      })
      return {
        status: 201,
        body: {
          dispatch_id: dispatchId,
          schedule_id: id,
          ...(sendId !== undefined && { send_id: sendId }),
          message: successMessage,
        },
      }
    },
  }
}

export function scheduleUpdateHandler(kind: DraftKind): Handler {
  return {
    answer({ body, world, warn }) {
      const { messaging, clock } = world
      const members = membersOf(body)
      const found = findSchedule(kind, members, world)
      if (typeof found === 'string') return badRequest(found)
      const { schedule: written, messages } = members
      const mayLeaveTime = kind === 'message' && messages !== undefined
      if (written === undefined && !mayLeaveTime) return badRequest(mistakes.required('schedule'))
      const schedule = written === undefined ? undefined : readSchedule(written, clock.now())
      if (schedule !== undefined && 'refusal' in schedule) return badRequest(schedule.refusal)
      const changed = kind === 'message' && messages !== undefined ? { ...found.body, messages } : found.body
      const draft = readDraft(kind, changed, messaging.definitions, warn)
      if ('refusal' in draft) return badRequest(draft.refusal)
      messaging.schedules.update(found.id, {
        body: changed,
        ...(schedule !== undefined && { schedule: schedule.value }),
      })
      return done
    },
  }
}

export function scheduleDeleteHandler(kind: DraftKind): Handler {
  return {
    answer({ body, world }) {
      const found = findSchedule(kind, membersOf(body), world)
      if (typeof found === 'string') return badRequest(found)
      world.messaging.schedules.remove(found.id)
      return done
    },
  }
}

/** The member that names what is scheduled. */
const sourceMembers: { readonly [Kind in DraftKind]: string | undefined } = {
  campaign: 'campaign_id',
  canvas: 'canvas_id',
  message: undefined,
}

/** The schedule that the request names, together with the campaign or Canvas that it belongs to; or the message of a 400. */
function findSchedule(kind: DraftKind, members: Members, { messaging }: World): Scheduled | string {
  const source = sourceMembers[kind]
  const sourceId = source === undefined ? undefined : members[source]
  if (kind === 'canvas' && (typeof sourceId !== 'string' || messaging.canvases.get(sourceId) === undefined)) {
    return canvasIdRefusal
  }
  if (kind === 'campaign') {
    if (typeof sourceId !== 'string') return campaignIdRefusal
    const campaign = findCampaign(sourceId, messaging.definitions)
    if ('refusal' in campaign) return campaign.refusal
  }
  const id = members.schedule_id
  if (typeof id !== 'string' || id === '') return mistakes.required('schedule_id')
  const found = messaging.schedules.find(id)
  const fits = found !== undefined && found.kind === kind && (source === undefined || found.sourceId === sourceId)
  return fits && isObject(found.body) ? found : unknownSchedule
}
