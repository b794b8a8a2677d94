import { profileFields } from '../braze-facts.ts'
import type { Outline } from '../outline.ts'
import type { Change } from './attributes.ts'

/** Data points that a change of an attribute costs, as far as its value is known beforehand; what is not known counts one. */
export function pointsOf({ name, operation, value }: Change): number {
  if (profileFields[name]?.billed === false) return 0
  const outline: Outline = value?.outline ?? { kind: 'constant', value: null }
  switch (operation) {
    case 'inc':
      return 1
    case 'add':
    case 'remove':
    case '$remove':
      return outline.kind === 'list' ? outline.items.length : 1
    case 'set':
    case '$add':
    case '$update':
      return Math.max(1, keysOf(outline))
  }
}

/** Keys that hold something other than an object: each is billed by itself. A list of plain values is one. */
function keysOf(outline: Outline): number {
  if (outline.kind === 'object') {
    // What only finds the object to change is not written.
    const written = outline.members.filter(([key]) => !key.startsWith('$identifier_'))
    return sum(written.map(([, member]) => Math.max(1, keysOf(member))))
  }
  if (outline.kind !== 'list') return 0
  return sum(outline.items.map(keysOf))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
