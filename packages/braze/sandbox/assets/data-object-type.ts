import { z } from 'zod'
import { isObject } from '../attribute-value.ts'
import { readTime } from '../time.ts'
import { createShelf, type Shelf } from './shelf.ts'

const property = z
  .looseObject({
    type: z.enum(['string', 'number', 'integer', 'boolean', 'array', 'object']),
    format: z.string().exactOptional(),
    title: z.string().exactOptional(),
  })
  .readonly()
type Property = z.output<typeof property>

/** What the dashboard defines: see the controls. */
export const dataObjectType = z
  .object({
    type_name: z.string().regex(/^[\w-]{1,100}$/),
    /** The field whose value names an object. */
    display_name_source: z.string().exactOptional(),
    /** A JSON schema, of which the sandbox goes by the types, date formats and required names of the first level. */
    schema_def: z
      .object({
        type: z.literal('object').default('object'),
        properties: z.record(z.string(), property).readonly(),
        required: z.array(z.string()).readonly().default([]),
      })
      .readonly(),
    /** What may join an object with a user. */
    user_relationship_types: z.array(z.string().min(1)).readonly().default([]),
    /** What may lead from an object of this type to one of another. */
    object_relationship_types: z
      .array(z.object({ rel_kind: z.string().min(1), to_type_name: z.string().min(1) }).readonly())
      .readonly()
      .default([]),
  })
  .readonly()
export type DataObjectType = z.output<typeof dataObjectType>

/** Types of data objects by their names. */
export type DataObjectTypes = Shelf<DataObjectType>

export function createDataObjectTypes(changed: () => void): DataObjectTypes {
  return createShelf(dataObjectType, changed)
}

export type Attributes = { readonly [field: string]: unknown }

/** What is wrong with the attributes, field by field. `null` is no value, so that a required field must not have it. */
export function findAttributeMisfits(
  { schema_def: schema }: DataObjectType,
  attributes: Attributes,
): readonly string[] {
  const { properties, required } = schema
  const missing = required.filter((name) => !Object.hasOwn(attributes, name) || attributes[name] === null)
  const misfits = Object.entries(attributes).flatMap(([name, value]) => {
    const expected = Object.hasOwn(properties, name) ? properties[name] : undefined
    if (expected === undefined) return [`${name} is not a field of this type`]
    return value === null || fits(expected, value) ? [] : [`${name} is not of type ${expected.type}`]
  })
  return [...missing.map((name) => `${name} is required`), ...misfits]
}

function fits({ type, format }: Property, value: unknown): boolean {
  switch (type) {
    case 'array':
      return Array.isArray(value)
    case 'object':
      return isObject(value)
    case 'integer':
      return Number.isInteger(value)
    case 'string':
      return typeof value === 'string' && (!format?.startsWith('date') || readTime(value) !== undefined)
    default:
      return typeof value === type
  }
}
