/**
 * Which phrases of a list are a slip or two away from a word, without comparing it with all of them: two words that are so
 * close have a beginning in common once as many letters are left out of each (symmetric deletion). An index of all such
 * beginnings is one sorted array of numbers.
 */
import { editDistance } from './edit-distance.ts'

/** Beginnings of this length tell phrases apart well enough. */
const beginning = 7
/** Shorter words are too close to each other. */
export const shortestNear = 5
/** From here on two slips are forgiven. */
const twoSlips = 9
/** A number's upper part is the beginning, its lower part the phrase. */
const phraseRange = 2 ** 20
const buckets = 2 ** 16

export function slipsFor(length: number): number {
  return length < shortestNear ? 0 : length < twoSlips ? 1 : 2
}

export interface Near {
  readonly phrase: number
  readonly slips: number
}

export class NearPhrases {
  readonly #phrases: readonly string[]
  readonly #keys: Float64Array
  /** Where each bucket of beginnings begins in `#keys`. */
  readonly #starts: Uint32Array

  /** Phrases beyond 2^20 are not indexed. */
  constructor(phrases: readonly string[]) {
    this.#phrases = phrases
    const keys: number[] = []
    for (let index = 0; index < Math.min(phrases.length, phraseRange); index++) {
      const phrase = phrases[index] ?? ''
      for (const hash of beginnings(phrase, 0, phrase.length, slipsFor(phrase.length)))
        keys.push(hash * phraseRange + index)
    }
    this.#keys = Float64Array.from(keys).sort()
    this.#starts = new Uint32Array(buckets + 1)
    let at = 0
    for (let bucket = 0; bucket <= buckets; bucket++) {
      while (at < this.#keys.length && bucketOf(this.#keys[at] ?? 0) < bucket) at++
      this.#starts[bucket] = at
    }
  }

  /** The nearest phrases, all as near as each other. */
  nearest(text: string, start: number, end: number): readonly Near[] {
    const length = end - start
    const word = text.slice(start, end)
    const figures = word.replace(/\D+/g, ' ').trim()
    let best: Near[] = []
    const seen = new Set<number>()
    // A phrase may be shorter than what was written for it.
    for (const hash of beginnings(text, start, length, slipsFor(length + 2))) {
      const low = hash * phraseRange
      for (let at = this.#starts[bucketOf(low)] ?? 0; at < this.#keys.length; at++) {
        const key = this.#keys[at] ?? 0
        if (key >= low + phraseRange) break
        if (key < low || seen.has(key - low)) continue
        seen.add(key - low)
        const slips = this.#slips(word, figures, key - low, best[0]?.slips ?? 2)
        if (slips === null) continue
        if (slips < (best[0]?.slips ?? 3)) best = []
        best.push({ phrase: key - low, slips })
      }
    }
    return best
  }

  /** `null`: more than the phrase forgives, or another number: item 12 is not item 13. */
  #slips(word: string, figures: string, index: number, most: number): number | null {
    const phrase = this.#phrases[index] ?? ''
    const allowed = Math.min(most, slipsFor(phrase.length))
    const slips = editDistance(word, phrase, allowed)
    return slips <= allowed && phrase.replace(/\D+/g, ' ').trim() === figures ? slips : null
  }
}

function bucketOf(key: number): number {
  return Math.floor(key / (phraseRange * buckets))
}

/** The beginning of a word, and the beginning without each of its letters, and without each two of them. */
function beginnings(text: string, start: number, length: number, slips: number): readonly number[] {
  if (slips === 0) return []
  const size = Math.min(length, beginning)
  const hashes = [hashOf(text, start, size, -1, -1)]
  for (let one = 0; one < size; one++) {
    hashes.push(hashOf(text, start, size, one, -1))
    if (slips > 1) for (let other = one + 1; other < size; other++) hashes.push(hashOf(text, start, size, one, other))
  }
  return hashes
}

/** FNV-1a of the letters but those at two places. */
function hashOf(text: string, start: number, size: number, one: number, other: number): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < size; at++) {
    if (at === one || at === other) continue
    hash = Math.imul(hash ^ text.charCodeAt(start + at), 0x01000193)
  }
  return (hash ^ (hash >>> 15)) >>> 0
}
