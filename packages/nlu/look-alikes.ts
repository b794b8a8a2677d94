/** Pairs of texts that are much alike, among thousands, by words and pieces of words, rare ones before common ones. */
import { gramsOf } from './grams.ts'

export interface Pair {
  /** Of the texts that were given, `one` before `other`. */
  readonly one: number
  readonly other: number
  /** Cosine, from 0 to 1. */
  readonly likeness: number
}

/** Of one text; a longer one is compared by its first. */
const mostFeatures = 300
/** A feature that more texts have finds no partner; it still counts in how alike two are. */
const mostHolders = 300

interface Vector {
  readonly ids: Int32Array
  readonly weights: Float32Array
}

/** @param isPair which texts may be partners, such as those of different intents. */
export function pairsAlike(
  texts: readonly string[],
  least: number,
  isPair: (one: number, other: number) => boolean,
): readonly Pair[] {
  const { vectors, counts } = vectorsOf(texts)
  const holders = counts.map((): number[] => [])
  const seenBy = new Int32Array(texts.length).fill(-1)
  const pairs: Pair[] = []
  for (const [other, { ids }] of vectors.entries()) {
    const touched: number[] = []
    for (const id of ids) {
      if ((counts[id] ?? 0) > mostHolders) continue
      for (const one of holders[id] ?? []) {
        if (seenBy[one] === other) continue
        seenBy[one] = other
        if (isPair(one, other)) touched.push(one)
      }
      holders[id]?.push(other)
    }
    for (const one of touched) {
      const likeness = cosine(vectors[one], vectors[other])
      if (likeness >= least) pairs.push({ one, other, likeness: Math.min(likeness, 1) })
    }
  }
  return pairs.sort((a, b) => b.likeness - a.likeness || a.one - b.one || a.other - b.other)
}

function vectorsOf(texts: readonly string[]): {
  readonly vectors: readonly Vector[]
  readonly counts: readonly number[]
} {
  const known = new Map<number, number>()
  const counts: number[] = []
  const bags = texts.map((text) => {
    const { words, pieces } = gramsOf(text)
    const bag = new Map<number, number>()
    // Words and pieces never meet.
    for (const feature of [...words.map((word) => word + 2 ** 32), ...pieces].slice(0, mostFeatures)) {
      let id = known.get(feature)
      if (id === undefined) {
        id = counts.length
        known.set(feature, id)
        counts.push(0)
      }
      const before = bag.get(id) ?? 0
      if (before === 0) counts[id] = (counts[id] ?? 0) + 1
      bag.set(id, before + (feature >= 2 ** 32 ? 2 : 1))
    }
    return bag
  })
  const vectors = bags.map((bag): Vector => {
    const sorted = [...bag].sort(([a], [b]) => a - b)
    const ids = Int32Array.from(sorted, ([id]) => id)
    const weights = Float32Array.from(
      sorted,
      ([id, count]) => (1 + Math.log(count)) * Math.log(1 + texts.length / (counts[id] ?? 1)),
    )
    const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1
    return { ids, weights: weights.map((weight) => weight / length) }
  })
  return { vectors, counts }
}

function cosine(one: Vector | undefined, other: Vector | undefined): number {
  if (one === undefined || other === undefined) return 0
  let sum = 0
  let at = 0
  for (let index = 0; index < one.ids.length; index++) {
    const id = one.ids[index] as number
    while (at < other.ids.length && (other.ids[at] as number) < id) at++
    if (other.ids[at] === id) sum += (one.weights[index] as number) * (other.weights[at] as number)
  }
  return sum
}
