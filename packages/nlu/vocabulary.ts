import type { Grams } from './grams.ts'
import type { WordVectors } from './word-vectors.ts'

/** Weighs the block of words against the block of pieces; measured by cross-validation, see docs/nlu.md. */
const wordWeight = 0.8
/** Weighs what words mean against both: the more, the fewer examples of an intent there are to have the words themselves. */
const meaningWeight = { few: { examples: 10, weight: 1.2 }, many: { examples: 100, weight: 0.8 } }

/** How much what words mean counts where intents have so many examples on average. */
function meaningWeightOf(examples: number): number {
  const { few, many } = meaningWeight
  const share = Math.log(examples / few.examples) / Math.log(many.examples / few.examples)
  return few.weight + (many.weight - few.weight) * Math.max(0, Math.min(1, share))
}

/** A sparse vector: `size` entries of the two arrays count. The arrays are overwritten by the next call. */
export interface Vector {
  readonly size: number
  /** The first so many are words and pairs. */
  readonly words: number
  readonly ids: Int32Array
  readonly values: Float32Array
  /** How much is known of what the words mean: 1 where half of them are known and more, 0 where none is. */
  readonly meaning: number
}

/** The features that training has seen, and how rare each is. */
export interface Vocabulary {
  /** Ascending. A feature's id is its place. */
  readonly hashes: Uint32Array
  readonly idf: Float32Array
}

/** The `most` features that most examples have. Rarity as scikit-learn smooths it. */
export function buildVocabulary(all: readonly Grams[], most: number): Vocabulary {
  const counter = new Counter()
  for (const [example, { words, pairs, pieces }] of all.entries())
    for (const hashes of [words, pairs, pieces]) for (const hash of hashes) counter.add(hash, example)
  const counts = counter.counts()
  const kept =
    counts.length <= most ? counts : counts.sort((a, b) => b.count - a.count || a.hash - b.hash).slice(0, most)
  kept.sort((a, b) => a.hash - b.hash)
  return {
    hashes: Uint32Array.from(kept, ({ hash }) => hash),
    idf: Float32Array.from(kept, ({ count }) => Math.log((1 + all.length) / (1 + count)) + 1),
  }
}

/** In how many examples each hash is. */
class Counter {
  #hashes = new Uint32Array(1 << 14)
  #counts = new Int32Array(1 << 14)
  /** The last example that had it, for each. */
  #last = new Int32Array(1 << 14)
  #size = 0

  add(hash: number, example: number): void {
    const slot = this.#slotOf(hash)
    if (this.#counts[slot] !== 0 && this.#last[slot] === example) return
    this.#last[slot] = example
    const before = this.#counts[slot] as number
    this.#counts[slot] = before + 1
    if (before > 0) return
    this.#hashes[slot] = hash
    if (2 * ++this.#size > this.#hashes.length) this.#grow()
  }

  counts(): { readonly hash: number; readonly count: number }[] {
    const counts: { readonly hash: number; readonly count: number }[] = []
    for (const [slot, count] of this.#counts.entries())
      if (count > 0) counts.push({ hash: this.#hashes[slot] as number, count })
    return counts
  }

  #slotOf(hash: number): number {
    const mask = this.#hashes.length - 1
    let slot = hash & mask
    while (this.#counts[slot] !== 0 && this.#hashes[slot] !== hash) slot = (slot + 1) & mask
    return slot
  }

  #grow(): void {
    const [hashes, counts, last] = [this.#hashes, this.#counts, this.#last]
    this.#hashes = new Uint32Array(2 * hashes.length)
    this.#counts = new Int32Array(2 * hashes.length)
    this.#last = new Int32Array(2 * hashes.length)
    for (let old = 0; old < hashes.length; old++) {
      if (counts[old] === 0) continue
      const slot = this.#slotOf(hashes[old] as number)
      this.#hashes[slot] = hashes[old] as number
      this.#counts[slot] = counts[old] as number
      this.#last[slot] = last[old] as number
    }
  }
}

/**
 * Makes vectors of texts, for one vocabulary and, where there are any, for word vectors, whose dimensions are features behind those of the
 * vocabulary. Keeps room for one vector, so that none is allocated per text.
 */
export class Vectorizer {
  readonly #idf: Float32Array
  readonly #slots: Int32Array
  readonly #hashes: Uint32Array
  readonly #mask: number
  readonly #counts: Float32Array
  readonly #ids: Int32Array
  readonly #values: Float32Array
  readonly #vectors: WordVectors | null
  readonly #meaning: Float32Array
  readonly #meaningWeight: number

  /** `examples`: of an intent, on average. */
  constructor({ hashes, idf }: Vocabulary, vectors: WordVectors | null, examples: number) {
    this.#meaningWeight = meaningWeightOf(examples)
    this.#idf = idf
    this.#hashes = hashes
    let room = 16
    while (room < 2 * hashes.length) room *= 2
    this.#mask = room - 1
    this.#slots = new Int32Array(room).fill(-1)
    for (const [id, hash] of hashes.entries()) {
      let slot = hash & this.#mask
      while (this.#slots[slot] !== -1) slot = (slot + 1) & this.#mask
      this.#slots[slot] = id
    }
    this.#counts = new Float32Array(hashes.length)
    this.#vectors = vectors
    this.#meaning = new Float32Array(vectors?.dimensions ?? 0)
    this.#ids = new Int32Array(hashes.length + this.#meaning.length)
    this.#values = new Float32Array(hashes.length + this.#meaning.length)
  }

  /** -1: not in the vocabulary. */
  idOf(hash: number): number {
    let slot = hash & this.#mask
    for (;;) {
      const id = this.#slots[slot] ?? -1
      if (id === -1 || this.#hashes[id] === hash) return id
      slot = (slot + 1) & this.#mask
    }
  }

  vectorOf(grams: Grams): Vector {
    const { words, pairs, pieces } = grams
    const middle = this.#weigh(this.#count(pairs, this.#count(words, 0)), 0, wordWeight)
    const end = this.#weigh(this.#count(pieces, middle), middle, 1)
    const meaning = this.#vectors?.sumOf(grams, this.#meaning) ?? 0
    const size = meaning === 0 ? end : this.#mean(end)
    return { size, words: middle, ids: this.#ids, values: this.#values, meaning }
  }

  #mean(from: number): number {
    for (let dimension = 0; dimension < this.#meaning.length; dimension++) {
      this.#ids[from + dimension] = this.#hashes.length + dimension
      this.#values[from + dimension] = this.#meaningWeight * (this.#meaning[dimension] as number)
    }
    return from + this.#meaning.length
  }

  #count(hashes: readonly number[], from: number): number {
    let size = from
    for (const hash of hashes) {
      const id = this.idOf(hash)
      if (id < 0) continue
      const before = this.#counts[id] ?? 0
      if (before === 0) this.#ids[size++] = id
      this.#counts[id] = before + 1
    }
    return size
  }

  /** Sublinear counts times rarity, the block as a whole `weight` long. Leaves the counts at zero. */
  #weigh(size: number, from: number, weight: number): number {
    let squares = 0
    for (let index = from; index < size; index++) {
      const id = this.#ids[index] ?? 0
      const value = (1 + Math.log(this.#counts[id] ?? 1)) * (this.#idf[id] ?? 0)
      this.#counts[id] = 0
      this.#values[index] = value
      squares += value * value
    }
    const factor = weight / (Math.sqrt(squares) || 1)
    for (let index = from; index < size; index++) this.#values[index] = (this.#values[index] ?? 0) * factor
    return size
  }
}
