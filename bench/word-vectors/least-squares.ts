import { add, type Matrix, matrix, rowOf } from './matrix.ts'

/** What is wanted of the sum of some rows of a table. */
export interface Wanted {
  /** One that counts twice is here twice. */
  readonly rows: Int32Array
  /** Of the sum: `1 / rows.length` makes it the mean. */
  readonly share: number
  readonly vector: Float32Array
  readonly weight: number
}

const mostRounds = 200

/**
 * The table that comes closest to all that is wanted, by least squares: conjugate gradients, each column by itself.
 *
 * @param pulls how strongly each row is drawn to nothing
 * @param closeEnough share of what is wanted that may be missed
 */
export function leastSquares(
  wanted: readonly Wanted[],
  pulls: Float32Array,
  columns: number,
  closeEnough: number,
): Matrix {
  const right = matrix(pulls.length, columns)
  const diagonal = pulls.slice()
  for (const { rows, share, vector, weight } of wanted)
    for (const row of rows) {
      add(rowOf(right, row), vector, weight * share)
      diagonal[row] = (diagonal[row] as number) + weight * share ** 2
    }
  /** What the normal equations make of a table. */
  const apply = (table: Matrix): Matrix => {
    const made = {
      ...table,
      values: table.values.map((value, at) => value * (pulls[Math.floor(at / columns)] as number)),
    }
    const sum = new Float32Array(columns)
    for (const { rows, share, weight } of wanted) {
      sum.fill(0)
      for (const row of rows) add(sum, rowOf(table, row))
      for (const row of rows) add(rowOf(made, row), sum, weight * share ** 2)
    }
    return made
  }
  return solve(apply, right, diagonal, closeEnough)
}

function solve(apply: (table: Matrix) => Matrix, right: Matrix, diagonal: Float32Array, closeEnough: number): Matrix {
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
  for (let round = 0; round < mostRounds && norm(rest) > closeEnough * start; round++) {
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
