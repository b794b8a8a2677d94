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
  /** Of as many rows as it has, the last ones: how likely each intent is. Only likelihood asks for it. */
  readonly beliefs?: Float32Array
}

export interface Pass {
  readonly loss: 'likelihood' | 'margin'
  readonly cost: number
  readonly rounds: number
}

/** Steps smaller than this share of the greatest possible one are left out; they cost most of the time. */
const leastSteps = { likelihood: 2e-4, margin: 1e-3 }

/** Weights, feature by feature, each with one number per intent; behind the last feature the bias. */
export function solve(problem: Problem, pass: Pass, random: () => number): Float32Array {
  const { rows, intents, intentCount, featureCount, costs } = problem
  const count = intents.length
  const weights = new Float32Array((featureCount + 1) * intentCount)
  const order = Int32Array.from({ length: count }, (_, index) => index)
  const squares = squaresOf(rows, count)
  const idle = new Uint8Array(count)
  const step = createStep(problem, pass)
  for (let round = 0; round < pass.rounds; round++) {
    shuffle(order, count, random)
    for (const row of order) {
      // Shrinking: what wanted nothing twice is asked again only every third round.
      if ((idle[row] as number) >= 1 && round % 3 !== 2) continue
      score(weights, rows, row, intentCount, featureCount, step.scores)
      const moves = step.take(row, squares[row] as number)
      idle[row] = moves === 0 ? Math.min((idle[row] as number) + 1, 2) : 0
      if (moves === 0) continue
      // Skipping what does not move pays only where that is most of them.
      if (3 * moves > intentCount) moveAll(weights, rows, row, intentCount, featureCount, step.steps)
      else moveSome(weights, rows, row, intentCount, featureCount, step.steps, step.moved, moves)
    }
  }
  return weights

  function createStep({ beliefs }: Problem, { loss, cost: ordinary }: Pass) {
    const scores = new Float64Array(intentCount)
    const steps = new Float64Array(intentCount)
    const room = new Float64Array(intentCount)
    const moved = new Int32Array(intentCount)
    const alphas = new Float32Array(count * intentCount)
    const firstBelief = count - (beliefs?.length ?? 0) / intentCount
    /** Moves the part of `row` as its scores want it: leaves the steps, and returns how many intents they move. */
    const take = (row: number, square: number): number => {
      const cost = ordinary * (costs[row] as number)
      const right = intents[row] as number
      const offset = row * intentCount
      if (loss === 'margin') marginSteps(scores, alphas, offset, right, cost, square, steps, room)
      else {
        likelihoodSteps(scores, alphas, offset, right, cost, square, steps)
        if (beliefs !== undefined && row >= firstBelief)
          soften(steps, beliefs, (row - firstBelief) * intentCount, right, cost, square)
      }
      const least = leastSteps[loss] * (loss === 'margin' ? Math.min(cost, 1) : cost)
      let moves = 0
      for (let intent = 0; intent < intentCount; intent++)
        if (Math.abs(steps[intent] as number) > least) {
          alphas[offset + intent] = (alphas[offset + intent] as number) + (steps[intent] as number)
          moved[moves++] = intent
        } else steps[intent] = 0
      return moves
    }
    return { scores, steps, moved, take }
  }
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
  // Eight features at once: most of the time goes into reading and writing the scores.
  for (; at + 7 < end; at += 8) {
    const a = (ids[at] as number) * intentCount
    const b = (ids[at + 1] as number) * intentCount
    const c = (ids[at + 2] as number) * intentCount
    const d = (ids[at + 3] as number) * intentCount
    const e = (ids[at + 4] as number) * intentCount
    const f = (ids[at + 5] as number) * intentCount
    const g = (ids[at + 6] as number) * intentCount
    const h = (ids[at + 7] as number) * intentCount
    const va = values[at] as number
    const vb = values[at + 1] as number
    const vc = values[at + 2] as number
    const vd = values[at + 3] as number
    const ve = values[at + 4] as number
    const vf = values[at + 5] as number
    const vg = values[at + 6] as number
    const vh = values[at + 7] as number
    for (let intent = 0; intent < intentCount; intent++)
      scores[intent] =
        (scores[intent] as number) +
        (va * (weights[a + intent] as number) +
          vb * (weights[b + intent] as number) +
          vc * (weights[c + intent] as number) +
          vd * (weights[d + intent] as number)) +
        (ve * (weights[e + intent] as number) +
          vf * (weights[f + intent] as number) +
          vg * (weights[g + intent] as number) +
          vh * (weights[h + intent] as number))
  }
  for (; at < end; at++) {
    const base = (ids[at] as number) * intentCount
    const value = values[at] as number
    for (let intent = 0; intent < intentCount; intent++)
      scores[intent] = (scores[intent] as number) + value * (weights[base + intent] as number)
  }
}

/** Two features at once, as in `score`. */
function moveAll(
  weights: Float32Array,
  { starts, ids, values }: Rows,
  row: number,
  intentCount: number,
  featureCount: number,
  steps: Float64Array,
): void {
  const bias = featureCount * intentCount
  for (let intent = 0; intent < intentCount; intent++)
    weights[bias + intent] = (weights[bias + intent] as number) + (steps[intent] as number)
  const end = starts[row + 1] as number
  let at = starts[row] as number
  for (; at + 1 < end; at += 2) {
    const base = (ids[at] as number) * intentCount
    const second = (ids[at + 1] as number) * intentCount
    const value = values[at] as number
    const value2 = values[at + 1] as number
    for (let intent = 0; intent < intentCount; intent++) {
      const step = steps[intent] as number
      weights[base + intent] = (weights[base + intent] as number) + value * step
      weights[second + intent] = (weights[second + intent] as number) + value2 * step
    }
  }
  if (at === end) return
  const base = (ids[at] as number) * intentCount
  const value = values[at] as number
  for (let intent = 0; intent < intentCount; intent++)
    weights[base + intent] = (weights[base + intent] as number) + value * (steps[intent] as number)
}

function moveSome(
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
  // One more than there are: the bias.
  for (let at = starts[row] as number; at <= end; at += 2) {
    const base = (at === end ? featureCount : (ids[at] as number)) * intentCount
    const value = at === end ? 1 : (values[at] as number)
    const both = at < end
    const second = (at + 1 >= end ? featureCount : (ids[at + 1] as number)) * intentCount
    const value2 = at + 1 >= end ? 1 : (values[at + 1] as number)
    for (let index = 0; index < moves; index++) {
      const intent = moved[index] as number
      const step = steps[intent] as number
      weights[base + intent] = (weights[base + intent] as number) + value * step
      if (both) weights[second + intent] = (weights[second + intent] as number) + value2 * step
    }
  }
}

/** Towards `cost` times the difference between what is right and what is believed. */
function likelihoodSteps(
  scores: Float64Array,
  alphas: Float32Array,
  offset: number,
  right: number,
  cost: number,
  square: number,
  steps: Float64Array,
): void {
  const { length } = scores
  let best = Number.NEGATIVE_INFINITY
  for (let intent = 0; intent < length; intent++) best = Math.max(best, scores[intent] as number)
  let sum = 0
  for (let intent = 0; intent < length; intent++) {
    const odds = Math.exp((scores[intent] as number) - best)
    steps[intent] = odds
    sum += odds
  }
  const rate = likelihoodRate(cost, square)
  const factor = -cost / sum
  for (let intent = 0; intent < length; intent++)
    steps[intent] = rate * (factor * (steps[intent] as number) - (alphas[offset + intent] as number))
  steps[right] = (steps[right] as number) + rate * cost
}

function likelihoodRate(cost: number, square: number): number {
  return 1 / (1 + 0.5 * square * cost)
}

/** Where several intents may be right, each as far as it is believed. */
function soften(
  steps: Float64Array,
  beliefs: Float32Array,
  offset: number,
  right: number,
  cost: number,
  square: number,
): void {
  const size = likelihoodRate(cost, square) * cost
  steps[right] = (steps[right] as number) - size
  for (let intent = 0; intent < steps.length; intent++)
    steps[intent] = (steps[intent] as number) + size * (beliefs[offset + intent] as number)
}

/** The exact optimum for one example: the level above which what sticks out adds up to the cost. */
function marginSteps(
  scores: Float64Array,
  alphas: Float32Array,
  offset: number,
  right: number,
  cost: number,
  square: number,
  steps: Float64Array,
  room: Float64Array,
): void {
  const { length } = scores
  let most = Number.NEGATIVE_INFINITY
  for (let intent = 0; intent < length; intent++) {
    const gap = (scores[intent] as number) + (intent === right ? 0 : 1) - square * (alphas[offset + intent] as number)
    steps[intent] = gap
    room[intent] = intent === right ? gap + square * cost : gap
    most = Math.max(most, room[intent] as number)
  }
  const level = levelOf(room, most, square * cost)
  for (let intent = 0; intent < length; intent++) {
    const best = Math.min(intent === right ? cost : 0, (level - (steps[intent] as number)) / square)
    steps[intent] = best - (alphas[offset + intent] as number)
  }
}

/** What is below the level is given up, which raises the level, until nothing is (Michelot 1986). */
function levelOf(room: Float64Array, most: number, budget: number): number {
  let level = most - budget
  let active = room.length
  for (let round = 0; ; round++) {
    let kept = 0
    let sum = 0
    for (let index = 0; index < active; index++) {
      const height = room[index] as number
      if (height < level) continue
      room[kept++] = height
      sum += height
    }
    if (kept === 0 || (round > 0 && kept === active)) return level
    level = (sum - budget) / kept
    active = kept
  }
}
