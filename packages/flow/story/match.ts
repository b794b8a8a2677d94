import { compilePattern, type Pattern } from '../pattern.ts'
import type { Value } from '../value.ts'

const patterns = new Map<string, Pattern | string>()

/** Written between slashes, a text is a pattern: RE2, for the whole. */
function patternIn(expected: string): Pattern | string | null {
  if (expected.length < 3 || !expected.startsWith('/') || !expected.endsWith('/')) return null
  const known = patterns.get(expected)
  if (known !== undefined) return known
  const made = compilePattern(expected.slice(1, -1))
  if (patterns.size < 1000) patterns.set(expected, made)
  return made
}

/** Why a text that a story expects cannot be compared; `null` when it can. */
export function brokenPattern(expected: string): string | null {
  const pattern = patternIn(expected)
  return typeof pattern === 'string' ? pattern : null
}

/** Whether a text is the expected one, or has some part that the expected pattern matches. */
export function fitsText(expected: string, text: string): boolean {
  if (expected === text) return true
  const pattern = patternIn(expected)
  return pattern !== null && typeof pattern !== 'string' && pattern.matchesSome(text)
}

/** The first place where a value is not as expected: `attributes[0].city`; empty for the whole. */
export interface Mismatch {
  readonly path: string
  readonly expected: string
  readonly happened: string
}

const show = (value: Value | undefined): string => (value === undefined ? 'nothing' : JSON.stringify(value))

/**
 * How much has to be named: `exact`: everything; `members`: members of the outermost object that are not named do not matter,
 * what is named has to be whole; `part`: nor do those of the objects inside.
 */
export type Extent = 'exact' | 'members' | 'part'

/** Compares with what a story expects; texts may be patterns. */
export function compareValue(expected: Value, given: Value | undefined, extent: Extent): Mismatch | null {
  return compare(expected, given, extent, '')
}

function compare(expected: Value, given: Value | undefined, extent: Extent, path: string): Mismatch | null {
  const miss = { path, expected: show(expected), happened: show(given) }
  if (typeof expected === 'string') return typeof given === 'string' && fitsText(expected, given) ? null : miss
  if (typeof expected !== 'object' || expected === null) return expected === given ? null : miss
  if (typeof given !== 'object' || given === null || Array.isArray(expected) !== Array.isArray(given)) return miss
  if (Array.isArray(expected) && Array.isArray(given)) return compareList(expected, given, path)
  return compareMembers(expected as Members, given as Members, extent, path)
}

interface Members {
  readonly [name: string]: Value
}

function compareList(expected: readonly Value[], given: readonly Value[], path: string): Mismatch | null {
  for (let index = 0; index < Math.max(expected.length, given.length); index += 1) {
    const [wanted, found] = [expected[index], given[index]]
    const place = `${path}[${index}]`
    if (wanted === undefined) return { path: place, expected: 'nothing', happened: show(found) }
    const miss = compare(wanted, found, 'exact', place)
    if (miss !== null) return miss
  }
  return null
}

function compareMembers(expected: Members, given: Members, extent: Extent, path: string): Mismatch | null {
  const place = (name: string) => (path === '' ? name : `${path}.${name}`)
  for (const [name, wanted] of Object.entries(expected)) {
    const found = Object.hasOwn(given, name) ? given[name] : undefined
    const miss = compare(wanted, found, extent === 'part' ? 'part' : 'exact', place(name))
    if (miss !== null) return miss
  }
  if (extent !== 'exact') return null
  const more = Object.keys(given).find((name) => !Object.hasOwn(expected, name))
  return more === undefined ? null : { path: place(more), expected: 'nothing', happened: show(given[more]) }
}
