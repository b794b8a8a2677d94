import { gramsOf, wordHash } from '../../packages/nlu/grams.ts'
import { normalise, tokensOf, wordsOf } from '../../packages/nlu/text.ts'
import { leastSquares, type Wanted } from './least-squares.ts'
import type { Matrix } from './matrix.ts'

/** What a text in another language means: a direction, and how much that counts. */
export interface Meant {
  readonly text: string
  readonly sense: Float32Array
  readonly weight: number
}

/** Words and pieces of words of a language, and their vectors. */
export interface Translated {
  readonly words: readonly string[]
  /** Hashes, behind the words. */
  readonly pieces: Uint32Array
  readonly vectors: Matrix
}

/** Pieces that are in fewer texts tell nothing. */
const leastTexts = 2
/** As if each had been said so many times more and meant nothing: what is rare is not believed. */
const doubt = { word: 2, piece: 8 }
/** A word is worth so many pieces as frequent when there is not room for all. */
const wordWorth = 3

/**
 * Vectors of the words and pieces of a language whose sum points where the sense of each text does.
 *
 * @param room how many there may be
 */
export function translate(texts: readonly Meant[], room: number): Translated {
  const heard = texts.map(({ text }) => gramsOf(text))
  const words = frequencies(texts.map(({ text }) => partsOf(text)))
  const hashes = new Set([...words.keys()].map(wordHash))
  const pieces = frequencies(heard.map(({ pieces: own }) => own))
  const kept = [
    ...[...words].map(([word, texts]) => ({ word, hash: wordHash(word), worth: texts * wordWorth })),
    ...[...pieces].flatMap(([hash, count]) =>
      count < leastTexts || hashes.has(hash) ? [] : [{ word: null, hash, worth: count }],
    ),
  ]
    .sort((one, other) => other.worth - one.worth)
    .slice(0, room)
    .sort((one, other) => Number(one.word === null) - Number(other.word === null))
  const places = new Map(kept.map(({ hash }, place) => [hash, place]))
  const wanted = heard.flatMap(({ parts, pieces: own }, at): readonly Wanted[] => {
    const { sense, weight } = texts[at] as Meant
    const rows = Int32Array.from([...parts, ...own].flatMap((hash) => places.get(hash) ?? []))
    return rows.length === 0 ? [] : [{ rows, share: 1 / Math.sqrt(rows.length), vector: sense, weight }]
  })
  const usual = wanted.reduce((sum, { share }) => sum + share ** 2, 0) / wanted.length
  const pulls = Float32Array.from(kept, ({ word }) => (word === null ? doubt.piece : doubt.word) * usual)
  return {
    words: kept.flatMap(({ word }) => word ?? []),
    pieces: Uint32Array.from(kept.filter(({ word }) => word === null).map(({ hash }) => hash)),
    vectors: leastSquares(wanted, pulls, texts[0]?.sense.length ?? 0, 1e-3),
  }
}

/** As a text is taken apart for its `parts`. */
function partsOf(text: string): readonly string[] {
  return tokensOf(wordsOf(normalise(text))).flatMap((token) => token.split("'"))
}

/** In how many of the lists each is. */
function frequencies<T>(lists: readonly (readonly T[])[]): Map<T, number> {
  const counts = new Map<T, number>()
  for (const list of lists) for (const each of new Set(list)) counts.set(each, (counts.get(each) ?? 0) + 1)
  return counts
}
