import { expect, test } from 'vitest'
import { hiddenUnits, type Layers, trainNetwork } from './network.ts'
import { createRandom } from './random.ts'
import { type Problem, type Rows, solve } from './solver.ts'

/** Of rows of features, each worth 1. */
function rowsOf(rows: readonly (readonly number[])[]): Rows {
  const starts = new Int32Array(rows.length + 1)
  for (const [row, { length }] of rows.entries()) starts[row + 1] = (starts[row] ?? 0) + length
  const ids = Int32Array.from(rows.flat())
  return { starts, ids, values: new Float32Array(ids.length).fill(1) }
}

// "Either" and "both or none": no sum of what each feature says tells one from the other.
const either = rowsOf(Array.from({ length: 1000 }, () => [[0], [1], [0, 1], []]).flat())
const problem: Problem = {
  rows: either,
  intents: Int32Array.from({ length: 4000 }, (_, row) => (row % 4 < 2 ? 0 : 1)),
  intentCount: 2,
  featureCount: 2,
  costs: new Float32Array(4000).fill(1),
}

/** Which of two intents has the greater score, for each of the four rows. */
const answers = (score: (features: readonly number[], intent: number) => number) =>
  [[0], [1], [0, 1], []].map((features) => (score(features, 0) > score(features, 1) ? 0 : 1))

function scoreBy({ inputs, outputs }: Layers) {
  return (features: readonly number[], intent: number): number => {
    let sum = outputs[hiddenUnits * 2 + intent] ?? 0
    for (let unit = 0; unit < hiddenUnits; unit++) {
      const height = [...features, 2].reduce((all, feature) => all + (inputs[feature * hiddenUnits + unit] ?? 0), 0)
      sum += Math.max(height, 0) * (outputs[unit * 2 + intent] ?? 0)
    }
    return sum
  }
}

test('learns what features mean together, which no linear classifier can', () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const layers = trainNetwork(problem, createRandom(seed))
    expect(layers).not.toBeNull()
    expect(answers(scoreBy(layers as Layers))).toEqual([0, 0, 1, 1])
  }
  const weights = solve(problem, { loss: 'likelihood', cost: 20, rounds: 7 }, createRandom(1))
  const linear = (features: readonly number[], intent: number) =>
    [...features, 2].reduce((all, feature) => all + (weights[feature * 2 + intent] ?? 0), 0)
  expect(answers(linear)).not.toEqual([0, 0, 1, 1])
})

test('[N12] learns what is believed, as far as it is, and what costs nothing not at all', () => {
  const known = Array.from({ length: 1000 }, () => [[0], [1], [0, 1], []]).flat()
  const believed = Array.from({ length: 3000 }, () => [[0], [1], [0, 1], []]).flat()
  const count = known.length + believed.length
  const meant = (row: number) => (row % 4 < 2 ? 0 : 1)
  const isWrong = (row: number) => row % 8 < 4
  const learned = trainNetwork(
    {
      rows: rowsOf([...known, ...believed]),
      intents: Int32Array.from({ length: count }, (_, row) => (row < known.length ? 0 : meant(row))),
      intentCount: 2,
      featureCount: 2,
      costs: Float32Array.from({ length: count }, (_, row) => (row < known.length || isWrong(row) ? 0 : 1)),
      beliefs: Float32Array.from(
        believed.flatMap((_, row) => {
          const likely = isWrong(row) ? 1 - meant(row) : meant(row)
          return likely === 0 ? [0.9, 0.1] : [0.1, 0.9]
        }),
      ),
    },
    createRandom(1),
  )
  expect(answers(scoreBy(learned as Layers))).toEqual([0, 0, 1, 1])
})

test('[N5] learns the same in the same order', () => {
  expect(trainNetwork(problem, createRandom(3))).toEqual(trainNetwork(problem, createRandom(3)))
  expect(trainNetwork(problem, createRandom(3))).not.toEqual(trainNetwork(problem, createRandom(4)))
})

test('[N6] learns nothing where that would take too long', () => {
  const many = 20_000
  const rows = { starts: new Int32Array(many + 1), ids: new Int32Array(), values: new Float32Array() }
  const large = { rows, intents: new Int32Array(many), featureCount: 1, costs: new Float32Array(many).fill(1) }
  expect(trainNetwork({ ...large, intentCount: 2000 }, createRandom(1))).toBeNull()
  expect(trainNetwork({ ...large, intentCount: 2 }, createRandom(1))).not.toBeNull()
})
