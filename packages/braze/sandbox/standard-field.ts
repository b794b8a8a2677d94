import { limits, objectErrors, type ProfileFieldName, profileFields } from '@parley/braze/contract'
import { cutText, isObject } from './attribute-value.ts'
import { findCountry, isLanguage, isTimeZone } from './locale.ts'
import { isDate, readTime, showTime } from './time.ts'

/** A standard field as kept: text, number, boolean, or plain JSON made of known members only. */
export type FieldValue = string | number | boolean | readonly FieldValue[] | { readonly [member: string]: FieldValue }

/** What the value of a standard field amounts to. `refused` refuses the whole object with Braze's word for it. */
export type FieldReading =
  | { readonly kind: 'set'; readonly value: FieldValue }
  | { readonly kind: 'clear' }
  | { readonly kind: 'ignored'; readonly why: string }
  | { readonly kind: 'refused'; readonly type: string }

/** Reads the value of a standard field; `null` clears any of them. */
export function readField(name: ProfileFieldName, value: unknown): FieldReading {
  return value === null ? clear : readers[name](value)
}

/** Loose on purpose: what is after the last @ has a dot, nothing is blank, nothing is longer than mail allows. */
export function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@"(),:;<>[\\\]]+@[^\s@.,;:<>()"]+(?:\.[^\s@.,;:<>()"]+)+$/.test(text)
}

type Reader = (value: unknown) => FieldReading
const clear: FieldReading = { kind: 'clear' }

const readers: { readonly [Name in ProfileFieldName]: Reader } = {
  country: (value) => {
    const code = typeof value === 'string' ? findCountry(value) : undefined
    return code === undefined ? clear : set(code)
  },
  current_location: bySchema('current_location'),
  date_of_first_session: readMoment,
  date_of_last_session: readMoment,
  dob: (value) =>
    typeof value === 'string' && isDate(value) ? set(value) : ignored('not a date of the form YYYY-MM-DD'),
  email: (value) =>
    typeof value === 'string' && isEmail(value) ? set(value.toLowerCase()) : refused(objectErrors.email),
  email_subscribe: bySchema('email_subscribe'),
  email_open_tracking_disabled: bySchema('email_open_tracking_disabled'),
  email_click_tracking_disabled: bySchema('email_click_tracking_disabled'),
  facebook: bySchema('facebook'),
  first_name: readText,
  gender: bySchema('gender'),
  home_city: readText,
  image_url: readText,
  language: (value) =>
    typeof value === 'string' && isLanguage(value) ? set(value) : ignored('not an ISO 639-1 language'),
  last_name: readText,
  marked_email_as_spam_at: readMoment,
  phone: readText,
  push_subscribe: bySchema('push_subscribe'),
  push_tokens: readPushTokens,
  subscription_groups: readSubscriptionGroups,
  time_zone: (value) =>
    typeof value === 'string' && isTimeZone(value) ? set(value) : ignored('not an IANA time zone'),
  twitter: bySchema('twitter'),
}

function readText(value: unknown): FieldReading {
  if (typeof value === 'string') return set(cutText(value))
  // Numbers are taken as text, as recorded traffic shows for ids: a phone number is often sent as one.
  return typeof value === 'number' && Number.isFinite(value) ? set(String(value)) : ignored('not a text')
}

function readMoment(value: unknown): FieldReading {
  const at = typeof value === 'string' ? readTime(value) : undefined
  return at === undefined ? ignored('not a time') : set(showTime(at))
}

function bySchema(name: ProfileFieldName): Reader {
  const field: { readonly schema: (typeof profileFields)[typeof name]['schema']; readonly error?: string } =
    profileFields[name]
  return (value) => {
    const parsed = field.schema.safeParse(value)
    if (parsed.success) return set(parsed.data as FieldValue)
    return field.error === undefined ? ignored('not a value that this field takes') : refused(field.error)
  }
}

function readPushTokens(value: unknown): FieldReading {
  if (!Array.isArray(value)) return refused(objectErrors.pushTokenValue)
  const tokens: FieldValue[] = []
  for (const item of value) {
    const read = readPushToken(item)
    if (read.kind !== 'set') return read
    tokens.push(read.value)
  }
  return set(tokens)
}

function readPushToken(item: unknown): FieldReading {
  if (!isObject(item)) return refused(objectErrors.pushTokenValue)
  const { app_id, token, device_id } = item
  if (typeof app_id !== 'string' || app_id === '') return refused(objectErrors.pushTokenAppId)
  if (typeof token !== 'string') return refused(objectErrors.pushTokenString)
  if (token === '') return refused(objectErrors.pushTokenValue)
  if (device_id === undefined || device_id === null) return set({ app_id, token })
  const bytes = typeof device_id === 'string' ? Buffer.byteLength(device_id) : 0
  if (typeof device_id !== 'string' || bytes < limits.deviceIdBytes.min || bytes > limits.deviceIdBytes.max) {
    return refused(objectErrors.deviceId)
  }
  return set({ app_id, token, device_id })
}

function readSubscriptionGroups(value: unknown): FieldReading {
  if (!Array.isArray(value)) return refused(objectErrors.subscriptionGroupArray)
  const groups: FieldValue[] = []
  for (const item of value) {
    if (!isObject(item)) return refused(objectErrors.subscriptionGroupHash)
    const { subscription_group_id, subscription_state } = item
    if (typeof subscription_group_id !== 'string' || subscription_group_id === '') {
      return refused(objectErrors.subscriptionGroupId)
    }
    if (subscription_state !== 'subscribed' && subscription_state !== 'unsubscribed') {
      return refused(objectErrors.subscriptionGroupState)
    }
    groups.push({ subscription_group_id, subscription_state })
  }
  return set(groups)
}

function set(value: FieldValue): FieldReading {
  return { kind: 'set', value }
}

function ignored(why: string): FieldReading {
  return { kind: 'ignored', why }
}

function refused(type: string): FieldReading {
  return { kind: 'refused', type }
}
