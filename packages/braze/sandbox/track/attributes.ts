import { isProfileField, limits, objectErrors, type ProfileFieldName } from '@parley/braze/contract'
import { type AttributeWrite, readWrite } from '../attribute.ts'
import { type FieldValue, readField } from '../standard-field.ts'
import { accepted, type ReadObject, readTarget, refused } from './reading.ts'

/** Members that steer the request, or that only Braze writes. They never become custom attributes. */
const notAttributes: ReadonlySet<string> = new Set([
  'external_id',
  'user_alias',
  'alias_name',
  'alias_label',
  'braze_id',
  'appboy_id',
  'app_id',
  'bio',
  '_merge_objects',
  '_update_existing_only',
  'push_token_import',
])

/** Reads one object of `attributes`. */
export const readAttributes: ReadObject = (object, _now, warn) => {
  if (object.push_token_import === true) return readPushTokenImport(object)
  const target = readTarget(object)
  if (target.kind === 'refused') return target
  const fields: [ProfileFieldName, FieldValue | undefined][] = []
  const attributes: [string, AttributeWrite][] = []
  const identifiedBy = target.value.identifier.kind
  for (const [key, value] of Object.entries(object)) {
    if (notAttributes.has(key) || key === identifiedBy || value === undefined) continue
    if (isProfileField(key)) {
      const field = readField(key, value)
      if (field.kind === 'refused') return field
      if (field.kind === 'ignored') warn(`${key}: ${field.why}: ignored`)
      else fields.push([key, field.kind === 'clear' ? undefined : field.value])
      continue
    }
    const name = key.trim()
    const write = readWrite(value, object._merge_objects === true)
    if (name === '' || name.length > limits.textCharacters) warn('an attribute name has 1 to 255 characters: ignored')
    else if (write.kind === 'ignored') warn(`${name}: ${write.why}: ignored`)
    else attributes.push([name, write])
  }
  // The address first: subscriptions written beside it belong to the new one.
  fields.sort(([one], [other]) => Number(isAddress(other)) - Number(isAddress(one)))
  return accepted({ kind: 'attributes', target: target.value, fields, attributes })
}

function isAddress(name: ProfileFieldName): boolean {
  return name === 'email' || name === 'phone'
}

function readPushTokenImport(object: { readonly [member: string]: unknown }): ReturnType<ReadObject> {
  const identified = object.external_id !== undefined || object.braze_id !== undefined
  if (identified || object.push_tokens === undefined) return refused(objectErrors.pushTokenImport)
  const tokens = readField('push_tokens', object.push_tokens)
  if (tokens.kind === 'refused') return tokens
  if (tokens.kind !== 'set' || !Array.isArray(tokens.value) || tokens.value.length === 0) {
    return refused(objectErrors.pushTokenImport)
  }
  return accepted({ kind: 'push-tokens', tokens: tokens.value })
}
