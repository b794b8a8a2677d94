import {
  endpoints,
  limits,
  requestErrors,
  successMessage,
  type TrackArray,
  type TrackError,
  trackArrays,
} from '@parley/braze/contract'
import { isObject } from '../attribute-value.ts'
import { applyChange, type Change, type Warn } from '../change.ts'
import type { Settings } from '../settings.ts'
import { readAttributes } from '../track/attributes.ts'
import { readEvent } from '../track/event.ts'
import { readPurchase } from '../track/purchase.ts'
import { ownErrors, type Reading, type ReadObject, refused } from '../track/reading.ts'
import type { Answer, Call, Handler } from './handler.ts'

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
    if (typeof arrays === 'string') return fatal(arrays)
    const total = arrays.reduce((sum, { objects }) => sum + objects.length, 0)
    if (total === 0) return fatal(requestErrors.noValidData)
    if (isTooMany(arrays, total, call.settings)) return fatal(requestErrors.tooMany)
    return answerObjects(call, arrays)
  },
}

interface SentArray {
  readonly name: TrackArray
  readonly objects: readonly unknown[]
}

/** The arrays that were sent, or why the request as a whole is wrong. */
function readArrays(body: unknown): readonly SentArray[] | string {
  if (!isObject(body)) return requestErrors.noValidData
  const arrays: SentArray[] = []
  for (const name of trackArrays) {
    const objects = body[name]
    if (objects === undefined || objects === null) continue
    if (!Array.isArray(objects)) return `'${name}' must be an array of objects`
    arrays.push({ name, objects })
  }
  return arrays
}

function isTooMany(arrays: readonly SentArray[], total: number, settings: Settings): boolean {
  if (settings.trackObjects === 'combined') return total > limits.trackObjects
  return arrays.some(({ objects }) => objects.length > limits.trackObjects)
}

function answerObjects({ world, refused: faulty, warn }: Call, arrays: readonly SentArray[]): Answer {
  const now = world.clock.now()
  const changes: { readonly change: Change; readonly warn: Warn }[] = []
  const errors: TrackError[] = []
  const counters: { [Name in TrackArray as `${Name}_processed`]?: number } = {}
  let position = 0
  for (const { name, objects } of arrays) {
    let processed = 0
    for (const [index, object] of objects.entries()) {
      const warnHere: Warn = (text) => warn(`${name}[${index}] ${text}`)
      const reading = faulty.has(position) ? refused(faultError) : readOne(name, object, now, warnHere)
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
  if (changes.length === 0) return fatal(requestErrors.noValidData, errors)
  return {
    status: endpoints['users.track'].successStatus,
    body: { ...counters, message: successMessage, ...(errors.length > 0 && { errors }) },
    apply: () => {
      const appliedAt = world.clock.now()
      for (const { change, warn } of changes) applyChange(world.profiles, change, appliedAt, warn)
    },
  }
}

function readOne(name: TrackArray, object: unknown, now: number, warn: Warn): Reading {
  return isObject(object) ? readers[name](object, now, warn) : refused(ownErrors.notValid(name))
}

function fatal(message: string, errors: readonly TrackError[] = []): Answer {
  return { status: 400, body: { message, ...(errors.length > 0 && { errors }) } }
}
