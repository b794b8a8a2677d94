/**
 * The Braze profile of a conversation's person, as texts and logic see it: the fields that the solution chose, and no others.
 *
 * What comes is somebody else's data: it is cleaned, cut and left out where it does not fit, and nothing fails. FF3
 */
import { exportFields } from './braze-facts.ts'
import { clean } from './clean.ts'
import type { Value, Values } from './value.ts'

/** The name under which texts and logic see it. A flow's variable of this name hides it. */
export const profileName = 'profile'

/** A custom attribute is chosen by name: `custom_attributes.plan`. */
const custom = 'custom_attributes.'

/** The state is stored with every turn, so a profile stays small: characters of all, of one field, of a text. */
const longest = 8000
const longestField = 4000
const longestText = 1000

/** Names that may be chosen, for who chose another. */
export const profileFieldNames: readonly string[] = Object.keys(exportFields)

/** Whether a profile has such a field; custom attributes have any name. */
export function isProfileField(field: string): boolean {
  return Object.hasOwn(exportFields, field) || attributeOf(field) !== null
}

/** The custom attribute that a field names, `null` for a field that is none. */
function attributeOf(field: string): string | null {
  return field.startsWith(custom) && field.length > custom.length ? field.slice(custom.length) : null
}

/** What Braze is to be asked for, so that all chosen fields come. */
export function exportedFields(fields: readonly string[]): readonly string[] {
  // Without any, a profile that is there could not be told from one that is not.
  return [
    ...new Set(['external_id', ...fields.map((field) => (attributeOf(field) === null ? field : 'custom_attributes'))]),
  ]
}

/** The names that are known inside an object of the profile; `null` when all are, or it is not chosen. FF2 */
export function profileMembers(fields: readonly string[], member?: string): readonly string[] | null {
  if (member === undefined)
    return [...new Set(fields.map((field) => (attributeOf(field) === null ? field : 'custom_attributes')))]
  if (member !== 'custom_attributes' || fields.includes(member)) return null
  return fields.flatMap((field) => attributeOf(field) ?? [])
}

/** Of an exported profile what was chosen, bounded. `null`: there is no profile. FF3 */
export function readProfile(given: Values | null | undefined, fields: readonly string[]): Values | null {
  if (given === null || given === undefined) return null
  let room = longest
  const kept: { [field: string]: Value } = {}
  const attributes: { [name: string]: Value } = {}
  for (const field of fields) {
    const attribute = attributeOf(field)
    const from = attribute === null ? given : given.custom_attributes
    const name = attribute ?? field
    const found = isObject(from) && Object.hasOwn(from, name) ? from[name] : undefined
    const value = found === undefined || found === null || name === '__proto__' ? undefined : bounded(found, room)
    if (value === undefined) continue
    room -= sizeOf(value) + field.length
    if (attribute === null) kept[field] = value
    else attributes[attribute] = value
  }
  const { custom_attributes: whole } = kept
  if (Object.keys(attributes).length > 0)
    kept.custom_attributes = isObject(whole) ? { ...whole, ...attributes } : attributes
  return kept
}

/** What `profile` is in texts and logic: every chosen field is there, null when it is not known; custom attributes only where they are. FF1 */
export function profileValue(profile: Values | null, fields: readonly string[]): Value {
  return Object.fromEntries(
    (profileMembers(fields) ?? []).map((name) => [name, profile?.[name] ?? (name === 'custom_attributes' ? {} : null)]),
  )
}

function isObject(given: Value | undefined): given is Values {
  return typeof given === 'object' && given !== null && !Array.isArray(given)
}

const sizeOf = (value: Value): number => JSON.stringify(value).length

/** The value cut to what there is room for; `undefined`: it does not fit. Of a list the first items are kept. */
function bounded(value: Value, room: number): Value | undefined {
  const most = Math.min(room, longestField)
  if (typeof value === 'string') {
    const text = clean(value).slice(0, longestText)
    return text.length + 2 <= most ? text : undefined
  }
  if (sizeOf(value) <= most) return value
  if (!Array.isArray(value)) return undefined
  let size = 2
  const items: Value[] = []
  for (const item of value as readonly Value[]) {
    size += sizeOf(item) + 1
    if (size > most) break
    items.push(item)
  }
  return items
}
