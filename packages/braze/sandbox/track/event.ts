import { limits, objectErrors, reservedPropertyKeys } from '@parley/braze/contract'
import { isObject } from '../attribute-value.ts'
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

/** Reads one object of `events`. A profile does not keep the properties: they are for whoever waits for the event. */
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
  return accepted({
    kind: 'event',
    target: target.value,
    name: name.value,
    app: readApp(object),
    at: at.value,
    properties: isObject(object.properties) ? object.properties : {},
  })
}
