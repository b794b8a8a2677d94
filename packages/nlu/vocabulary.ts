import type { Grams } from './grams.ts'

/** Weighs the block of words against the block of pieces; measured by cross-validation, see docs/nlu.md. */
const wordWeight = 0.8

/** A sparse vector: `size` entries of the two arrays count. The arrays are overwritten by the next call. */
export interface Vector {
  readonly size: number
  readonly ids: Int32Array
  readonly values: Float32Array
}

/** The features that training has seen, and how rare each is. */
export interface Vocabulary {
  /** Ascending. A feature's id is its place. */
  readonly hashes: Uint32Array
  readonly idf: Float32Array
}

/** The `most` features that most examples have. Rarity as scikit-learn smooths it. */
export function buildVocabulary(all: readonly Grams[], most: number): Vocabulary {
  const counts = new Map<number, number>()
  for (const { words, pairs, pieces } of all)
    for (const hash of new Set([...words, ...pairs, ...pieces])) counts.set(hash, (counts.get(hash) ?? 0) + 1)
  const kept =
    counts.size <= most
      ? [...counts.keys()]
      : [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).flatMap(([hash], place) => (place < most ? [hash] : []))
  const hashes = Uint32Array.from(kept).sort()
  const idf = Float32Array.from(hashes, (hash) => Math.log((1 + all.length) / (1 + (counts.get(hash) ?? 0))) + 1)
  return { hashes, idf }
}

/** Makes vectors of texts, for one vocabulary. Keeps room for one vector, so that none is allocated per text. */
export class Vectorizer {
  readonly #idf: Float32Array
  readonly #slots: Int32Array
  readonly #hashes: Uint32Array
  readonly #mask: number
  readonly #counts: Float32Array
  readonly #ids: Int32Array
  readonly #values: Float32Array

  constructor({ hashes, idf }: Vocabulary) {
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
    this.#ids = new Int32Array(hashes.length)
    this.#values = new Float32Array(hashes.length)
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

  vectorOf({ words, pairs, pieces }: Grams): Vector {
    const middle = this.#weigh(this.#count(pairs, this.#count(words, 0)), 0, wordWeight)
    const size = this.#weigh(this.#count(pieces, middle), middle, 1)
    return { size, ids: this.#ids, values: this.#values }
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
