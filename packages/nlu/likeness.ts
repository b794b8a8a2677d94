/** How alike texts are, and which belong together: for people who look through many of them. Deterministic and bounded. */
import { gramsOf } from './grams.ts'

/** Of one text; a longer one has its first. */
const mostFeatures = 400
/** A word says more than a piece of one. */
const wordWorth = 1.5
/** More texts are not put together. */
export const mostClustered = 2000
const usualLeast = 0.22

type Vector = ReadonlyMap<number, number>

/** Counts by feature; words and pieces of words never meet. */
function countsOf(text: string): Map<number, number> {
  const { words, pieces } = gramsOf(text)
  const counts = new Map<number, number>()
  const add = (feature: number, worth: number): void => {
    const before = counts.get(feature)
    if (before !== undefined || counts.size < mostFeatures) counts.set(feature, (before ?? 0) + worth)
  }
  for (const word of words) add(word + 2 ** 32, wordWorth)
  for (const piece of pieces) add(piece, 1)
  return counts
}

function rarityOf(counts: readonly ReadonlyMap<number, number>[]): (feature: number) => number {
  const holders = new Map<number, number>()
  for (const each of counts) for (const feature of each.keys()) holders.set(feature, (holders.get(feature) ?? 0) + 1)
  return (feature) => Math.log(1 + counts.length / (1 + (holders.get(feature) ?? 0)))
}

function vectorOf(counts: ReadonlyMap<number, number>, rarity: (feature: number) => number): Vector {
  const weights = [...counts].map(([feature, count]) => [feature, (1 + Math.log(count)) * rarity(feature)] as const)
  const length = Math.sqrt(weights.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1
  return new Map(weights.map(([feature, weight]) => [feature, weight / length]))
}

/** Texts that others are compared with. */
class Postings {
  readonly #holders = new Map<number, { readonly ids: number[]; readonly weights: number[] }>()

  add(id: number, vector: Vector): void {
    for (const [feature, weight] of vector) {
      const known = this.#holders.get(feature) ?? { ids: [], weights: [] }
      known.ids.push(id)
      known.weights.push(weight)
      this.#holders.set(feature, known)
    }
  }

  /** Cosines by id, of those that have anything in common. */
  likeness(vector: Vector): ReadonlyMap<number, number> {
    const sums = new Map<number, number>()
    for (const [feature, weight] of vector) {
      const holders = this.#holders.get(feature)
      if (holders === undefined) continue
      for (const [at, id] of holders.ids.entries())
        sums.set(id, (sums.get(id) ?? 0) + weight * (holders.weights[at] ?? 0))
    }
    return sums
  }
}

export interface Near {
  /** Of the texts that were given. */
  readonly index: number
  /** From 0 to 1. */
  readonly likeness: number
}

/** Finds the texts that are most like another one. */
export function createNearest(texts: readonly string[]): (text: string, most: number) => readonly Near[] {
  const counts = texts.map(countsOf)
  const rarity = rarityOf(counts)
  const postings = new Postings()
  for (const [id, each] of counts.entries()) postings.add(id, vectorOf(each, rarity))
  return (text, most) =>
    [...postings.likeness(vectorOf(countsOf(text), rarity))]
      .map(([index, likeness]): Near => ({ index, likeness: Math.min(likeness, 1) }))
      .sort((a, b) => b.likeness - a.likeness || a.index - b.index)
      .slice(0, most)
}

/**
 * Puts texts together that are alike, by the first of each group; groups with the most texts first, what has no company at the end. Of
 * more than {@link mostClustered} texts the others are groups of their own.
 *
 * @param least how alike, from 0 to 1
 */
export function clusterTexts(texts: readonly string[], least = usualLeast): readonly (readonly number[])[] {
  const counts = texts.slice(0, mostClustered).map(countsOf)
  const rarity = rarityOf(counts)
  const leaders = new Postings()
  const groups: number[][] = []
  for (const [index, each] of counts.entries()) {
    const vector = vectorOf(each, rarity)
    let best = -1
    let most = least
    for (const [group, likeness] of leaders.likeness(vector))
      if (likeness > most || (likeness === most && group < best)) {
        best = group
        most = likeness
      }
    const found = groups[best]
    if (found !== undefined) found.push(index)
    else {
      leaders.add(groups.length, vector)
      groups.push([index])
    }
  }
  const rest = texts.slice(mostClustered).map((_, at) => [mostClustered + at])
  return [...groups, ...rest].sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0))
}
