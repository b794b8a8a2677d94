import type { Json } from '../source/json.ts'
import { isMembers } from './json-edit.ts'

/** One value that another one takes the place of. */
export interface ChangedValue {
  /** Dotted, from the top of the flow. */
  readonly at: string
  /** `undefined`: nothing was, or is, there. */
  readonly before: Json | undefined
  readonly after: Json | undefined
}

/** What differs between two values, member by member; a list counts as one value. At most `most`. */
export function changesOf(before: Json | undefined, after: Json | undefined, most = 6): readonly ChangedValue[] {
  const found: ChangedValue[] = []
  walk(before, after, '', found, most)
  return found
}

function walk(
  before: Json | undefined,
  after: Json | undefined,
  at: string,
  found: ChangedValue[],
  most: number,
): void {
  if (before === after || found.length >= most) return
  if (isMembers(before) && isMembers(after)) {
    for (const member of new Set([...Object.keys(before), ...Object.keys(after)])) {
      if (member === 'meta') continue
      walk(before[member], after[member], at === '' ? member : `${at}.${member}`, found, most)
    }
    return
  }
  if (JSON.stringify(before) !== JSON.stringify(after)) found.push({ at, before, after })
}

/** As people read it: short, without quotes around texts. */
export function showValue(value: Json | undefined): string {
  if (value === undefined) return '—'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (text === '') return '""'
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
