import { add, along, less, type Matrix, mainDirections, matrix, meanOf, rowOf, withUnitRows } from './matrix.ts'
import type { Request } from './requests.ts'

/** A word by itself says little of what it adds to a sentence; but of a word that no request has, nothing else is known. */
const aloneWeight = 0.1
const frequent = 20_000
const mostRounds = 200

/**
 * Vectors of words whose mean comes closest to the vector of the sentence, by least squares (conjugate gradients): what a large
 * encoder makes of sentences, for the price of a table.
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
  const asked = requests.flatMap(({ words }, row) => (words.length === 0 ? [] : [{ words, row }]))

  /** What the normal equations make of a table. */
  const apply = (table: Matrix): Matrix => {
    const made = matrix(table.rows, dimensions)
    for (let at = 0; at < table.values.length; at++)
      made.values[at] = (aloneWeight ** 2 + 1e-4) * (table.values[at] as number)
    const mean = new Float32Array(dimensions)
    for (const { words } of asked) {
      mean.fill(0)
      for (const word of words) add(mean, rowOf(table, word), 1 / words.length)
      for (const word of words) add(rowOf(made, word), mean, 1 / words.length)
    }
    return made
  }
  const right = matrix(alone.rows, dimensions)
  const diagonal = new Float32Array(alone.rows).fill(aloneWeight ** 2 + 1e-4)
  for (let at = 0; at < right.values.length; at++)
    right.values[at] = aloneWeight ** 2 * (wantedAlone.values[at] as number)
  for (const { words, row } of asked) {
    for (const word of words) {
      add(rowOf(right, word), rowOf(wanted, row), 1 / words.length)
      diagonal[word] = (diagonal[word] as number) + 1 / words.length ** 2
    }
  }
  return solve(apply, right, diagonal)
}

/** Each dimension by itself. */
function solve(apply: (table: Matrix) => Matrix, right: Matrix, diagonal: Float32Array): Matrix {
  const { columns } = right
  const table = matrix(right.rows, columns)
  const rest = { ...right, values: right.values.slice() }
  const conditioned = (): Matrix => ({
    ...rest,
    values: rest.values.map((value, at) => value / (diagonal[Math.floor(at / columns)] as number)),
  })
  let step = conditioned()
  let size = products(rest, step)
  const start = norm(right)
  for (let round = 0; round < mostRounds && norm(rest) > 1e-4 * start; round++) {
    const applied = apply(step)
    const lengths = products(step, applied)
    for (let at = 0; at < table.values.length; at++) {
      const share = (size[at % columns] as number) / ((lengths[at % columns] as number) + 1e-12)
      table.values[at] = (table.values[at] as number) + share * (step.values[at] as number)
      rest.values[at] = (rest.values[at] as number) - share * (applied.values[at] as number)
    }
    const next = conditioned()
    const nextSize = products(rest, next)
    for (let at = 0; at < table.values.length; at++)
      next.values[at] =
        (next.values[at] as number) +
        ((nextSize[at % columns] as number) / ((size[at % columns] as number) + 1e-12)) * (step.values[at] as number)
    step = next
    size = nextSize
  }
  return table
}

function products(one: Matrix, other: Matrix): Float64Array {
  const sums = new Float64Array(one.columns)
  for (let at = 0; at < one.values.length; at++) {
    const column = at % one.columns
    sums[column] = (sums[column] as number) + (one.values[at] as number) * (other.values[at] as number)
  }
  return sums
}

function norm({ values }: Matrix): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
}
