/**
 * What words mean, as far as it can be told from the company they keep in much text and from what people ask with them: words that are
 * used alike have vectors that point the same way. With them, an example with "purchase" helps to understand "buy", which no example
 * has. Learned elsewhere, see bench/make-word-vectors.ts.
 */
import { type Grams, wordHash } from './grams.ts'

/** As they are stored: small, and read by anything that reads JSON. */
export interface StoredVectors {
  readonly id: string
  readonly dimensions: number
  /** Set apart by spaces. */
  readonly words: string
  /** Base64: of one word after the other four bits per dimension, 8 being nothing. How rare a word is, is in its length. */
  readonly vectors: string
  /** What people ask companies and assistants of all kinds. */
  readonly requests: readonly string[]
}

/** Examples of which fewer words are known are in another language, where what is known by chance misleads. */
const enoughKnown = 0.5

/** A loop, because going through the letters of so long a text one by one takes a tenth of a second and 70 MB. */
function bytesOf(binary: string): Uint8Array {
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at)
  return bytes
}

export class WordVectors {
  /** A model works with the vectors only that it was trained with. */
  readonly id: string
  readonly dimensions: number
  /** What is asked elsewhere, in the language of the words: most of it means nothing to a solution. */
  readonly requests: readonly string[]
  readonly #bytes: Uint8Array
  readonly #hashes: Uint32Array
  /** One more than the place of a word; 0: none. */
  readonly #slots: Int32Array

  constructor({ id, dimensions, words, vectors, requests }: StoredVectors) {
    this.id = id
    this.dimensions = dimensions
    this.requests = requests
    this.#bytes = bytesOf(atob(vectors))
    this.#hashes = Uint32Array.from(words.split(' '), wordHash)
    let room = 16
    while (room < 2 * this.#hashes.length) room *= 2
    this.#slots = new Int32Array(room)
    for (const [place, hash] of this.#hashes.entries()) this.#slots[this.#slotOf(hash)] = place + 1
  }

  knows(hash: number): boolean {
    return this.#slots[this.#slotOf(hash)] !== 0
  }

  /** The direction in which the words point together, in `sum`; returns its length: 1, less where few are known, 0 where none. */
  sumOf({ parts }: Pick<Grams, 'parts'>, sum: Float32Array): number {
    sum.fill(0)
    let known = 0
    for (const hash of parts) {
      const place = (this.#slots[this.#slotOf(hash)] as number) - 1
      if (place < 0) continue
      known += 1
      const from = (place * this.dimensions) / 2
      for (let at = 0; 2 * at < this.dimensions; at++) {
        const byte = this.#bytes[from + at] as number
        sum[2 * at] = (sum[2 * at] as number) + (byte >> 4) - 8
        sum[2 * at + 1] = (sum[2 * at + 1] as number) + (byte & 15) - 8
      }
    }
    let squares = 0
    for (const value of sum) squares += value * value
    if (squares === 0) return 0
    const size = Math.min(1, known / parts.length / enoughKnown)
    const factor = size / Math.sqrt(squares)
    for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] as number) * factor
    return size
  }

  /** Whether so much of a text is known that it is of the language of the words. */
  knowsMost({ parts }: Pick<Grams, 'parts'>): boolean {
    const known = parts.reduce((count, hash) => count + (this.knows(hash) ? 1 : 0), 0)
    return known > 0 && known >= enoughKnown * parts.length
  }

  /** Whether they are of the language of most examples. */
  fit(all: Iterable<Grams>): boolean {
    let known = 0
    let count = 0
    for (const { parts } of all) {
      count += parts.length
      for (const hash of parts) if (this.knows(hash)) known += 1
    }
    return count > 0 && known >= enoughKnown * count
  }

  #slotOf(hash: number): number {
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (;;) {
      const place = this.#slots[slot] as number
      if (place === 0 || this.#hashes[place - 1] === hash) return slot
      slot = (slot + 1) & mask
    }
  }
}
