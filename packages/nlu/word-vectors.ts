/**
 * What words mean, as far as it can be told from the company they keep in much text and from what people ask with them: words that are
 * used alike have vectors that point the same way, in whatever language. With them, an example with "purchase" helps to understand "buy",
 * which no example has. Learned elsewhere, see bench/make-word-vectors.ts and bench/make-translated-vectors.ts.
 */
import { type Grams, wordHash } from './grams.ts'

/** The vectors of one language as they are stored: small, and read by anything that reads JSON. */
export interface StoredVectors {
  readonly id: string
  readonly dimensions: number
  /** Set apart by spaces. */
  readonly words: string
  /** Base64: hashes of pieces of words, four bytes each. Absent where words are known well enough without. */
  readonly pieces?: string
  /** Base64: of one word after the other, then of the pieces, four bits per dimension, 8 being nothing. How much one says is in its length. */
  readonly vectors: string
  /** What people ask companies and assistants of all kinds. */
  readonly requests: readonly string[]
}

type Said = Pick<Grams, 'parts' | 'pieces'>

/** Texts of which fewer words are known are in another language, where what is known by chance misleads. */
const enoughKnown = 0.5
/** A language that fewer of the examples are in is there by chance. */
const leastShare = 0.05

/** A loop, because going through the letters of so long a text one by one takes a tenth of a second and 70 MB. */
function bytesOf(base64: string): Uint8Array {
  const binary = atob(base64)
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at)
  return bytes
}

/** The vectors of one language. */
export class VectorTable {
  readonly id: string
  readonly dimensions: number
  readonly requests: readonly string[]
  readonly #bytes: Uint8Array
  readonly #hashes: Uint32Array
  readonly #hasPieces: boolean
  /** One more than the place of a word or piece; 0: none. */
  readonly #slots: Int32Array

  constructor({ id, dimensions, words, pieces = '', vectors, requests }: StoredVectors) {
    this.id = id
    this.dimensions = dimensions
    this.requests = requests
    this.#bytes = bytesOf(vectors)
    this.#hasPieces = pieces !== ''
    const more = bytesOf(pieces)
    const view = new DataView(more.buffer)
    const texts = words.split(' ')
    this.#hashes = new Uint32Array(texts.length + more.length / 4)
    for (const [place, text] of texts.entries()) this.#hashes[place] = wordHash(text)
    for (let at = 0; at < more.length; at += 4) this.#hashes[texts.length + at / 4] = view.getUint32(at, true)
    let room = 16
    while (room < 2 * this.#hashes.length) room *= 2
    this.#slots = new Int32Array(room)
    for (const [place, hash] of this.#hashes.entries()) this.#slots[this.#slotOf(hash)] = place + 1
  }

  /** How many of the words are known. */
  wordsKnown({ parts }: Said): number {
    return this.#count(parts)
  }

  /** `null`: it has words alone. */
  piecesKnown({ pieces }: Said): number | null {
    return this.#hasPieces ? this.#count(pieces) : null
  }

  /** Adds the vectors of everything that is known. */
  addTo(sum: Float32Array, { parts, pieces }: Said): void {
    for (const hash of parts) this.#add(hash, sum)
    if (this.#hasPieces) for (const hash of pieces) this.#add(hash, sum)
  }

  #add(hash: number, sum: Float32Array): void {
    const place = (this.#slots[this.#slotOf(hash)] as number) - 1
    if (place < 0) return
    const from = (place * this.dimensions) / 2
    for (let at = 0; 2 * at < this.dimensions; at++) {
      const byte = this.#bytes[from + at] as number
      sum[2 * at] = (sum[2 * at] as number) + (byte >> 4) - 8
      sum[2 * at + 1] = (sum[2 * at + 1] as number) + (byte & 15) - 8
    }
  }

  #count(hashes: readonly number[]): number {
    let known = 0
    for (const hash of hashes) if (this.#slots[this.#slotOf(hash)] !== 0) known += 1
    return known
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

function knowsMorePieces(one: VectorTable, other: VectorTable, said: Said): boolean {
  const [own, others] = [one.piecesKnown(said), other.piecesKnown(said)]
  return own !== null && others !== null && own > others
}

/** Vectors of one language or several, all in one space: each text is read in the language that most of its words are known in. */
export class WordVectors {
  /** A model works with the vectors only that it was trained with. */
  readonly id: string
  readonly dimensions: number
  /** What is asked elsewhere, in the same languages: most of it means nothing to a solution. */
  readonly requests: readonly string[]
  readonly #tables: readonly VectorTable[]

  /** @param tables of the same dimensions; where two know as much of a text, the first counts */
  constructor(tables: readonly VectorTable[], requests: readonly string[] = tables.flatMap((table) => table.requests)) {
    this.id = tables.map(({ id }) => id).join('+')
    this.dimensions = tables[0]?.dimensions ?? 0
    this.requests = requests
    this.#tables = tables
  }

  /** The direction in which the words point together, in `sum`; returns its length: 1, less where few are known, 0 where none. */
  sumOf(said: Said, sum: Float32Array): number {
    sum.fill(0)
    const { table, known } = this.#languageOf(said)
    if (table === null) return 0
    table.addTo(sum, said)
    let squares = 0
    for (const value of sum) squares += value * value
    if (squares === 0) return 0
    const size = Math.min(1, known / said.parts.length / enoughKnown)
    const factor = size / Math.sqrt(squares)
    for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] as number) * factor
    return size
  }

  /** Those of the languages that the texts are in, the most frequent first, with as many requests of each; `null`: none. */
  fitting(all: Iterable<Said>): WordVectors | null {
    const counts = new Map(this.#tables.map((table) => [table, { texts: 0, words: 0, known: 0 }]))
    let texts = 0
    for (const said of all) {
      const { table, known } = this.#languageOf(said)
      texts += 1
      const count = table === null ? undefined : counts.get(table)
      if (count === undefined) continue
      count.texts += 1
      count.words += said.parts.length
      count.known += known
    }
    const found = [...counts]
      .filter(([, count]) => count.known > 0 && count.known >= enoughKnown * count.words)
      .filter(([, count]) => count.texts >= leastShare * texts)
      .sort(([, one], [, other]) => other.texts - one.texts)
    const spoken = found.reduce((sum, [, count]) => sum + count.texts, 0)
    const requests = found.flatMap(([table, count]) =>
      table.requests.slice(0, Math.round((table.requests.length * count.texts) / spoken)),
    )
    return found.length === 0
      ? null
      : new WordVectors(
          found.map(([table]) => table),
          requests,
        )
  }

  #languageOf(said: Said): { readonly table: VectorTable | null; readonly known: number } {
    let best: VectorTable | null = null
    let known = 0
    for (const table of this.#tables) {
      const words = table.wordsKnown(said)
      // Chinese and Japanese share letters, and differ in what follows what.
      if (words < known || (words === known && (best === null || !knowsMorePieces(table, best, said)))) continue
      best = table
      known = words
    }
    return { table: best, known }
  }
}
