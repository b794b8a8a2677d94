import type { Query } from '../query.ts'
import { readTime } from '../time.ts'

/** Figures of lists by limit and offset: `_docs/_api/endpoints/templates/**`. */
const LIMIT = { usual: 100, most: 1000 } as const

export type DatedPage<Thing> = { readonly things: readonly Thing[] } | { readonly refusal: string }

/**
 * The page that `modified_after`, `modified_before`, `limit` and `offset` ask for, or the sentence that refuses them.
 *
 * @param noun how the sentences call a thing
 * @param changedAt epoch milliseconds
 */
export function cutDatedPage<Thing>(
  all: readonly Thing[],
  query: Query,
  noun: string,
  changedAt: (thing: Thing) => number,
): DatedPage<Thing> {
  const after = readBound(query, 'modified_after', Number.NEGATIVE_INFINITY)
  if (after === undefined) return { refusal: 'Modified after time is invalid.' }
  const before = readBound(query, 'modified_before', Number.POSITIVE_INFINITY)
  if (before === undefined) return { refusal: 'Modified before time is invalid.' }
  if (after > before) {
    return { refusal: 'Modified after time must be earlier than or the same as modified before time.' }
  }
  const limit = readWhole(query.get('limit'), LIMIT.usual)
  if (limit === undefined) return { refusal: `${noun} number limit is invalid.` }
  if (limit <= 0) return { refusal: `${noun} number limit must be greater than 0.` }
  if (limit > LIMIT.most) return { refusal: `${noun} number limit exceeds maximum of ${LIMIT.most}.` }
  const offset = readWhole(query.get('offset'), 0)
  if (offset === undefined) return { refusal: 'Offset is invalid.' }
  // The documentation asks for more than 0, and sends 0 in its examples.
  if (offset < 0) return { refusal: 'Offset must be greater than 0.' }
  const found = all.filter((thing) => changedAt(thing) >= after && changedAt(thing) <= before)
  return { things: found.slice(offset, offset + limit) }
}

function readBound(query: Query, name: string, open: number): number | undefined {
  const text = query.get(name)
  return text === null || text === '' ? open : readTime(text)
}

function readWhole(text: string | null, usual: number): number | undefined {
  if (text === null || text === '') return usual
  return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined
}
