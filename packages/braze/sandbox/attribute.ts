/**
 * Custom attributes: what a track object may do to one, and what becomes of it.
 *
 * Owns the operations of a custom attribute. Leaves the values themselves to `attribute-value.ts`, standard fields to
 * `standard-field.ts`. Reading needs no profile and happens when a request comes; applying may happen later.
 *
 * A1 A write that cannot be understood or applied leaves the attribute as it was and says why; it never fails the object.
 * A2 No array of scalars has more than 500 elements or an element twice; no object or array of objects exceeds 100 KB.
 * A3 If one nested value is invalid, nothing of that attribute is written.
 */
import { limits } from '@parley/braze/contract'
import {
  type AttributeObject,
  type AttributeValue,
  isAttributeObject,
  isObject,
  jsonBytes,
  mergeObjects,
  readObject,
  readScalar,
  readTimeObject,
  type Scalar,
} from './attribute-value.ts'
import { readAttributeTime, showTime } from './time.ts'

/** Of objects with the identifiers of one write. Braze names no number. */
const COMPARISONS = 5_000_000

interface Match {
  readonly key: string
  readonly value: AttributeValue
}

export type AttributeWrite =
  | { readonly kind: 'clear' }
  | { readonly kind: 'set'; readonly value: AttributeValue }
  | { readonly kind: 'merge'; readonly value: AttributeObject }
  | { readonly kind: 'increment'; readonly by: number }
  | { readonly kind: 'change-list'; readonly add: readonly Scalar[]; readonly remove: readonly Scalar[] }
  | {
      readonly kind: 'change-objects'
      readonly add: readonly AttributeObject[]
      readonly remove: readonly Match[]
      readonly update: readonly (Match & { readonly by: AttributeObject })[]
      readonly merge: boolean
    }

/** The value did not do: why, for the request log. */
export interface Ignored {
  readonly kind: 'ignored'
  readonly why: string
}

/** What the attribute is now; `undefined` means gone. */
export type Applied = { readonly kind: 'applied'; readonly value: AttributeValue | undefined } | Ignored

/** What the JSON value of an attribute asks for. `merge` is the object's `_merge_objects`. */
export function readWrite(value: unknown, merge: boolean): AttributeWrite | Ignored {
  if (value === null) return { kind: 'clear' }
  if (Array.isArray(value)) return readArray(value)
  if (isObject(value)) return readOperation(value, merge)
  const scalar = readScalar(value)
  if (scalar === undefined) return ignored('not a value that an attribute can have')
  const at = typeof scalar === 'string' ? readAttributeTime(scalar) : undefined
  return { kind: 'set', value: at === undefined ? scalar : showTime(at) }
}

/** The attribute after the write. */
export function applyWrite(current: AttributeValue | undefined, write: AttributeWrite): Applied {
  switch (write.kind) {
    case 'clear':
      return { kind: 'applied', value: undefined }
    case 'set':
      return sized(write.value)
    case 'merge':
      return sized(isAttributeObject(current) ? mergeObjects(current, write.value) : write.value)
    case 'increment':
      if (current !== undefined && typeof current !== 'number') return ignored('inc on a value that is not a number')
      return { kind: 'applied', value: (current ?? 0) + write.by }
    case 'change-list':
      return changeList(current, write)
    case 'change-objects':
      return changeObjects(current, write)
  }
}

function readArray(list: readonly unknown[]): AttributeWrite | Ignored {
  if (list.length > 0 && list.every(isObject)) {
    const objects = readObjects(list)
    return objects === undefined ? badNested : { kind: 'set', value: objects }
  }
  const scalars = readScalars(list)
  if (scalars === undefined) return ignored('an array holds either texts, numbers and booleans, or objects')
  return { kind: 'set', value: asSet(scalars).slice(0, limits.arrayElements) } // A2
}

function readOperation(value: { readonly [key: string]: unknown }, merge: boolean): AttributeWrite | Ignored {
  const keys = Object.keys(value)
  const only = (...names: readonly string[]) => keys.length > 0 && keys.every((key) => names.includes(key))
  if (only('inc')) {
    const by = value.inc
    return Number.isSafeInteger(by) ? { kind: 'increment', by: by as number } : ignored('inc takes an integer')
  }
  if (only('add', 'remove')) {
    const [add, remove] = [readScalars(value.add ?? []), readScalars(value.remove ?? [])]
    if (add === undefined || remove === undefined) return ignored('add and remove take arrays of scalars')
    return { kind: 'change-list', add, remove }
  }
  if (only('$add', '$update', '$remove')) return readObjectsOperation(value, merge)
  if (only('$time')) {
    const time = readTimeObject(value.$time)
    return time === undefined ? ignored('$time is not a time') : { kind: 'set', value: time }
  }
  const object = readObject(value)
  if (object === undefined) return badNested // A3
  return { kind: merge ? 'merge' : 'set', value: object }
}

function readObjectsOperation(value: { readonly [key: string]: unknown }, merge: boolean): AttributeWrite | Ignored {
  const add = readObjects(value.$add ?? [])
  const remove = readMatches(value.$remove ?? [])
  const update = readUpdates(value.$update ?? [])
  if (add === undefined || remove === undefined || update === undefined) return badNested // A3
  return { kind: 'change-objects', add, remove, update, merge }
}

function readMatches(value: unknown): readonly Match[] | undefined {
  return readEach(value, (item) => {
    if (!isObject(item) || typeof item.$identifier_key !== 'string') return undefined
    const wanted = readScalar(item.$identifier_value)
    return wanted === undefined ? undefined : { key: item.$identifier_key, value: wanted }
  })
}

function readUpdates(value: unknown): readonly (Match & { readonly by: AttributeObject })[] | undefined {
  return readEach(value, (item) => {
    const [match] = readMatches([item]) ?? []
    const by = isObject(item) && isObject(item.$new_object) ? readObject(item.$new_object) : undefined
    return match === undefined || by === undefined ? undefined : { ...match, by }
  })
}

function readObjects(value: unknown): readonly AttributeObject[] | undefined {
  return readEach(value, (item) => (isObject(item) ? readObject(item) : undefined))
}

function readScalars(value: unknown): readonly Scalar[] | undefined {
  return readEach(value, readScalar)
}

/** All items read, or `undefined` when the value is no array or one item is invalid. */
function readEach<T>(value: unknown, read: (item: unknown) => T | undefined): readonly T[] | undefined {
  if (!Array.isArray(value)) return undefined
  const items: T[] = []
  for (const item of value) {
    const one = read(item)
    if (one === undefined) return undefined
    items.push(one)
  }
  return items
}

function changeList(
  current: AttributeValue | undefined,
  write: AttributeWrite & { readonly kind: 'change-list' },
): Applied {
  const list = current === undefined ? [] : readScalars(current)
  if (list === undefined) return ignored('add and remove work on an array of scalars')
  const gone = new Set(write.remove)
  const left = asSet([...list, ...write.add]).filter((item) => !gone.has(item))
  return { kind: 'applied', value: left.slice(-limits.arrayElements) } // A2: the oldest go first
}

/** In Braze's order, whatever the order of the keys: add, then remove, then update. */
function changeObjects(
  current: AttributeValue | undefined,
  write: AttributeWrite & { readonly kind: 'change-objects' },
): Applied {
  if (current !== undefined && !(Array.isArray(current) && current.every(isAttributeObject))) {
    return ignored('$add, $update and $remove work on an array of objects')
  }
  let objects: readonly AttributeObject[] = [...((current ?? []) as readonly AttributeObject[]), ...write.add]
  if (objects.length * (write.remove.length + write.update.length) > COMPARISONS) {
    return ignored('$update and $remove name too many objects')
  }
  objects = objects.filter((object) => !write.remove.some((match) => matches(object, match)))
  for (const update of write.update) {
    objects = objects.map((object) => {
      if (!matches(object, update)) return object
      return write.merge ? mergeObjects(object, update.by) : update.by
    })
  }
  return sized(objects)
}

function matches(object: AttributeObject, { key, value }: Match): boolean {
  return object[key] === value
}

/** Each element once, at its last place. */
function asSet(list: readonly Scalar[]): readonly Scalar[] {
  return [...new Set([...list].reverse())].reverse()
}

function sized(value: AttributeValue): Applied {
  const holdsObjects = isAttributeObject(value) || (Array.isArray(value) && value.some(isAttributeObject))
  if (holdsObjects && jsonBytes(value) > limits.objectBytes) return ignored('the value would exceed 100 KB') // A2
  return { kind: 'applied', value }
}

function ignored(why: string): Ignored {
  return { kind: 'ignored', why }
}

const badNested = ignored('a nested key or value is invalid')
