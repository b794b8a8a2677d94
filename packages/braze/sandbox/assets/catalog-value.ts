import { isObject } from '../attribute-value.ts'
import { readTime, showTime } from '../time.ts'
import type { FieldType } from './catalog.ts'

/** Levels of objects and arrays inside one value. */
const NESTING = 50

/** What is wrong with a value, in the words of the error ids. */
export type Misfit = 'unable-to-coerce-value' | 'invalid-keys-in-value-object' | 'too-deep-nesting-in-value-object'

export type ReadValue = { readonly value: unknown } | { readonly misfit: Misfit }

/** The value as a field of this type keeps it. `null` is a value of every type. */
export function readFieldValue(type: FieldType, value: unknown): ReadValue {
  if (value === null) return { value }
  if (typeof value === 'object') {
    const fits =
      type === 'array' ? Array.isArray(value) : isObject(value) && (type === 'object' || isPlace(type, value))
    const misfit = fits ? findNestedMisfit(value, 1) : 'unable-to-coerce-value'
    return misfit === undefined ? { value } : { misfit }
  }
  const coerced = coerceScalar(type, value)
  return coerced === undefined ? { misfit: 'unable-to-coerce-value' } : { value: coerced }
}

function coerceScalar(type: FieldType, value: unknown): unknown {
  switch (type) {
    case 'string':
      return typeof value === 'string' ? value : String(value)
    case 'number':
      return coerceNumber(value)
    case 'boolean':
      return typeof value === 'boolean' ? value : booleans.get(value)
    case 'time': {
      const at = typeof value === 'string' ? readTime(value) : undefined
      return at === undefined ? undefined : showTime(at)
    }
    default:
      return undefined
  }
}

const booleans = new Map<unknown, boolean>([
  ['true', true],
  ['false', false],
])

function coerceNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d{1,300}(\.\d{1,300})?$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

function isPlace(type: FieldType, { latitude, longitude }: { readonly [key: string]: unknown }): boolean {
  return type === 'geo' && isWithin(latitude, 90) && isWithin(longitude, 180)
}

function isWithin(degrees: unknown, limit: number): boolean {
  return typeof degrees === 'number' && Math.abs(degrees) <= limit
}

function findNestedMisfit(value: unknown, level: number): Misfit | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (level > NESTING) return 'too-deep-nesting-in-value-object'
  const keys = Array.isArray(value) ? [] : Object.keys(value)
  if (keys.some((key) => /[.$]/.test(key))) return 'invalid-keys-in-value-object'
  for (const inner of Object.values(value)) {
    const misfit = findNestedMisfit(inner, level + 1)
    if (misfit !== undefined) return misfit
  }
  return undefined
}
