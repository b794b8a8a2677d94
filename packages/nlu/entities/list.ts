import type { EntityDefinition } from '../nlu-content.ts'
import type { Candidate, Finder } from './candidate.ts'
import { NearPhrases, shortestNear } from './near-phrases.ts'
import { PhraseTable } from './phrase-table.ts'
import { foldWord, isJoined, mayBegin, type SeenText } from './seen-text.ts'

interface Item {
  readonly type: string
  readonly value: string
}

const word = /[\p{L}\p{M}\p{N}]+/gu
/** Phrases of more words are only found as they stand. */
const mostWords = 6
/** Words of a text that are looked at for slips. */
const mostLooked = 120

/** Finds the items of the solution's own lists, by their names and other words for them, and what is a slip or two away. */
export function createListFinder(entities: { readonly [entity: string]: EntityDefinition }): Finder {
  const items: Item[] = []
  const phrases: (readonly [string, number])[] = []
  for (const [type, { values = {} }] of Object.entries(entities))
    for (const [value, others] of Object.entries(values)) {
      const item = items.push({ type, value }) - 1
      for (const name of [value, ...others]) phrases.push([foldWord(name), item])
    }
  if (items.length === 0) return () => []
  const table = new PhraseTable(phrases)
  const all = Array.from({ length: table.size }, (_, index) => table.phrase(index))
  const longest = all.reduce((most, { length }) => Math.max(most, length), 0)
  const words = all.reduce((most, phrase) => Math.max(most, phrase.split(' ').length), 1)
  const near = new NearPhrases(all)
  return (seen) => {
    const exact = exactly(seen.folded, table, items)
    return [...exact, ...nearly(seen, exact)]
  }

  function nearly({ folded }: SeenText, taken: readonly Candidate[]): readonly Candidate[] {
    const found: Candidate[] = []
    const places = [...folded.matchAll(word)]
      .slice(0, mostLooked)
      .map(({ 0: each, index }) => [index, index + each.length] as const)
    for (const [first, [start]] of places.entries()) {
      if (isJoined(folded[start] ?? '')) continue
      for (let last = first; last < Math.min(places.length, first + Math.min(words, mostWords)); last++) {
        const end = places[last]?.[1] ?? start
        if (end - start > longest + 2) break
        if (end - start < shortestNear - 1 || taken.some((each) => each.start < end && each.end > start)) continue
        found.push(...slipped(folded, start, end))
      }
    }
    return found
  }

  /** Of phrases that are equally near only those of one item: nobody can tell which other was meant. */
  function slipped(folded: string, start: number, end: number): readonly Candidate[] {
    const nearest = near.nearest(folded, start, end)
    const meant = new Set(nearest.flatMap(({ phrase }) => table.items(phrase)))
    const [item] = meant
    const found = item === undefined ? undefined : items[item]
    const slips = nearest[0]?.slips ?? 0
    if (meant.size !== 1 || found === undefined || slips === 0) return []
    const confidence = slips === 1 ? (end - start < 7 ? 0.75 : 0.85) : 0.7
    return [{ ...found, start, end, confidence, own: true }]
  }
}

function exactly(folded: string, table: PhraseTable, items: readonly Item[]): readonly Candidate[] {
  const found: Candidate[] = []
  for (let at = 0; at < folded.length; at++) {
    if (folded[at] === ' ' || !mayBegin(folded, at) || (isHangul(folded[at]) && isHangul(folded[at - 1]))) continue
    const phrase = table.longestAt(folded, at)
    if (phrase < 0) continue
    const end = at + table.phrase(phrase).length
    for (const index of table.items(phrase)) {
      const item = items[index]
      if (item !== undefined) found.push({ ...item, start: at, end, confidence: 1, own: true })
    }
    at = end - 1
  }
  return found
}

function isHangul(sign: string | undefined): boolean {
  return sign !== undefined && /\p{sc=Hangul}/u.test(sign)
}
