import type { Candidate } from './candidate.ts'

/** The more specific first: what is the solution's own, then what can hardly be anything else. */
const ranks: readonly string[] = [
  'email',
  'url',
  'phone',
  'money',
  'date',
  'time',
  'duration',
  'country',
  'city',
  'name',
  'number',
]

/** A name that is introduced as one goes before places; words that only look like one do not. */
const introduced = 0.7

function rankOf({ type, own, confidence }: Candidate): number {
  if (own === true) return -1
  if (type === 'name' && confidence >= introduced) return ranks.indexOf('country') - 0.5
  const rank = ranks.indexOf(type)
  return rank < 0 ? ranks.length : rank
}

/**
 * Of candidates that share letters, the longest counts, of equally long ones the more specific, of those the one with more
 * confidence; what remains stands in the order of the text. NE5. One whose value is `null` keeps others from its letters and is
 * not told.
 */
export function settle(candidates: readonly Candidate[]): readonly Candidate[] {
  const ordered = candidates
    .filter(({ start, end }) => end > start)
    .toSorted(
      (a, b) =>
        b.end - b.start - (a.end - a.start) ||
        rankOf(a) - rankOf(b) ||
        b.confidence - a.confidence ||
        a.start - b.start,
    )
  // By place, so that a text full of candidates does not compare each with each.
  const taken = new Set<number>()
  const kept: Candidate[] = []
  for (const candidate of ordered) {
    let free = true
    for (let at = candidate.start; at < candidate.end && free; at++) free = !taken.has(at)
    if (!free) continue
    for (let at = candidate.start; at < candidate.end; at++) taken.add(at)
    kept.push(candidate)
  }
  return kept.filter(({ value }) => value !== null).sort((a, b) => a.start - b.start)
}
