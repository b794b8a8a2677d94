/**
 * A text as the hashes of its features. Two blocks: single words and pairs of neighbours; and pieces of 2 to 4 characters
 * inside words, the ends of a word being characters of their own, which is what typos, endings and languages without
 * spaces leave intact. Hashes have 32 bits: 30,000 features meet by chance about once in ten models.
 */
import { normalise, tokensOf, wordsOf } from './text.ts'

const shortestPiece = 2
const longestPiece = 4
const edge = 0x5f

export interface Grams {
  /** Hashes of single words, in their order; a word said twice is here twice. */
  readonly words: readonly number[]
  readonly pairs: readonly number[]
  readonly pieces: readonly number[]
  /** Single words, but what an apostrophe joins is apart: "what's" is "what" and "s". */
  readonly parts: readonly number[]
}

export function gramsOf(text: string): Grams {
  const spoken = wordsOf(normalise(text))
  const tokens = tokensOf(spoken)
  const words = tokens.map(wordHash)
  const pairs: number[] = []
  for (let index = 0; index + 1 < words.length; index++)
    pairs.push(finish(Math.imul(words[index] ?? 0, 0x9e3779b1) ^ ((words[index + 1] ?? 0) + 0x7f4a7c15)))
  const pieces: number[] = []
  for (const word of spoken) piecesOf(word, pieces)
  const isJoined = tokens.some((token) => token.includes("'"))
  const parts = isJoined ? tokens.flatMap((token) => token.split("'")).map(wordHash) : words
  return { words, pairs, pieces, parts }
}

function piecesOf(word: string, pieces: number[]): void {
  const { length } = word
  for (let start = -1; start < length; start++) {
    let hash = 0x2545f491
    for (let size = 1; size <= longestPiece && start + size <= length + 1; size++) {
      const at = start + size - 1
      hash = Math.imul(hash ^ (at < 0 || at === length ? edge : word.charCodeAt(at)), 0x01000193)
      if (size >= shortestPiece) pieces.push(finish(hash + size))
    }
  }
}

export function wordHash(word: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < word.length; index++) hash = Math.imul(hash ^ word.charCodeAt(index), 0x01000193)
  return finish(hash)
}

/** Spreads the last characters over all bits (the end of MurmurHash3). */
function finish(hash: number): number {
  let mixed = hash
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** A literal sentence as one number that no other is likely to have: 53 bits. */
export function sentenceKey(folded: string): number {
  const high = wordHash(folded)
  const low = wordHash(`${folded}\n${folded.length}`)
  return (high & 0x1fffff) * 4294967296 + low
}
