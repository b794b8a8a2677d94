import * as Y from 'yjs'

/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json | undefined }
export type JsonObject = { readonly [member: string]: Json | undefined }

/**
 * Where a shared map says in which order its members stand. Only written where they would stand otherwise: for some members the order
 * means something, as for what a `set` node sets.
 */
export const orderMember = '\u0000order'

/** Beyond it the order of members is nobody's concern, and a list of them would be written with each new one. */
const mostOrdered = 200

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The names of a shared map's members, in the same order wherever the document is. */
export function membersOf(map: Y.Map<unknown>): readonly string[] {
  const names: string[] = []
  const made = new Map<string, Y.ID | undefined>()
  let last: Y.ID | undefined
  let isSorted = true
  // Read from the map's own insides: its iterators take as long as all the rest, for each of the thousands of maps of a large flow.
  for (const [name, { deleted }] of map._map) {
    if (deleted || name === orderMember) continue
    const id = firstOf(map, name)
    isSorted &&= earlier(last, id) <= 0
    last = id
    names.push(name)
    made.set(name, id)
  }
  if (!isSorted) names.sort((a, b) => earlier(made.get(a), made.get(b)))
  const order = map.get(orderMember)
  if (!Array.isArray(order)) return names
  const known = new Set(names)
  const said = [...new Set(order.filter((name): name is string => typeof name === 'string' && known.has(name)))]
  const rest = new Set(said)
  return [...said, ...names.filter((name) => !rest.has(name))]
}

/** When a member came to be: the first of all values that it ever had. */
function firstOf(map: Y.Map<unknown>, name: string): Y.ID | undefined {
  let item = map._map.get(name)
  while (item?.left != null) item = item.left
  return item?.id
}

const earlier = (a: Y.ID | undefined, b: Y.ID | undefined): number =>
  a === undefined || b === undefined ? 0 : a.client - b.client || a.clock - b.clock

/** The present value of a member as plain JSON. */
export const readMember = (shared: unknown): Json => (shared instanceof Y.Map ? readJson(shared) : (shared as Json))

/** The present value of a shared map as plain JSON. */
export function readJson(map: Y.Map<unknown>): JsonObject {
  // Made of entries, so that no name means more than a name.
  return Object.fromEntries(membersOf(map).map((name) => [name, readMember(map.get(name))]))
}

/** A shared map of an object. Objects inside become shared maps too; lists are values, which the last writer decides whole. */
export function sharedOf(value: JsonObject): Y.Map<unknown> {
  const map = new Y.Map<unknown>()
  for (const [member, inner] of Object.entries(value))
    if (inner !== undefined) map.set(member, isObject(inner) ? sharedOf(inner) : inner)
  return map
}

/**
 * Brings a shared map from one value to another and touches only what differs, so that what somebody else changes beside it stays. // DS2
 * `from` is what the map held when `to` was made of it; members that are the same object in both are not looked into.
 */
export function writeJson(map: Y.Map<unknown>, from: JsonObject, to: JsonObject): void {
  let isAnother = false
  for (const member of Object.keys(from)) if (to[member] === undefined && map.has(member)) map.delete(member)
  for (const [member, value] of Object.entries(to)) {
    const before = from[member]
    if (value === undefined || value === before) continue
    const shared = map.get(member)
    if (isObject(value) && isObject(before) && shared instanceof Y.Map) writeJson(shared, before, value)
    else if (isObject(value)) map.set(member, sharedOf(value))
    else if (!isSame(value, before)) map.set(member, value)
    isAnother ||= before === undefined
  }
  const names = Object.keys(to).filter((member) => to[member] !== undefined)
  if (isAnother || !isInOrder(Object.keys(from), names)) writeOrder(map, names)
}

export const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

/** Whether what is in both stands in the same order. */
function isInOrder(before: readonly string[], names: readonly string[]): boolean {
  if (names.length > mostOrdered || before.every((name, index) => name === names[index])) return true
  const wanted = new Set(names)
  const known = new Set(before)
  const kept = before.filter((name) => wanted.has(name))
  const still = names.filter((name) => known.has(name))
  return kept.every((name, index) => name === still[index])
}

function writeOrder(map: Y.Map<unknown>, names: readonly string[]): void {
  if (names.length > mostOrdered) return
  const wanted = new Set(names)
  const present = membersOf(map)
  const inOrder = present.filter((name) => wanted.has(name))
  if (inOrder.every((name, index) => name === names[index])) return
  map.set(orderMember, [...names, ...present.filter((name) => !wanted.has(name))])
}

/** Deeper than it no file goes that the compiler would take. */
const deepest = 64

/** Whether a member may be called so: copied carelessly, the one name that may not be would change what an object inherits. */
export const isMemberName = (name: string): boolean => name !== '__proto__'

/** Whether a value of a document is JSON through and through: what came from elsewhere may be anything. */
export function isJson(value: unknown, depth = 0): boolean {
  if (depth > deepest) return false
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  // Something that stands in a map without a name is in no file.
  if (value instanceof Y.Map) return value._start === null && areJson([...value.entries()], depth)
  if (value instanceof Y.AbstractType || value instanceof Uint8Array || typeof value !== 'object') return false
  if (Array.isArray(value)) return value.every((inner) => isJson(inner, depth + 1))
  // Yjs reads `__proto__` as what an object inherits.
  return Object.getPrototypeOf(value) === Object.prototype && areJson(Object.entries(value), depth)
}

const areJson = (members: readonly (readonly [string, unknown])[], depth: number): boolean =>
  members.every(([name, inner]) => isMemberName(name) && isJson(inner, depth + 1))
