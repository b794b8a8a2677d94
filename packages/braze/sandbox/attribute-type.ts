import type { AttributeWrite } from './attribute.ts'
import { type AttributeValue, isAttributeObject } from './attribute-value.ts'
import type { AttributeType } from './settings.ts'
import { readTime, showTime } from './time.ts'

/** Whether the write leaves the attribute with a value of the type, or without one. */
export function isOfType(write: AttributeWrite, type: AttributeType): boolean {
  switch (write.kind) {
    case 'clear':
      return true
    case 'set':
      return typeOf(write.value) === type || (type === 'string' && typeOf(write.value) === 'time')
    case 'merge':
      return type === 'object'
    case 'increment':
      return type === 'number'
    case 'change-list':
      return type === 'array'
    case 'change-objects':
      return type === 'object_array'
  }
}

/** The type that Braze would detect. */
export function typeOf(value: AttributeValue): AttributeType {
  if (Array.isArray(value)) return value.some(isAttributeObject) ? 'object_array' : 'array'
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value !== 'string') return 'object'
  // Times are kept in one form, and no other text has it.
  const at = value.length === 24 ? readTime(value) : undefined
  return at !== undefined && showTime(at) === value ? 'time' : 'string'
}
