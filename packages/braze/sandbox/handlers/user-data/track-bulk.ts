import { endpoints, readIdentifier, requestErrors } from '@parley/braze/contract'
import { isObject } from '../../attribute-value.ts'
import { badRequest } from '../bad-request.ts'
import type { Handler } from '../handler.ts'
import { answerTrack, countObjects, readArrays, type SentArray } from './track.ts'

const { batchLimits } = endpoints['users.track.bulk']

/** `POST /users/track/bulk`: as `/users/track`, with more objects of more people. */
export const usersTrackBulk: Handler = {
  answer(call) {
    if (call.bytes > batchLimits.maxPayloadBytes) return badRequest(requestErrors.tooMany)
    const arrays = readArrays(call.body)
    if (typeof arrays === 'string') return badRequest(arrays)
    if (countObjects(arrays) > batchLimits.combined) return badRequest(requestErrors.tooMany)
    if (mostForOne(arrays) > batchLimits.perProfile) return badRequest(requestErrors.tooMany)
    return answerTrack(call, arrays)
  },
}

/** The most objects that one identifier has. */
function mostForOne(arrays: readonly SentArray[]): number {
  const counts = new Map<string, number>()
  for (const object of arrays.flatMap(({ objects }) => objects)) {
    if (!isObject(object)) continue
    const key = JSON.stringify(readIdentifier(object))
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  counts.delete('"none"')
  counts.delete('"several"')
  return Math.max(0, ...counts.values())
}
