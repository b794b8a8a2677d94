import { leastSquares } from './least-squares.ts'
import { along, less, type Matrix, mainDirections, meanOf, rowOf, withUnitRows } from './matrix.ts'
import type { Request } from './requests.ts'

/** A word by itself says little of what it adds to a sentence; but of a word that no request has, nothing else is known. */
const aloneWeight = 0.01
const pull = 1e-4
const frequent = 20_000

/**
 * Vectors of words whose mean comes closest to the vector of the sentence: what a large encoder makes of sentences, for the price of a
 * table.
 *
 * @param sentences the encoder's vectors of the requests
 * @param alone its vectors of the single words
 */
export function regress(requests: readonly Request[], sentences: Matrix, alone: Matrix, dimensions: number): Matrix {
  const whole = withUnitRows(sentences)
  const centred = less(whole, meanOf(whole))
  const directions = mainDirections(centred)
    .slice(0, dimensions)
    .map(({ axis }) => axis)
  const wanted = along(centred, directions)
  const single = withUnitRows(alone)
  const wantedAlone = along(less(single, meanOf(single, Math.min(frequent, single.rows))), directions)
  return leastSquares(
    [
      ...requests.flatMap(({ words: rows }, at) =>
        rows.length === 0 ? [] : [{ rows, share: 1 / rows.length, vector: rowOf(wanted, at), weight: 1 }],
      ),
      ...Array.from({ length: alone.rows }, (_, word) => ({
        rows: Int32Array.of(word),
        share: 1,
        vector: rowOf(wantedAlone, word),
        weight: aloneWeight,
      })),
    ],
    new Float32Array(alone.rows).fill(pull),
    dimensions,
    1e-4,
  )
}
