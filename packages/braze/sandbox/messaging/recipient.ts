import type { Identifier } from '@parley/braze/contract'
import { isObject, jsonBytes } from '../attribute-value.ts'
import type { Change } from '../change.ts'
import { type Prioritization, prioritize, readPrioritization } from '../prioritize.ts'
import type { Profile } from '../profile.ts'
import type { ProfileStore } from '../profile-store.ts'
import { readAttributes } from '../track/attributes.ts'
import { lenientContext } from '../track/reading.ts'
import type { JsonObject } from './message.ts'

/** One recipient of a request, checked. */
export interface Recipient {
  readonly identifier: Identifier
  /** As the request named it. */
  readonly asked: JsonObject
  readonly prioritization: readonly Prioritization[]
  readonly properties: { readonly [name: string]: unknown }
  readonly sendToExistingOnly: boolean
  /** Read and yet without its person: see {@link changeOf}. */
  readonly attributes: Extract<Change, { readonly kind: 'attributes' }> | undefined
  readonly sentAttributes: unknown
}

/** What is right, or the sentence that refuses it. */
export type Checked<T> = { readonly value: T } | { readonly refusal: string }

/** JSON bytes of trigger properties and context. */
const PROPERTIES_BYTES = 50 * 1024
const identifiers = ['external_user_id', 'user_alias', 'braze_id', 'email'] as const

/** The member that carries a recipient's properties, strongest first. */
const propertyNames = { trigger: ['trigger_properties'], context: ['context', 'canvas_entry_properties'] } as const
export type PropertyKind = keyof typeof propertyNames

/** Reads `trigger_properties`, or `context` under either of its names. */
export function readProperties(
  source: { readonly [member: string]: unknown },
  kind: PropertyKind,
): Checked<{ readonly [name: string]: unknown }> {
  const name: string = propertyNames[kind].find((one) => source[one] !== undefined) ?? propertyNames[kind][0]
  const value = source[name]
  // The documentation's own example sends an empty text.
  if (value === undefined || value === null || value === '') return { value: {} }
  if (!isObject(value)) return { refusal: `${name} must be an object` }
  if (jsonBytes(value) > PROPERTIES_BYTES) return { refusal: 'Max Input Length Exceeded' }
  return { value }
}

/** Reads one element of `recipients`. `warn` hears of attributes that are ignored. */
export function readRecipient(
  source: unknown,
  kind: PropertyKind,
  now: number,
  warn: (text: string) => void,
): Checked<Recipient> {
  if (!isObject(source)) return { refusal: 'recipients must be an array of objects' }
  const identifier = readIdentifier(source)
  if ('refusal' in identifier) return identifier
  const properties = readProperties(source, kind)
  if ('refusal' in properties) return properties
  const prioritization = source.prioritization === undefined ? [] : readPrioritization(source.prioritization)
  if (prioritization === undefined) return { refusal: 'prioritization is invalid' }
  if (identifier.value.kind === 'email' && source.prioritization === undefined) {
    return { refusal: 'prioritization is required when a recipient is identified by email' }
  }
  const existing = source.send_to_existing_only
  if (existing !== undefined && typeof existing !== 'boolean') {
    return { refusal: 'send_to_existing_only must be a boolean' }
  }
  if (existing === false && !isObject(source.attributes)) {
    return { refusal: 'attributes must be included when send_to_existing_only is false' }
  }
  if (existing === false && identifier.value.kind === 'user_alias') {
    return { refusal: 'send_to_existing_only cannot be used with user_alias' }
  }
  const attributes = readRecipientAttributes(source.attributes, now, warn)
  if ('refusal' in attributes) return attributes
  const asked = Object.fromEntries(
    identifiers.flatMap((name) => (source[name] === undefined ? [] : [[name, source[name]]])),
  ) as JsonObject
  return {
    value: {
      identifier: identifier.value,
      asked,
      prioritization,
      properties: properties.value,
      sendToExistingOnly: existing !== false,
      attributes: attributes.value,
      sentAttributes: source.attributes,
    },
  }
}

function readIdentifier(source: { readonly [member: string]: unknown }): Checked<Identifier> {
  const named = identifiers.filter((name) => source[name] !== undefined && source[name] !== null)
  const [name] = named
  if (name === undefined || named.length > 1) {
    return { refusal: `a recipient must have exactly one of ${identifiers.join(', ')}` }
  }
  const value = source[name]
  if (name === 'user_alias') {
    const alias: { readonly [member: string]: unknown } = isObject(value) ? value : {}
    const { alias_name, alias_label } = alias
    if (typeof alias_name !== 'string' || typeof alias_label !== 'string' || alias_name === '' || alias_label === '') {
      return { refusal: 'user_alias must have alias_name and alias_label' }
    }
    return { value: { kind: 'user_alias', name: alias_name, label: alias_label } }
  }
  const text = typeof value === 'number' && name === 'external_user_id' ? String(value) : value
  if (typeof text !== 'string' || text === '') return { refusal: `${name} must be a string` }
  return { value: { kind: name === 'external_user_id' ? 'external_id' : name, value: text } }
}

/** Who the attributes belong to is known only when they are applied: until then they are nobody's. */
const NOBODY = '000000000000000000000000'

function readRecipientAttributes(
  source: unknown,
  now: number,
  warn: (text: string) => void,
): Checked<Recipient['attributes']> {
  if (source === undefined || source === null) return { value: undefined }
  if (!isObject(source)) return { refusal: 'attributes must be an object' }
  const { external_id: _id, user_alias: _alias, push_token_import: _import, ...fields } = source
  const reading = readAttributes({ ...fields, braze_id: NOBODY }, lenientContext(now, warn))
  if (reading.kind === 'refused') return { refusal: reading.type }
  return { value: reading.value.kind === 'attributes' ? reading.value : undefined }
}

/** The change that the recipient's attributes make to this profile. */
export function changeOf({ attributes }: Recipient, profile: Profile): Change | undefined {
  if (attributes === undefined) return undefined
  return { ...attributes, target: { identifier: { kind: 'braze_id', value: profile.brazeId }, createMissing: false } }
}

/** The profile that the recipient names now. */
export function findRecipient(
  profiles: ProfileStore,
  { identifier, prioritization }: Pick<Recipient, 'identifier' | 'prioritization'>,
): Profile | undefined {
  if (identifier.kind !== 'email' || prioritization.length === 0) return profiles.find(identifier)
  return prioritize(profiles.sharing('email', identifier.value), prioritization)
}
