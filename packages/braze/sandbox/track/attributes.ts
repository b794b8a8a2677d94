import { isProfileField, limits, objectErrors, type ProfileFieldName } from '@parley/braze/contract'
import { type AttributeWrite, readWrite } from '../attribute.ts'
import { isOfType } from '../attribute-type.ts'
import { isObject } from '../attribute-value.ts'
import { type FieldValue, readField } from '../standard-field.ts'
import {
  accepted,
  holdsLongText,
  ownErrors,
  type ReadingContext,
  type ReadObject,
  readTarget,
  refused,
} from './reading.ts'

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

/** What became of one member of an attributes object. */
type Member =
  | { readonly kind: 'field'; readonly name: ProfileFieldName; readonly value: FieldValue | undefined }
  | { readonly kind: 'attribute'; readonly name: string; readonly write: AttributeWrite }
  | { readonly kind: 'ignored'; readonly name: string; readonly why: string }
  | { readonly kind: 'refused'; readonly type: string }

/** Reads one object of `attributes`. Strictly, what would be mended or ignored refuses the object. */
export const readAttributes: ReadObject = (object, context) => {
  if (object.push_token_import === true) return readPushTokenImport(object)
  const target = readTarget(object)
  if (target.kind === 'refused') return target
  const { strict } = context.settings
  const fields: [ProfileFieldName, FieldValue | undefined][] = []
  const attributes: [string, AttributeWrite][] = []
  const identifiedBy = target.value.identifier.kind
  for (const [key, value] of Object.entries(object)) {
    if (notAttributes.has(key) || key === identifiedBy || value === undefined) continue
    if (strict && holdsLongText(value)) return refused(ownErrors.notValid(key))
    const member = isProfileField(key)
      ? readStandard(key, value, context)
      : readCustom(key, value, object._merge_objects === true, context)
    if (member.kind === 'refused') return member
    if (member.kind === 'field') fields.push([member.name, member.value])
    else if (member.kind === 'attribute') attributes.push([member.name, member.write])
    else if (strict) return refused(ownErrors.notValid(key))
    else context.warn(`${member.name}${member.why}: ignored`)
  }
  // The address first: subscriptions written beside it belong to the new one.
  fields.sort(([one], [other]) => Number(isAddress(other)) - Number(isAddress(one)))
  return accepted({ kind: 'attributes', target: target.value, fields, attributes })
}

function readStandard(name: ProfileFieldName, value: unknown, { groups }: ReadingContext): Member {
  if (name === 'subscription_groups' && Array.isArray(value) && !value.every((one) => isKnownGroup(one, groups))) {
    return refused(objectErrors.subscriptionGroupId)
  }
  const field = readField(name, value)
  if (field.kind === 'refused') return field
  if (field.kind === 'ignored') return { kind: 'ignored', name: `${name}: `, why: field.why }
  return { kind: 'field', name, value: field.kind === 'clear' ? undefined : field.value }
}

/** What is no group at all is another error. */
function isKnownGroup(item: unknown, groups: ReadingContext['groups']): boolean {
  return !isObject(item) || typeof item.subscription_group_id !== 'string' || groups.isKnown(item.subscription_group_id)
}

function readCustom(key: string, value: unknown, merge: boolean, { settings }: ReadingContext): Member {
  const name = key.trim()
  if (name === '' || name.length > limits.textCharacters) {
    return { kind: 'ignored', name: '', why: 'an attribute name has 1 to 255 characters' }
  }
  const write = readWrite(value, merge)
  if (write.kind === 'ignored') return { kind: 'ignored', name: `${name}: `, why: write.why }
  const type = Object.hasOwn(settings.attributeTypes, name) ? settings.attributeTypes[name] : undefined
  if (type !== undefined && !isOfType(write, type)) {
    return { kind: 'ignored', name: `${name}: `, why: `not of the type ${type}` }
  }
  return { kind: 'attribute', name, write }
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
