import { limits } from '@parley/braze/contract'
import { readTime, showTime } from './time.ts'

export type Scalar = string | number | boolean
/** A custom attribute as kept. Objects have no prototype, so that a key like `__proto__` is a key like any other. */
export type AttributeValue = Scalar | null | readonly AttributeValue[] | AttributeObject
export interface AttributeObject {
  readonly [key: string]: AttributeValue
}

/** Deep enough for any profile, shallow enough for the stack. */
const DEPTH = 50

export function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The text cut to 255 characters, never in the middle of a surrogate pair. */
export function cutText(text: string): string {
  if (text.length <= limits.textCharacters) return text
  return [...text.slice(0, 2 * limits.textCharacters)].slice(0, limits.textCharacters).join('')
}

/** A text, a finite number or a boolean; `undefined` for anything else. JSON such as `1e999` is not finite. */
export function readScalar(value: unknown): Scalar | undefined {
  if (typeof value === 'string') return cutText(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  return typeof value === 'boolean' ? value : undefined
}

/** A value inside an object. `undefined` when any part of it is invalid, since then Braze drops the whole attribute. */
function readNested(value: unknown, depth = 0): AttributeValue | undefined {
  if (value === null) return null
  if (Array.isArray(value)) return readList(value, depth + 1)
  if (isObject(value)) return readObjectOrTime(value, depth + 1)
  return readScalar(value)
}

/** An object of an attribute, its keys and values checked. */
export function readObject(source: { readonly [key: string]: unknown }, depth = 0): AttributeObject | undefined {
  if (depth > DEPTH) return undefined
  const object: { [key: string]: AttributeValue } = Object.create(null)
  for (const [key, value] of Object.entries(source)) {
    const nested = isNestedKey(key) ? readNested(value, depth) : undefined
    if (nested === undefined) return undefined
    object[key] = nested
  }
  return object
}

/** Laid over each other, deeply: objects join, everything else is replaced. */
export function mergeObjects(below: AttributeObject, above: AttributeObject): AttributeObject {
  const merged: { [key: string]: AttributeValue } = Object.assign(Object.create(null), below)
  for (const [key, value] of Object.entries(above)) {
    const current = merged[key]
    merged[key] = isAttributeObject(current) && isAttributeObject(value) ? mergeObjects(current, value) : value
  }
  return merged
}

export function isAttributeObject(value: AttributeValue | undefined): value is AttributeObject {
  return isObject(value)
}

/** UTF-8 bytes of the value as JSON. */
export function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value))
}

function readList(list: readonly unknown[], depth: number): readonly AttributeValue[] | undefined {
  if (depth > DEPTH) return undefined
  const items: AttributeValue[] = []
  for (const item of list) {
    const nested = readNested(item, depth)
    if (nested === undefined) return undefined
    items.push(nested)
  }
  return items
}

function readObjectOrTime(source: { readonly [key: string]: unknown }, depth: number): AttributeValue | undefined {
  if (!Object.hasOwn(source, '$time') || Object.keys(source).length > 1) return readObject(source, depth)
  return readTimeObject(source.$time)
}

/** `{ "$time": "2020-05-28T19:20:30Z" }`, the only way to say a time inside an object. */
export function readTimeObject(time: unknown): string | undefined {
  const at = typeof time === 'string' ? readTime(time) : undefined
  return at === undefined ? undefined : showTime(at)
}

function isNestedKey(key: string): boolean {
  return key !== '' && key.length <= limits.textCharacters && !/[\s.$]/.test(key)
}
