/** Rows of numbers, one after the other. */
export interface Matrix {
  readonly rows: number
  readonly columns: number
  readonly values: Float32Array
}

export function matrix(rows: number, columns: number): Matrix {
  return { rows, columns, values: new Float32Array(rows * columns) }
}

export function matrixOf(rows: readonly (readonly number[])[]): Matrix {
  const made = matrix(rows.length, rows[0]?.length ?? 0)
  for (const [at, row] of rows.entries()) made.values.set(row, at * made.columns)
  return made
}

export function rowOf({ columns, values }: Matrix, row: number): Float32Array {
  return values.subarray(row * columns, (row + 1) * columns)
}

export function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0
  for (let at = 0; at < one.length; at++) sum += (one[at] as number) * (other[at] as number)
  return sum
}

/** `target` plus `factor` times `row`, in place. */
export function add(target: Float32Array, row: Float32Array, factor = 1): void {
  for (let at = 0; at < target.length; at++) target[at] = (target[at] as number) + factor * (row[at] as number)
}

export function scaled(one: Matrix, factor: number): Matrix {
  return { ...one, values: one.values.map((value) => value * factor) }
}

/** At length one; nothing stays nothing. */
export function asUnit(row: Float32Array): Float32Array {
  const length = Math.sqrt(dot(row, row)) || 1
  return row.map((value) => value / length)
}

/** Each row at length one. */
export function withUnitRows(one: Matrix): Matrix {
  const made = matrix(one.rows, one.columns)
  for (let row = 0; row < one.rows; row++) rowOf(made, row).set(asUnit(rowOf(one, row)))
  return made
}

export function meanOf(one: Matrix, rows = one.rows): Float32Array {
  const mean = new Float32Array(one.columns)
  for (let row = 0; row < rows; row++) add(mean, rowOf(one, row), 1 / rows)
  return mean
}

export function less(one: Matrix, row: Float32Array): Matrix {
  const made = { ...one, values: one.values.slice() }
  for (let at = 0; at < one.rows; at++) add(rowOf(made, at), row, -1)
  return made
}

/** Row `i` of the one, then row `i` of the other. */
export function sideBySide(one: Matrix, other: Matrix): Matrix {
  const made = matrix(one.rows, one.columns + other.columns)
  for (let row = 0; row < one.rows; row++) {
    rowOf(made, row).set(rowOf(one, row))
    rowOf(made, row).set(rowOf(other, row), one.columns)
  }
  return made
}

/** What each row has of each direction. */
export function along(one: Matrix, directions: readonly Float32Array[]): Matrix {
  const made = matrix(one.rows, directions.length)
  for (let row = 0; row < one.rows; row++)
    for (const [at, direction] of directions.entries())
      made.values[row * made.columns + at] = dot(rowOf(one, row), direction)
  return made
}

export interface Direction {
  readonly axis: Float32Array
  /** Mean square of what the rows have of it. */
  readonly size: number
}

/** The axes along which the rows are long, longest first, by Jacobi's rotations. */
export function mainDirections(one: Matrix): readonly Direction[] {
  const size = one.columns
  const squares = Array.from({ length: size }, () => new Float64Array(size))
  for (let row = 0; row < one.rows; row++) {
    const own = rowOf(one, row)
    for (let a = 0; a < size; a++) {
      const into = squares[a] as Float64Array
      const factor = (own[a] as number) / one.rows
      for (let b = 0; b < size; b++) into[b] = (into[b] as number) + factor * (own[b] as number)
    }
  }
  const axes = squares.map((_, a) => Float64Array.from(squares, (__, b) => (a === b ? 1 : 0)))
  for (let round = 0; round < 12; round++)
    for (let a = 0; a < size; a++) for (let b = a + 1; b < size; b++) rotate(squares, axes, a, b)
  return axes
    .map((axis, at) => ({ axis: Float32Array.from(axis), size: squares[at]?.[at] ?? 0 }))
    .sort((first, second) => second.size - first.size)
}

/** Makes the two directions independent of each other. */
function rotate(squares: readonly Float64Array[], axes: readonly Float64Array[], a: number, b: number): void {
  const [rowA, rowB] = [squares[a] as Float64Array, squares[b] as Float64Array]
  const shared = rowA[b] as number
  if (Math.abs(shared) < 1e-12) return
  const angle = 0.5 * Math.atan2(2 * shared, (rowA[a] as number) - (rowB[b] as number))
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)]
  turn(rowA, rowB, cosine, sine)
  for (const row of squares) {
    const [x, y] = [row[a] as number, row[b] as number]
    row[a] = cosine * x + sine * y
    row[b] = cosine * y - sine * x
  }
  turn(axes[a] as Float64Array, axes[b] as Float64Array, cosine, sine)
}

function turn(one: Float64Array, other: Float64Array, cosine: number, sine: number): void {
  for (let at = 0; at < one.length; at++) {
    const [x, y] = [one[at] as number, other[at] as number]
    one[at] = cosine * x + sine * y
    other[at] = cosine * y - sine * x
  }
}
