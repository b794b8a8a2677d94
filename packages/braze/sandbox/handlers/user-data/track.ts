import {
  endpoints,
  limits,
  requestErrors,
  successMessage,
  type TrackArray,
  type TrackError,
  trackArrays,
} from '@parley/braze/contract'
import { isObject } from '../../attribute-value.ts'
import { applyChange, type Change, type Warn } from '../../change.ts'
import { readAttributes } from '../../track/attributes.ts'
import { readEvent } from '../../track/event.ts'
import { readPurchase } from '../../track/purchase.ts'
import { ownErrors, type Reading, type ReadingContext, type ReadObject, refused } from '../../track/reading.ts'
import { badRequest } from '../bad-request.ts'
import type { Answer, Call, Handler } from '../handler.ts'

const readers: { readonly [Name in TrackArray]: ReadObject } = {
  attributes: readAttributes,
  events: readEvent,
  purchases: readPurchase,
}

/** Braze's word for an object that a fault refuses; nothing of Braze's own, so that nobody takes it for a real one. */
const faultError = 'FAULT_INJECTED'

/** `POST /users/track`. Objects are judged one by one; what is accepted is applied in the order of `trackArrays`. */
export const usersTrack: Handler = {
  answer(call) {
    const arrays = readArrays(call.body)
    if (typeof arrays === 'string') return badRequest(arrays)
    const { trackObjects: max } = limits
    const isTooMany =
      call.settings.trackObjects === 'combined'
        ? countObjects(arrays) > max
        : arrays.some(({ objects }) => objects.length > max)
    if (isTooMany) return badRequest(requestErrors.tooMany)
    return answerTrack(call, arrays)
  },
}

export interface SentArray {
  readonly name: TrackArray
  readonly objects: readonly unknown[]
}

/** An accepted object: what it changes, and where to tell what of it was ignored. */
export interface AcceptedChange {
  readonly change: Change
  readonly warn: Warn
}

/** What became of the objects of a request. */
export interface Judgement {
  readonly changes: readonly AcceptedChange[]
  readonly errors: readonly TrackError[]
  readonly counters: { readonly [Name in TrackArray as `${Name}_processed`]?: number }
}

/** The arrays that were sent, or why the request as a whole is wrong. */
export function readArrays(body: unknown): readonly SentArray[] | string {
  if (!isObject(body)) return requestErrors.noValidData
  const arrays: SentArray[] = []
  for (const name of trackArrays) {
    const objects = body[name]
    if (objects === undefined || objects === null) continue
    if (!Array.isArray(objects)) return `'${name}' must be an array of objects`
    arrays.push({ name, objects })
  }
  return countObjects(arrays) === 0 ? requestErrors.noValidData : arrays
}

export function countObjects(arrays: readonly SentArray[]): number {
  return arrays.reduce((sum, { objects }) => sum + objects.length, 0)
}

/** The answer to a request whose arrays are not too many. */
export function answerTrack(call: Call, arrays: readonly SentArray[]): Answer {
  const { world } = call
  const { changes, errors, counters } = judgeObjects(call, arrays)
  if (changes.length === 0) return refuseAll(errors)
  return {
    status: endpoints['users.track'].successStatus,
    body: { ...counters, message: successMessage, ...(errors.length > 0 && { errors }) },
    apply: () => {
      const appliedAt = world.clock.now()
      for (const { change, warn } of changes) applyChange(world, change, appliedAt, warn)
    },
  }
}

/** 400 for a request of which nothing could be accepted. */
export function refuseAll(errors: readonly TrackError[]): Answer {
  return { status: 400, body: { message: requestErrors.noValidData, ...(errors.length > 0 && { errors }) } }
}

/** Judges every object by itself. */
export function judgeObjects({ world, settings, refuses, warn }: Call, arrays: readonly SentArray[]): Judgement {
  const now = world.clock.now()
  const changes: AcceptedChange[] = []
  const errors: TrackError[] = []
  const counters: { [Name in TrackArray as `${Name}_processed`]?: number } = {}
  let position = 0
  for (const { name, objects } of arrays) {
    let processed = 0
    for (const [index, object] of objects.entries()) {
      const warnHere: Warn = (text) => warn(`${name}[${index}] ${text}`)
      const context = { now, settings, groups: world.groups, warn: warnHere }
      const reading = refuses(position) ? refused(faultError) : readOne(name, object, context)
      position += 1
      if (reading.kind === 'refused') {
        errors.push({ type: reading.type, input_array: name, index })
        continue
      }
      processed += 1
      changes.push({ change: reading.value, warn: warnHere })
    }
    counters[`${name}_processed`] = processed
  }
  return { changes, errors, counters }
}

function readOne(name: TrackArray, object: unknown, context: ReadingContext): Reading {
  return isObject(object) ? readers[name](object, context) : refused(ownErrors.notValid(name))
}
