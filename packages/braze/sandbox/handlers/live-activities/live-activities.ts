import { successMessage } from '@parley/braze/contract'
import { isObject } from '../../attribute-value.ts'
import { readIds, readNarrowing } from '../../messaging/trigger-request.ts'
import { readTime } from '../../time.ts'
import { badRequest, type Members, membersOf, mistakes } from '../bad-request.ts'
import type { Handler } from '../handler.ts'

const done = { status: 201, body: { message: successMessage } }

/** Nothing reaches a device: what was started and what it shows is kept for the controls. */
export const liveActivityStart: Handler = {
  answer({ body, world }) {
    const { messaging, clock } = world
    const members = membersOf(body)
    const refusal =
      findMisfit(members, ['app_id', 'activity_id', 'activity_attributes_type'], ['activity_attributes']) ??
      findContentMisfit(members, true)
    if (refusal !== undefined) return badRequest(refusal)
    const people = readIds(members, world)
    if ('refusal' in people) return badRequest(people.refusal)
    const { custom_audience: audience, segment_id } = members
    const narrowed = readNarrowing({ audience, segment_id }, world)
    if ('refusal' in narrowed) return badRequest(narrowed.refusal)
    const isNarrowed = audience !== undefined || segment_id !== undefined
    if (people.value.length > 0 && isNarrowed) return badRequest('user ids cannot be used with an audience')
    if (people.value.length === 0 && !isNarrowed) return badRequest('No Recipients')
    return {
      ...done,
      apply: () =>
        messaging.liveActivities.put(String(members.activity_id), {
          startedAt: clock.now(),
          ended: false,
          content: members,
        }),
    }
  },
}

export const liveActivityUpdate: Handler = {
  answer({ body, world }) {
    const { messaging, clock } = world
    const members = membersOf(body)
    const refusal = findMisfit(members, ['app_id', 'activity_id'], []) ?? findContentMisfit(members, false)
    if (refusal !== undefined) return badRequest(refusal)
    const { end_activity: end, dismissal_date: dismissal } = members
    if (end !== undefined && typeof end !== 'boolean') return badRequest(mistakes.notValid('end_activity'))
    if (dismissal !== undefined && !isTime(dismissal)) return badRequest(mistakes.notValid('dismissal_date'))
    return {
      ...done,
      apply: () => {
        // An activity that the app started itself is not known here.
        const known = messaging.liveActivities.get(String(members.activity_id))
        const { startedAt = clock.now(), content = {} } = known ?? {}
        const ended = end === true || known?.ended === true
        messaging.liveActivities.put(String(members.activity_id), {
          startedAt,
          ended,
          content: { ...content, ...members },
        })
      },
    }
  },
}

function findMisfit(members: Members, texts: readonly string[], objects: readonly string[]): string | undefined {
  const text = texts.find((name) => typeof members[name] !== 'string' || members[name] === '')
  if (text !== undefined) return mistakes.required(text)
  const object = objects.find((name) => !isObject(members[name]))
  return object === undefined ? undefined : mistakes.required(object)
}

function findContentMisfit({ content_state, notification, stale_date }: Members, isStart: boolean): string | undefined {
  if (!isObject(content_state)) return mistakes.required('content_state')
  if (notification === undefined && isStart) return mistakes.required('notification')
  const alert = isObject(notification) ? notification.alert : undefined
  if (notification !== undefined && !isObject(alert)) return mistakes.notValid('notification')
  return stale_date === undefined || isTime(stale_date) ? undefined : mistakes.notValid('stale_date')
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && readTime(value) !== undefined
}
