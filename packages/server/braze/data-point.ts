import { profileFields } from '@parley/braze/contract'
import type { Value } from '@parley/flow'

const fields: { readonly [name: string]: { readonly billed: boolean } } = profileFields

/**
 * Data points that writing one attribute costs, whether or not the value changes: one, for an object one per key, for values
 * added to or removed from an array one each. `_docs/_user_guide/data/data_points.md`.
 */
export function countAttribute(name: string, value: Value): number {
  if (Object.hasOwn(fields, name) && fields[name]?.billed === false) return 0
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return Math.max(1, countKeys(value))
  const members = value as { readonly [key: string]: Value }
  const [operation, operand] = Object.entries(members)[0] ?? []
  if (operation === 'inc') return 1
  if (operation === 'add' || operation === 'remove' || operation === '$remove')
    return Array.isArray(operand) ? operand.length : 1
  return Math.max(1, countKeys(value))
}

/** Keys that hold something other than an object. A list of plain values is one, and counted where it stands. */
function countKeys(value: Value): number {
  if (typeof value !== 'object' || value === null) return 0
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countKeys(item as Value), 0)
  return Object.entries(value as { readonly [key: string]: Value })
    .filter(([key]) => !key.startsWith('$identifier_'))
    .reduce((sum, [, member]) => sum + Math.max(1, countKeys(member)), 0)
}

/** A purchase of several is billed as so many purchases. */
export function countPurchase(purchase: { readonly [member: string]: Value }): number {
  return typeof purchase.quantity === 'number' ? Math.max(1, Math.round(purchase.quantity)) : 1
}
