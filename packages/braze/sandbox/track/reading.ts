import { limits, objectErrors, readIdentifier } from '@parley/braze/contract'
import { isObject, jsonBytes } from '../attribute-value.ts'
import type { Change, Target, Warn } from '../change.ts'
import type { Settings } from '../settings.ts'
import { isEmail } from '../standard-field.ts'
import type { SubscriptionGroups } from '../subscription-group.ts'
import { readTime } from '../time.ts'

/** One object of a track array: what it changes, or Braze's word for why it is refused. */
export type Reading<T = Change> =
  | { readonly kind: 'accepted'; readonly value: T }
  | { readonly kind: 'refused'; readonly type: string }

/** What an object is read by, besides what it says. */
export interface ReadingContext {
  /** The sandbox's time. */
  readonly now: number
  readonly warn: Warn
  readonly settings: Pick<Settings, 'strict' | 'attributeTypes'>
  readonly groups: Pick<SubscriptionGroups, 'isKnown'>
}

/** For objects that come by other ways than a track request: nothing strict, every group known. */
export function lenientContext(now: number, warn: Warn): ReadingContext {
  return {
    now,
    warn,
    settings: { strict: false, attributeTypes: {} },
    groups: { isKnown: (id) => typeof id === 'string' },
  }
}

/** Reads one object of a track array. */
export type ReadObject = (object: { readonly [member: string]: unknown }, context: ReadingContext) => Reading

/** Texts for what the documentation forbids without giving words. They follow `'quantity' is not valid`, which is known. */
export const ownErrors = {
  severalIdentifiers: "Only one of 'external_id', 'braze_id' or 'user_alias' is allowed",
  required: (member: string) => `'${member}' is required`,
  notValid: (member: string) => `'${member}' is not valid`,
} as const

export function accepted<T>(value: T): Reading<T> {
  return { kind: 'accepted', value }
}

export function refused(type: string): { readonly kind: 'refused'; readonly type: string } {
  return { kind: 'refused', type }
}

/** The profile that the object is about, and whether it may be created. */
export function readTarget(object: { readonly [member: string]: unknown }): Reading<Target> {
  const identifier = readIdentifier(object)
  if (identifier === 'several') return refused(ownErrors.severalIdentifiers)
  if (identifier === 'none') return refused(objectErrors.identifierRequired)
  if (identifier.kind === 'external_id' && Buffer.byteLength(identifier.value) > limits.externalIdBytes) {
    return refused(objectErrors.externalIdTooLarge)
  }
  if (identifier.kind === 'email' && !isEmail(identifier.value)) return refused(objectErrors.email)
  const flag = object._update_existing_only
  // An alias creates only when told so in words; everything else creates unless told not to.
  const createMissing = identifier.kind === 'user_alias' ? flag === false : flag !== true
  return accepted({ identifier, createMissing })
}

/** The member `app_id`; blank where there is none. */
export function readApp({ app_id }: { readonly [member: string]: unknown }): string {
  return typeof app_id === 'string' ? app_id.slice(0, limits.textCharacters) : ''
}

/** Whether a text somewhere in the value is longer than Braze keeps. */
export function holdsLongText(value: unknown): boolean {
  if (typeof value === 'string') return value.length > limits.textCharacters
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsLongText)
}

/** A required text of 1 to 255 characters. */
export function readRequiredText(member: string, value: unknown): Reading<string> {
  if (value === undefined || value === null || value === '') return refused(ownErrors.required(member))
  const fits = typeof value === 'string' && value.length <= limits.textCharacters
  return fits ? accepted(value) : refused(ownErrors.notValid(member))
}

/** The member `time`; a time to come becomes now. */
export function readPastTime(value: unknown, now: number): Reading<number> {
  if (value === undefined || value === null || value === '') return refused(ownErrors.required('time'))
  const at = typeof value === 'string' ? readTime(value) : undefined
  return at === undefined ? refused(ownErrors.notValid('time')) : accepted(Math.min(at, now))
}

/** Whether the member `properties` is fit for an event or purchase. Absent and `null` are. */
export function hasGoodProperties(value: unknown, reserved: readonly string[], maxBytes: number): boolean {
  if (value === undefined || value === null) return true
  if (!isObject(value)) return false
  const keys = Object.keys(value)
  if (keys.length > limits.eventProperties) return false
  const good = keys.every(
    (key) => key !== '' && key.length <= limits.textCharacters && !key.startsWith('$') && !reserved.includes(key),
  )
  // The size counts only where objects or arrays are present: plain texts are cut to 255 anyway.
  const nested = keys.some((key) => typeof value[key] === 'object' && value[key] !== null)
  return good && (!nested || jsonBytes(value) <= maxBytes)
}
