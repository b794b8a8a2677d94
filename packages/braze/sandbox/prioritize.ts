import { prioritizations } from '@parley/braze/contract'
import type { Profile } from './profile.ts'

export type Prioritization = (typeof prioritizations)[number]

/** The member `prioritization`, or `undefined` when it is none: an unknown word, or both words about identity. */
export function readPrioritization(value: unknown): readonly Prioritization[] | undefined {
  if (!Array.isArray(value)) return undefined
  const words: Prioritization[] = []
  for (const item of value) {
    const word = prioritizations.find((one) => one === item)
    if (word === undefined) return undefined
    words.push(word)
  }
  return words.includes('identified') && words.includes('unidentified') ? undefined : words
}

/**
 * The one of several profiles that the words single out, the first word first. Each narrows the choice where it can; as long as
 * several are left there is none.
 */
export function prioritize(candidates: Iterable<Profile>, words: readonly Prioritization[]): Profile | undefined {
  let left = [...candidates]
  for (const word of words) {
    const narrowed = narrow(left, word)
    if (narrowed.length > 0) left = narrowed
  }
  return left.length === 1 ? left[0] : undefined
}

function narrow(profiles: readonly Profile[], word: Prioritization): Profile[] {
  if (word === 'identified') return profiles.filter(({ externalId }) => externalId !== undefined)
  if (word === 'unidentified') return profiles.filter(({ externalId }) => externalId === undefined)
  const sorted = [...profiles].sort((one, other) => one.revision - other.revision)
  const found = word === 'most_recently_updated' ? sorted.at(-1) : sorted[0]
  return found === undefined ? [] : [found]
}
