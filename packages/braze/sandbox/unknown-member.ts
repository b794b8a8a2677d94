import { attributesObject } from '@parley/braze/contract'
import { z } from 'zod'
import { isObject } from './attribute-value.ts'

/** Objects that have members of anybody's choosing. */
const open: ReadonlySet<z.core.$ZodType> = new Set([attributesObject])

/**
 * The path of a member that the schema does not name, as `events.0.tiem`; `undefined` when there is none. Of a union the alternative
 * with the fewest is meant.
 */
export function findUnknownMember(schema: z.core.$ZodType, value: unknown): string | undefined {
  if (open.has(schema)) return undefined
  if (schema instanceof z.ZodObject) return isObject(value) ? findInObject(schema, value) : undefined
  if (schema instanceof z.ZodArray) {
    return Array.isArray(value)
      ? findFirst(value.entries(), (item) => findUnknownMember(schema.element, item))
      : undefined
  }
  if (schema instanceof z.ZodUnion) {
    const found = schema.options.map((option) => findUnknownMember(option, value))
    return found.includes(undefined) ? undefined : found[0]
  }
  if (schema instanceof z.ZodLazy) return findUnknownMember(schema.unwrap(), value)
  if (
    schema instanceof z.ZodReadonly ||
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodExactOptional ||
    schema instanceof z.ZodNullable
  ) {
    return findUnknownMember(schema.unwrap(), value)
  }
  return undefined
}

function findInObject(schema: z.ZodObject, value: { readonly [member: string]: unknown }): string | undefined {
  const { shape } = schema
  return findFirst(Object.entries(value), (item, name) => {
    const member = Object.hasOwn(shape, name) ? shape[name] : undefined
    if (member === undefined) return ''
    return findUnknownMember(member, item)
  })
}

/** The path of the first find, `''` standing for the item itself. */
function findFirst<Key extends string | number>(
  items: Iterable<readonly [Key, unknown]>,
  find: (item: unknown, key: Key) => string | undefined,
): string | undefined {
  for (const [key, item] of items) {
    const path = find(item, key)
    if (path !== undefined) return path === '' ? String(key) : `${key}.${path}`
  }
  return undefined
}
