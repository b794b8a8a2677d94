/**
 * What is wrong with the attributes of a profile, before they are sent. Braze takes most mistakes without a word: a misspelled field becomes
 * a custom attribute, a wrong value of a standard field is ignored.
 */
import { readIdentifier } from './identifier.ts'
import { limits } from './limit.ts'
import { findNestedFault } from './nested-check.ts'
import { isProfileField, type ProfileFieldName, profileFields } from './profile.ts'

/**
 * - `no-identifier` nothing names the profile · `several-identifiers` more than one of external_id, user_alias and braze_id
 * - `near-miss` a custom attribute that is named almost like a standard field
 * - `bad-value` a standard field of a type or form that Braze refuses or ignores, or what is no JSON
 * - `bad-key` a custom attribute, or a key inside one, whose name Braze cuts or refuses · `too-long` a text beyond 255 characters
 * - `too-large` an object or array beyond what Braze keeps · `bad-operation` an operation on an attribute that is none
 */
export type ProfileProblemCode =
  | 'no-identifier'
  | 'several-identifiers'
  | 'near-miss'
  | 'bad-value'
  | 'bad-key'
  | 'too-long'
  | 'too-large'
  | 'bad-operation'

export interface ProfileProblem {
  readonly code: ProfileProblemCode
  /** The attribute; blank where the whole object is meant. */
  readonly field: string
  /** What is wrong and what to do. Holds no value, so it is safe to log. */
  readonly message: string
  /** The standard field that may be meant. */
  readonly suggestion?: ProfileFieldName
}

/** Members of an attributes object that are no attributes. */
const envelope = new Set([
  'external_id',
  'user_alias',
  'braze_id',
  '_merge_objects',
  '_update_existing_only',
  'push_token_import',
  'app_id',
])

/** Other words for a field, without case and separators, besides its own letters. */
const synonyms: { readonly [word: string]: ProfileFieldName } = {
  birthday: 'dob',
  birthdate: 'dob',
  dateofbirth: 'dob',
  bday: 'dob',
  mail: 'email',
  emailaddress: 'email',
  mobile: 'phone',
  mobilephone: 'phone',
  phonenumber: 'phone',
  telephone: 'phone',
  givenname: 'first_name',
  forename: 'first_name',
  surname: 'last_name',
  familyname: 'last_name',
  sex: 'gender',
  city: 'home_city',
  town: 'home_city',
  countrycode: 'country',
  lang: 'language',
  locale: 'language',
  tz: 'time_zone',
  location: 'current_location',
  emailsubscription: 'email_subscribe',
  pushsubscription: 'push_subscribe',
  avatar: 'image_url',
}

/**
 * Checks one object of `users.track`'s `attributes`: names, types and formats of standard fields, sizes of custom attributes.
 *
 * @example
 * checkProfile({ external_id: 'ann', birthday: '1990-05-03' })
 * // [{ code: 'near-miss', field: 'birthday', suggestion: 'dob', message: '…' }]
 */
export function checkProfile(attributes: { readonly [name: string]: unknown }): readonly ProfileProblem[] {
  const problems = [...checkIdentifier(attributes)]
  for (const [name, value] of Object.entries(attributes)) {
    if (envelope.has(name) || value === undefined) continue
    // `null` removes the attribute, whatever it is.
    const problem = isProfileField(name) ? checkField(name, value) : checkCustom(name, value)
    if (problem !== undefined) problems.push(problem)
  }
  return problems
}

function checkIdentifier(attributes: { readonly [name: string]: unknown }): readonly ProfileProblem[] {
  const identifier = readIdentifier(attributes)
  if (identifier === 'several') {
    const message = 'Only one of external_id, user_alias and braze_id may name the profile. Leave the others out.'
    return [{ code: 'several-identifiers', field: '', message }]
  }
  if (identifier === 'none') {
    if (attributes.push_token_import === true) return []
    const message = 'Nothing names the profile. Give external_id, user_alias, braze_id, email or phone.'
    return [{ code: 'no-identifier', field: '', message }]
  }
  const tooLong = identifier.kind === 'external_id' && utf8Bytes(identifier.value) > limits.externalIdBytes
  if (!tooLong) return []
  const message = `external_id has more than ${limits.externalIdBytes} bytes, which Braze refuses.`
  return [{ code: 'too-long', field: 'external_id', message }]
}

function checkField(name: ProfileFieldName, value: unknown): ProfileProblem | undefined {
  if (value === null) return undefined
  const wanted = forms[name]
  const fits = profileFields[name].schema.safeParse(value).success && (wanted?.fits(value) ?? true)
  if (!fits) {
    const form = wanted?.form ?? 'a value of the documented type'
    return { code: 'bad-value', field: name, message: `${name} must be ${form}.` }
  }
  return tooLong(name, value)
}

interface Form {
  readonly form: string
  /** Beyond the type. */
  readonly fits: (value: unknown) => boolean
}

const any = (): boolean => true
const text: Form = { form: 'a text', fits: any }
const flag: Form = { form: 'true or false', fits: any }
const date: Form = { form: 'a date and time in ISO 8601, like 2026-01-31T12:00:00Z', fits: isDate }
const subscription: Form = { form: 'opted_in, subscribed or unsubscribed', fits: any }

/** What the schema of the contract wants, in words, and what it leaves open because Braze ignores a wrong value in silence. */
const forms: { readonly [Name in ProfileFieldName]?: Form } = {
  country: {
    form: 'a country code of ISO 3166-1 with two letters, like DE, or its English name',
    fits: (value) => /^\p{L}[\p{L} .,'()&-]+$/u.test(String(value)),
  },
  current_location: { form: '{ longitude, latitude }, in degrees', fits: any },
  date_of_first_session: date,
  date_of_last_session: date,
  dob: { form: 'a date as YYYY-MM-DD that exists', fits: any },
  email: { form: 'an e-mail address', fits: (value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(String(value)) },
  email_subscribe: subscription,
  push_subscribe: subscription,
  email_open_tracking_disabled: flag,
  email_click_tracking_disabled: flag,
  facebook: { form: '{ id, likes, num_friends }', fits: any },
  twitter: { form: '{ id, screen_name, followers_count, friends_count, statuses_count }', fits: any },
  first_name: text,
  last_name: text,
  home_city: text,
  image_url: text,
  gender: { form: 'M, F, O (other), N (not applicable) or P (prefers not to say)', fits: any },
  language: {
    form: 'a language code of ISO 639-1 with two letters, like de',
    fits: (value) => /^[a-z]{2}(-[A-Za-z]{2,4})?$/.test(String(value)),
  },
  marked_email_as_spam_at: date,
  phone: { form: 'a phone number in E.164, like +4915112345678', fits: isPhone },
  push_tokens: { form: 'a list of { app_id, token, device_id? }', fits: any },
  subscription_groups: { form: 'a list of { subscription_group_id, subscription_state }', fits: any },
  time_zone: { form: 'a time zone of the IANA database, like Europe/Berlin', fits: isTimeZone },
}

function checkCustom(name: string, value: unknown): ProfileProblem | undefined {
  const meant = findMeant(name)
  if (meant !== undefined) {
    const message = `${JSON.stringify(name)} becomes a custom attribute. Did you mean the standard field ${meant}?`
    return { code: 'near-miss', field: name, message, suggestion: meant }
  }
  if (name.trim() === '' || name.length > limits.textCharacters || name.startsWith('$')) {
    const message = `The name of an attribute has 1 to ${limits.textCharacters} characters, of which the first is no $.`
    return { code: 'bad-key', field: name, message }
  }
  return tooLong(name, value) ?? checkOperation(name, value) ?? tooLarge(name, value) ?? checkInside(name, value)
}

function checkInside(field: string, value: unknown): ProfileProblem | undefined {
  const fault = typeof value === 'object' && value !== null ? findNestedFault(value) : undefined
  if (fault === 'text') {
    const message = `${field} holds a text of more than ${limits.textCharacters} characters. Braze may cut it: shorten it.`
    return { code: 'too-long', field, message }
  }
  if (fault === undefined) return undefined
  const message = `${field} holds a key that is blank, too long, or has a ".", a "$" or a space. Braze drops all of it: rename the key.`
  return { code: 'bad-key', field, message }
}

function tooLong(field: string, value: unknown): ProfileProblem | undefined {
  if (typeof value !== 'string' || value.length <= limits.textCharacters) return undefined
  const message = `${field} has more than ${limits.textCharacters} characters. Braze may cut it: shorten it.`
  return { code: 'too-long', field, message }
}

function checkOperation(field: string, value: unknown): ProfileProblem | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const members = new Map<string, unknown>(Object.entries(value))
  const bad = (message: string): ProfileProblem => ({ code: 'bad-operation', field, message: `${field}: ${message}` })
  if (members.size === 1 && members.has('inc') && !Number.isInteger(members.get('inc'))) {
    return bad('inc takes a whole number.')
  }
  for (const name of ['$add', '$update', '$remove'] as const) {
    if (members.has(name) && !Array.isArray(members.get(name))) return bad(`${name} takes a list of objects.`)
  }
  return undefined
}

function tooLarge(field: string, value: unknown): ProfileProblem | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const scalars = Array.isArray(value) && value.every((item) => typeof item !== 'object')
  if (scalars && value.length > limits.arrayElements) {
    const message = `${field} has more than ${limits.arrayElements} elements. Braze keeps no more: leave some out.`
    return { code: 'too-large', field, message }
  }
  if (scalars) return undefined
  const json = writeJson(value)
  if (json === undefined) return { code: 'bad-value', field, message: `${field} cannot be written as JSON.` }
  if (utf8Bytes(json) <= limits.objectBytes) return undefined
  const message = `${field} is larger than ${limits.objectBytes / 1024} KB as JSON. Braze drops it: make it smaller.`
  return { code: 'too-large', field, message }
}

/** The standard field that a name is written almost like: other case, other separators, one letter off, or another word for it. */
function findMeant(name: string): ProfileFieldName | undefined {
  const word = flatten(name)
  const synonym = Object.hasOwn(synonyms, word) ? synonyms[word] : undefined
  if (synonym !== undefined) return synonym
  for (const field of Object.keys(profileFields) as ProfileFieldName[]) {
    const own = flatten(field)
    if (own === word || (own.length >= 5 && isOneOff(own, word))) return field
  }
  return undefined
}

function flatten(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, '')
}

/** One letter more, less, other, or two neighbours exchanged. */
function isOneOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start += 1
  const restA = a.slice(start)
  const restB = b.slice(start)
  if (restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1)) return true
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2)
}

function isDate(value: unknown): boolean {
  const iso = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?([.:]\d{1,9})?\s?(Z|[+-]\d{2}:?\d{2}|UTC)?)?$/.test(
    String(value),
  )
  return iso && !Number.isNaN(Date.parse(String(value).slice(0, 10)))
}

/** With a `+` it must be E.164; without, Braze reads it by the profile's country. */
function isPhone(value: unknown): boolean {
  const digits = String(value).replaceAll(/[\s().-]/g, '')
  return digits.startsWith('+') ? /^\+[1-9]\d{6,14}$/.test(digits) : /^\d{4,15}$/.test(digits)
}

function isTimeZone(value: unknown): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: String(value) })
    return /[A-Za-z]/.test(String(value))
  } catch {
    return false
  }
}

/** `undefined` for a circle or a bigint. */
function writeJson(value: object): string | undefined {
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}

function utf8Bytes(value: string): number {
  return new TextEncoder().encode(value).length
}
