/**
 * Trains linear classifiers over many intents at once, by dual coordinate ascent: one example after the other in a random
 * order moves the weights as far as its own part of the dual problem wants. Two losses over the same features:
 *
 * - `likelihood`: multinomial logistic regression (Shalev-Shwartz and Zhang, SDCA)
 * - `margin`: Crammer and Singer's multi-class support vector machine (Keerthi et al., sequential dual method)
 *
 * They err on different sentences. The sum of their scores is better than each, and is itself one linear classifier.
 * The weights are always the sum over examples of `alpha` times the example, whatever is skipped. N5: no clock, no chance.
 */
import { shuffle } from './random.ts'

/** Sparse rows, one after the other; row `i` is from `starts[i]` to `starts[i + 1]`. */
export interface Rows {
  readonly starts: Int32Array
  readonly ids: Int32Array
  readonly values: Float32Array
}

export interface Problem {
  readonly rows: Rows
  /** The intent of each row. */
  readonly intents: Int32Array
  readonly intentCount: number
  readonly featureCount: number
  /** How much each row's loss costs, relative to an ordinary one. */
  readonly costs: Float32Array
}

export interface Pass {
  readonly loss: 'likelihood' | 'margin'
  readonly cost: number
  readonly rounds: number
}

/** Steps smaller than this share of the greatest possible one are left out; they cost most of the time. */
const leastStep = 1e-4

/** Weights, feature by feature, each with one number per intent; behind the last feature the bias. */
export function solve(problem: Problem, pass: Pass, random: () => number): Float32Array {
  const { rows, intents, intentCount, featureCount, costs } = problem
  const count = intents.length
  const weights = new Float32Array((featureCount + 1) * intentCount)
  const alphas = new Float32Array(count * intentCount)
  const order = Int32Array.from({ length: count }, (_, index) => index)
  const squares = squaresOf(rows, count)
  const scores = new Float64Array(intentCount)
  const steps = new Float64Array(intentCount)
  const moved = new Int32Array(intentCount)
  const room = new Float64Array(intentCount)
  const idle = new Uint8Array(count)
  const wanted = pass.loss === 'margin' ? marginSteps : likelihoodSteps
  for (let round = 0; round < pass.rounds; round++) {
    shuffle(order, count, random)
    for (const row of order) {
      // Shrinking: what wanted nothing twice is asked again only every third round.
      if ((idle[row] ?? 0) >= 2 && round % 3 !== 2) continue
      score(weights, rows, row, intentCount, featureCount, scores)
      const cost = pass.cost * (costs[row] ?? 1)
      const offset = row * intentCount
      wanted(scores, alphas, offset, intents[row] ?? 0, cost, squares[row] ?? 1, steps, room)
      let moves = 0
      const least = leastStep * Math.min(cost, 1)
      for (let intent = 0; intent < intentCount; intent++)
        if (Math.abs(steps[intent] ?? 0) > least) {
          alphas[offset + intent] = (alphas[offset + intent] ?? 0) + (steps[intent] ?? 0)
          moved[moves++] = intent
        }
      idle[row] = moves === 0 ? Math.min((idle[row] ?? 0) + 1, 2) : 0
      if (moves > 0) move(weights, rows, row, intentCount, featureCount, steps, moved, moves)
    }
  }
  return weights
}

/** The squared length of each row, its bias included. */
function squaresOf({ starts, values }: Rows, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, row) => {
    let sum = 1
    for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++) sum += (values[at] ?? 0) ** 2
    return sum
  })
}

function score(
  weights: Float32Array,
  { starts, ids, values }: Rows,
  row: number,
  intentCount: number,
  featureCount: number,
  scores: Float64Array,
): void {
  const bias = featureCount * intentCount
  for (let intent = 0; intent < intentCount; intent++) scores[intent] = weights[bias + intent] as number
  const end = starts[row + 1] as number
  let at = starts[row] as number
  // Four features at once: most of the time goes into reading and writing the scores.
  for (; at + 3 < end; at += 4) {
    const base = (ids[at] as number) * intentCount
    const second = (ids[at + 1] as number) * intentCount
    const third = (ids[at + 2] as number) * intentCount
    const fourth = (ids[at + 3] as number) * intentCount
    const value = values[at] as number
    const value2 = values[at + 1] as number
    const value3 = values[at + 2] as number
    const value4 = values[at + 3] as number
    for (let intent = 0; intent < intentCount; intent++)
      scores[intent] =
        (scores[intent] as number) +
        value * (weights[base + intent] as number) +
        value2 * (weights[second + intent] as number) +
        value3 * (weights[third + intent] as number) +
        value4 * (weights[fourth + intent] as number)
  }
  for (; at < end; at++) {
    const base = (ids[at] as number) * intentCount
    const value = values[at] as number
    for (let intent = 0; intent < intentCount; intent++)
      scores[intent] = (scores[intent] as number) + value * (weights[base + intent] as number)
  }
}

function move(
  weights: Float32Array,
  { starts, ids, values }: Rows,
  row: number,
  intentCount: number,
  featureCount: number,
  steps: Float64Array,
  moved: Int32Array,
  moves: number,
): void {
  const end = starts[row + 1] as number
  for (let at = starts[row] as number; at <= end; at++) {
    // One more than there are: the bias.
    const base = (at === end ? featureCount : (ids[at] as number)) * intentCount
    const value = at === end ? 1 : (values[at] as number)
    for (let index = 0; index < moves; index++) {
      const intent = moved[index] as number
      weights[base + intent] = (weights[base + intent] as number) + value * (steps[intent] as number)
    }
  }
}

type Wanted = (
  scores: Float64Array,
  alphas: Float32Array,
  offset: number,
  right: number,
  cost: number,
  square: number,
  steps: Float64Array,
  room: Float64Array,
) => void

/** Towards `cost` times the difference between what is right and what is believed. */
const likelihoodSteps: Wanted = (scores, alphas, offset, right, cost, square, steps) => {
  const { length } = scores
  let best = Number.NEGATIVE_INFINITY
  for (let intent = 0; intent < length; intent++) best = Math.max(best, scores[intent] as number)
  let sum = 0
  for (let intent = 0; intent < length; intent++) {
    const odds = Math.exp((scores[intent] as number) - best)
    steps[intent] = odds
    sum += odds
  }
  const rate = 1 / (1 + 0.5 * square * cost)
  for (let intent = 0; intent < length; intent++) {
    const target = cost * ((intent === right ? 1 : 0) - (steps[intent] as number) / sum)
    steps[intent] = rate * (target - (alphas[offset + intent] as number))
  }
}

/** The exact optimum for one example, found by sorting. */
const marginSteps: Wanted = (scores, alphas, offset, right, cost, square, steps, room) => {
  const { length } = scores
  for (let intent = 0; intent < length; intent++) {
    const gap = (scores[intent] as number) + (intent === right ? 0 : 1) - square * (alphas[offset + intent] as number)
    steps[intent] = gap
    room[intent] = intent === right ? gap + square * cost : gap
  }
  room.sort()
  let level = (room[length - 1] as number) - square * cost
  let active = 1
  while (active < length && level < active * (room[length - 1 - active] as number)) {
    level += room[length - 1 - active] as number
    active++
  }
  level /= active
  for (let intent = 0; intent < length; intent++) {
    const best = Math.min(intent === right ? cost : 0, (level - (steps[intent] as number)) / square)
    steps[intent] = best - (alphas[offset + intent] as number)
  }
}
