/**
 * What of a track body is to be sent: attributes that the profile is known to have are left out, events and purchases get their
 * mark, and after a doubtful attempt what would add up is kept back. Pure; what is known is asked beforehand with what `readWrites` gives.
 *
 * 1. Only values that mean the same whenever they are sent are left out: no increments, no additions to or removals from arrays, no
 *    merges into objects, and no subscription states, which the person changes elsewhere.
 * 2. A profile that occurs twice, or is named by what may change hands (an e-mail address, a phone number), gets everything.
 * 3. What is left out must have been taken by this very profile: an object that may meet nobody proves nothing.
 * 4. An attribute that adds up (an increment, a new object in an array) is never sent by itself when an earlier attempt may have
 *    been taken: unlike an event it leaves nothing by which the doubled could be told apart.
 */
import { nameProfile } from '@parley/actions/host'
import { type Identifier, readIdentifier, type TrackError } from '@parley/braze/contract'
import type { Value, Values } from '@parley/flow'
import { countAttribute, countPurchase } from './data-point.ts'

export type TrackObject = { readonly [member: string]: Value }

export interface TrackBody {
  readonly attributes: readonly TrackObject[]
  readonly events: readonly TrackObject[]
  readonly purchases: readonly TrackObject[]
}

/** One object's attributes, and what they do to what is known. */
export interface AttributeWrite {
  /** Its place in the input. */
  readonly index: number
  /** `undefined`: a profile about which nothing can be known. */
  readonly profile: string | undefined
  /** Attributes that need not be sent when the profile has them. */
  readonly comparable: Values
  /** Everything it writes, without what names it. */
  readonly attributes: Values
  /** Once it is taken, its comparable values are known. */
  readonly proves: boolean
}

const controls = [
  'external_id',
  'user_alias',
  'braze_id',
  '_merge_objects',
  '_update_existing_only',
  'push_token_import',
]
/** The person changes these by a link or a setting: sent again they undo it, left out they might never be set. */
const elsewhere = ['email_subscribe', 'push_subscribe', 'subscription_groups', 'push_tokens']
/** These add once more each time they are taken. Every other operation leaves the same profile however often it is taken. */
const additive = ['inc', '$add']
const operations = ['inc', 'add', 'remove', '$add', '$update', '$remove']

export function readBody(input: Values): TrackBody {
  const list = (name: string): readonly TrackObject[] => {
    const value = input[name]
    return Array.isArray(value) ? (value as readonly TrackObject[]) : []
  }
  return { attributes: list('attributes'), events: list('events'), purchases: list('purchases') }
}

export function readWrites({ attributes }: TrackBody): readonly AttributeWrite[] {
  const names = attributes.map((object) => profileOf(readIdentifier(object)))
  return attributes.map((object, index) => {
    const profile = names[index]
    const alone = profile !== undefined && names.indexOf(profile) === names.lastIndexOf(profile) // 2
    const written = Object.fromEntries(Object.entries(object).filter(([name]) => !isName(name, object)))
    const comparable = Object.entries(written).filter(([name, value]) => isPlain(name, value, object)) // 1
    return {
      index,
      profile,
      attributes: written,
      comparable: alone ? Object.fromEntries(comparable) : {},
      proves: alone && createsProfile(object), // 3
    }
  })
}

function profileOf(identifier: Identifier | 'none' | 'several'): string | undefined {
  if (typeof identifier === 'string' || identifier.kind === 'email' || identifier.kind === 'phone') return undefined
  return nameProfile(identifier)
}

/** E-mail address and phone number name the profile when nothing else does. */
function isName(member: string, object: TrackObject): boolean {
  if (controls.includes(member)) return true
  const identifier = readIdentifier(object)
  return typeof identifier !== 'string' && identifier.kind === member
}

function isPlain(name: string, value: Value, object: TrackObject): boolean {
  if (elsewhere.includes(name)) return false
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return true
  return object._merge_objects !== true && !Object.keys(value).some((key) => operations.includes(key))
}

/** At any depth: where objects are merged, an increment may stand deep in one. */
function addsUp(value: Value): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.some((item) => addsUp(item as Value))
  return Object.entries(value as TrackObject).some(([key, member]) => additive.includes(key) || addsUp(member))
}

/** Braze takes an object for a profile that is not there as well, and does nothing, unless it may make the profile. */
function createsProfile(object: TrackObject): boolean {
  if (object.braze_id !== undefined && object.braze_id !== null) return false
  const { _update_existing_only: only, user_alias } = object
  return user_alias === undefined || user_alias === null ? only !== true : only === false
}

export interface TrackPlan {
  /** The body to send, null when nothing is left to say. */
  readonly body: Values | null
  /** The objects of the body's attributes, with what each sends. */
  readonly sent: readonly AttributeWrite[]
  /** Objects that are taken without being sent, since nothing of them is new. */
  readonly unsent: number
  /** By place in the input: what is kept back of an object, with what names its profile. 4 */
  readonly held: ReadonlyMap<number, TrackObject>
  /** Data points left out. */
  readonly saved: number
  /** It has events, purchases or attributes that add up, which must not be sent twice unknowingly. */
  readonly marked: boolean
}

/** What the marks of events and purchases are made of. */
export interface TrackMark {
  /** Of the effect, the same at every attempt. */
  readonly key: string
  /** An earlier attempt may have been taken. */
  readonly doubtful: boolean
  /** So it may, and an operator has decided that all of it is sent again. */
  readonly repeated: boolean
}

/** @param known By place in the input: attributes that the profile has already. */
export function planTrack(
  input: TrackBody,
  writes: readonly AttributeWrite[],
  known: ReadonlyMap<number, ReadonlySet<string>>,
  mark: TrackMark,
): TrackPlan {
  const sent: AttributeWrite[] = []
  const objects: TrackObject[] = []
  const held = new Map<number, TrackObject>()
  let unsent = 0
  let saved = 0
  for (const write of writes) {
    const had = known.get(write.index) ?? new Set()
    const object = input.attributes[write.index] ?? {}
    const kept = Object.keys(write.attributes).filter((name) => mark.doubtful && addsUp(write.attributes[name] ?? null))
    const left = Object.entries(write.attributes).filter(([name]) => !had.has(name) && !kept.includes(name))
    for (const name of had) saved += countAttribute(name, write.attributes[name] ?? null)
    const named = Object.entries(object).filter(([name]) => !Object.hasOwn(write.attributes, name))
    if (kept.length > 0) held.set(write.index, { ...pick(object, kept), ...Object.fromEntries(named) })
    if (left.length === 0 && had.size > 0 && kept.length === 0) unsent += 1
    if (left.length === 0 && had.size + kept.length > 0) continue
    sent.push({ ...write, attributes: Object.fromEntries(left) })
    objects.push(Object.fromEntries(Object.entries(object).filter(([name]) => !had.has(name) && !kept.includes(name))))
  }
  const events = input.events.map((event, place) => markObject(event, mark, place))
  const purchases = input.purchases.map((purchase, place) => markObject(purchase, mark, events.length + place))
  const body = {
    ...(objects.length > 0 && { attributes: objects }),
    ...(events.length > 0 && { events }),
    ...(purchases.length > 0 && { purchases }),
  }
  return {
    body: Object.keys(body).length === 0 ? null : body,
    sent,
    unsent,
    held,
    saved,
    marked:
      events.length + purchases.length > 0 || sent.some(({ attributes }) => Object.values(attributes).some(addsUp)),
  }
}

/**
 * Braze has no request ids: what arrives twice counts twice. The properties let it be told apart afterwards: the same
 * `parley_delivery_id` is the same event, `parley_repeat` says that it may have been there before.
 */
function markObject(object: TrackObject, { key, doubtful, repeated }: TrackMark, place: number): TrackObject {
  const given = object.properties
  const properties = typeof given === 'object' && given !== null && !Array.isArray(given) ? (given as TrackObject) : {}
  const added = { parley_delivery_id: `${key}.${place}`, ...((doubtful || repeated) && { parley_repeat: true }) }
  return { ...object, properties: { ...properties, ...added } }
}

const pick = (object: TrackObject, names: readonly string[]): TrackObject =>
  Object.fromEntries(Object.entries(object).filter(([name]) => names.includes(name)))

/** The errors with places in the input instead of places in what was sent. */
export function placeErrors(plan: TrackPlan, errors: readonly TrackError[]): readonly TrackError[] {
  return errors.map((error) =>
    error.input_array === 'attributes' ? { ...error, index: plan.sent[error.index]?.index ?? error.index } : error,
  )
}

/** Data points of what was taken. `errors` have their places in the input. */
export function countSent(plan: TrackPlan, input: TrackBody, errors: readonly TrackError[]): number {
  const refused = new Set(errors.map((error) => `${error.input_array} ${error.index}`))
  const attributes = plan.sent
    .filter((write) => !refused.has(`attributes ${write.index}`))
    .flatMap((write) => Object.entries(write.attributes))
    .map(([name, value]) => countAttribute(name, value))
  const events = input.events.filter((_, index) => !refused.has(`events ${index}`)).length
  const purchases = input.purchases.filter((_, index) => !refused.has(`purchases ${index}`)).map(countPurchase)
  return [...attributes, ...purchases].reduce((sum, each) => sum + each, events)
}

/** What is left to be done, for a dead letter: refused objects whole, and of others what was kept back. What was taken must not be sent again. */
export function restOf(input: Values, errors: readonly TrackError[], held: TrackPlan['held'] = new Map()): Values {
  const lists = (['attributes', 'events', 'purchases'] as const).flatMap((name) => {
    const places = new Set(errors.filter((error) => error.input_array === name).map((error) => error.index))
    const list = readBody(input)[name].flatMap((object, index) => {
      if (places.has(index)) return [object]
      return name === 'attributes' ? (held.get(index) ?? []) : []
    })
    return list.length > 0 ? [[name, list] as const] : []
  })
  return { ...Object.fromEntries(lists), ...(input.options !== undefined && { options: input.options }) }
}
