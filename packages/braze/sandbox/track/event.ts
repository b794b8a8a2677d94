import { limits, objectErrors, reservedPropertyKeys } from '@parley/braze/contract'
import {
  accepted,
  hasGoodProperties,
  holdsLongText,
  type ReadObject,
  readApp,
  readPastTime,
  readRequiredText,
  readTarget,
  refused,
} from './reading.ts'

/** Reads one object of `events`. Properties are checked and then dropped: a profile does not keep them. */
export const readEvent: ReadObject = (object, { now, settings }) => {
  const target = readTarget(object)
  if (target.kind === 'refused') return target
  const name = readRequiredText('name', object.name)
  if (name.kind === 'refused') return name
  const at = readPastTime(object.time, now)
  if (at.kind === 'refused') return at
  if (!hasGoodProperties(object.properties, reservedPropertyKeys.events, limits.objectBytes)) {
    return refused(objectErrors.properties)
  }
  if (settings.strict && holdsLongText(object.properties)) return refused(objectErrors.properties)
  return accepted({ kind: 'event', target: target.value, name: name.value, app: readApp(object), at: at.value })
}
