import { limits } from './limit.ts'

/** Keys with `$` that have a meaning inside an attribute: its operations, and a time in an object. */
const operators = new Set([
  '$add',
  '$update',
  '$remove',
  '$identifier_key',
  '$identifier_value',
  '$new_object',
  '$time',
])

/**
 * What Braze does not keep inside an object or a list, where one wrong key or value makes it drop the whole attribute.
 *
 * - `key` blank, longer than 255 characters, or with a `.`, a `$` or a space · `text` longer than 255 characters
 */
export function findNestedFault(attribute: object): 'key' | 'text' | undefined {
  const rest: unknown[] = [attribute]
  while (rest.length > 0) {
    const value = rest.pop()
    if (typeof value === 'string' && value.length > limits.textCharacters) return 'text'
    if (typeof value !== 'object' || value === null) continue
    if (!Array.isArray(value) && Object.keys(value).some(isBadKey)) return 'key'
    for (const member of Object.values(value)) rest.push(member)
  }
  return undefined
}

function isBadKey(key: string): boolean {
  return !operators.has(key) && (key === '' || key.length > limits.textCharacters || /[.$\s]/.test(key))
}
