/** Something that turned out one way or the other. */
export interface Outcome {
  readonly terms: readonly number[]
  readonly right: boolean
  readonly worth: number
}

const rounds = 25

/** The logistic function of a weighted sum. */
export function logistic(terms: readonly number[], weights: readonly number[]): number {
  let sum = 0
  for (let index = 0; index < weights.length; index++) sum += (terms[index] as number) * (weights[index] as number)
  return 1 / (1 + Math.exp(-sum))
}

/**
 * Logistic regression by Newton's method.
 *
 * @param towards where the weights are drawn to, as strongly as `pull` says: what this many outcomes of terms of 1 would tell
 * @param fixed weights that stay where they are drawn to
 */
export function logisticWeights(
  outcomes: readonly Outcome[],
  towards: readonly number[],
  pull: number,
  fixed: ReadonlySet<number> = new Set(),
): readonly number[] {
  const free = [...towards.keys()].filter((index) => !fixed.has(index))
  let weights = [...towards]
  let loss = lossOf(outcomes, weights, towards, pull)
  for (let round = 0; round < rounds; round++) {
    const rows = free.map((row) => {
      const equation = free.map((column) => (row === column ? pull : 0))
      return [...equation, pull * ((towards[row] as number) - (weights[row] as number))]
    })
    for (const { terms, right, worth } of outcomes) {
      const likely = logistic(terms, weights)
      const bend = worth * likely * (1 - likely)
      const miss = worth * ((right ? 1 : 0) - likely)
      for (const [at, row] of free.entries()) {
        const equation = rows[at] as number[]
        const term = terms[row] as number
        for (const [column, other] of free.entries())
          equation[column] = (equation[column] as number) + bend * term * (terms[other] as number)
        equation[free.length] = (equation[free.length] as number) + miss * term
      }
    }
    const step = solved(rows)
    let next = weights
    let lossThere = loss
    for (let share = 1; share > 1e-4; share /= 2) {
      next = [...weights]
      for (const [at, index] of free.entries()) next[index] = (weights[index] as number) + share * (step[at] as number)
      lossThere = lossOf(outcomes, next, towards, pull)
      // Far from the best, a whole step goes too far.
      if (lossThere < loss) break
    }
    if (!(lossThere < loss - 1e-9 * Math.abs(loss))) break
    weights = next
    loss = lossThere
  }
  return weights
}

/** How badly the weights fit, and how far they are from where they are drawn to. */
function lossOf(
  outcomes: readonly Outcome[],
  weights: readonly number[],
  towards: readonly number[],
  pull: number,
): number {
  let loss = 0
  for (const { terms, right, worth } of outcomes) {
    const likely = logistic(terms, weights)
    loss -= worth * Math.log(Math.max(right ? likely : 1 - likely, 1e-300))
  }
  for (const [index, weight] of weights.entries()) loss += (pull / 2) * (weight - (towards[index] as number)) ** 2
  return loss
}

/** The solution of linear equations, by elimination; the last number of each row is its right side. */
function solved(equations: readonly (readonly number[])[]): readonly number[] {
  const rows = equations.map((row) => [...row])
  for (let pivot = 0; pivot < rows.length; pivot++) {
    let best = pivot
    for (let at = pivot + 1; at < rows.length; at++)
      if (Math.abs(rows[at]?.[pivot] as number) > Math.abs(rows[best]?.[pivot] as number)) best = at
    const row = rows[best] as number[]
    rows[best] = rows[pivot] as number[]
    rows[pivot] = row
    for (const other of rows) {
      if (other === row) continue
      const share = (other[pivot] as number) / (row[pivot] as number)
      for (let at = pivot; at < other.length; at++) other[at] = (other[at] as number) - share * (row[at] as number)
    }
  }
  return rows.map((row, at) => (row.at(-1) as number) / (row[at] as number))
}
