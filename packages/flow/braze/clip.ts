import { brazeLimits } from '../braze-facts.ts'
import type { Value, Values } from '../value.ts'
import { isLong } from './name.ts'

/** The value as Braze keeps it: every text in it cut to 255 characters. FB6 */
export function clip(value: Value): Value {
  if (typeof value === 'string') return isLong(value) ? [...value].slice(0, brazeLimits.textCharacters).join('') : value
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(clip)
  return clipMembers(value as Values)
}

function clipMembers(values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([key, member]) => [key, clip(member)]))
}
