/**
 * Networks with one hidden layer over the features that the linear classifiers have. Where there are many examples they find what
 * features mean together; alone each is a little worse than the linear classifiers, but it errs on other sentences, so that the sum is better.
 *
 * Trained by gradient steps, one example after the other. A random half of the hidden units sits out at each (Srivastava et al. 2014,
 * Dropout), in groups, so that its work is spared; how large a step is depends on what a feature has moved so far (Duchi et al. 2011,
 * Adagrad, with one number per feature). N5: no clock, no chance.
 */
import { shuffle } from './random.ts'
import type { Problem, Rows } from './solver.ts'

/** What a network has learned. */
export interface Layers {
  /** Feature by feature, one number per hidden unit; behind the last feature the bias. */
  readonly inputs: Float32Array
  /** Hidden unit by hidden unit, one number per intent; behind the last unit the bias. */
  readonly outputs: Float32Array
}

export const hiddenUnits = 64
/** Units that learn or sit out together. */
const groupSize = 16
const groups = hiddenUnits / groupSize
const learning = groups / 2
/** What learns speaks for what sits out as well. */
const stead = groups / learning
const usualRounds = 8
/** With fewer it has not learned enough to be of use. */
const fewestRounds = 3
/** Multiplications of one training; some two seconds on one core. N6 */
const mostWork = 2e9
const inputStep = 0.15
const outputStep = 0.05
const firstInput = 0.17
/** An answer that is off by less teaches nothing. */
const leastOff = 1e-4

/** Learns the intents of all rows; `null` where that would take too long. */
export function trainNetwork(problem: Problem, random: () => number): Layers | null {
  const { rows, intents, intentCount } = problem
  const count = intents.length
  // Half of the units, forth, and, where they are awake, back.
  const ofRound = (rows.ids.length + count * intentCount) * hiddenUnits * 0.75
  const rounds = Math.min(usualRounds, Math.floor(mostWork / Math.max(ofRound, 1)))
  if (rounds < fewestRounds) return null
  const learner = new Learner(problem, random)
  const order = Int32Array.from({ length: count }, (_, row) => row)
  for (let step = 0; step < rounds * count; step++) {
    if (step % count === 0) shuffle(order, count, random)
    learner.learn(order[step % count] as number, 1 - step / (rounds * count))
  }
  return learner.layers
}

class Learner {
  readonly layers: Layers
  readonly #problem: Problem
  readonly #rows: Rows
  readonly #intentCount: number
  readonly #featureCount: number
  /** The first row of which is believed how likely each intent is. */
  readonly #firstBelieved: number
  readonly #random: () => number
  /** Squares of the steps so far; the last is that of the bias. */
  readonly #inputSquares: Float32Array
  readonly #outputSquares = new Float32Array(hiddenUnits + 1).fill(1e-8)
  /** The first unit of each group; those that learn stand first. */
  readonly #units = Int32Array.from({ length: groups }, (_, group) => group * groupSize)
  readonly #hidden = new Float32Array(hiddenUnits)
  readonly #blame = new Float32Array(hiddenUnits)
  readonly #off: Float64Array

  constructor(problem: Problem, random: () => number) {
    const { rows, intents, intentCount, featureCount, beliefs } = problem
    this.#problem = problem
    this.#rows = rows
    this.#intentCount = intentCount
    this.#featureCount = featureCount
    this.#firstBelieved = intents.length - (beliefs?.length ?? 0) / intentCount
    this.#random = random
    this.#inputSquares = new Float32Array(featureCount + 1).fill(1e-8)
    this.#off = new Float64Array(intentCount)
    const around = (most: number) => (random() * 2 - 1) * most
    const firstOutput = Math.sqrt(3 / hiddenUnits)
    const inputs = new Float32Array((featureCount + 1) * hiddenUnits)
    for (let at = 0; at < featureCount * hiddenUnits; at++) inputs[at] = around(firstInput)
    const outputs = new Float32Array((hiddenUnits + 1) * intentCount)
    for (let at = 0; at < hiddenUnits * intentCount; at++) outputs[at] = around(firstOutput)
    this.layers = { inputs, outputs }
  }

  /** @param pace of the steps, from 1 down to 0 */
  learn(row: number, pace: number): void {
    this.#chooseUnits()
    this.#see(row)
    this.#answer()
    const off = this.#compare(row)
    if (off < leastOff) return
    const blame = this.#moveOutputs(off / this.#intentCount, outputStep * pace)
    this.#moveInputs(row, blame / hiddenUnits, inputStep * pace)
  }

  #chooseUnits(): void {
    for (let place = 0; place < learning; place++) {
      const other = place + Math.floor(this.#random() * (groups - place))
      const kept = this.#units[place] as number
      this.#units[place] = this.#units[other] as number
      this.#units[other] = kept
    }
  }

  #see(row: number): void {
    const { starts, ids, values } = this.#rows
    const { inputs } = this.layers
    const hidden = this.#hidden
    const bias = this.#featureCount * hiddenUnits
    const end = starts[row + 1] as number
    for (let group = 0; group < learning; group++) {
      const first = this.#units[group] as number
      const last = first + groupSize
      for (let unit = first; unit < last; unit++) hidden[unit] = inputs[bias + unit] as number
      let at = starts[row] as number
      // Four features at once, as in the solver.
      for (; at + 3 < end; at += 4) {
        const a = (ids[at] as number) * hiddenUnits
        const b = (ids[at + 1] as number) * hiddenUnits
        const c = (ids[at + 2] as number) * hiddenUnits
        const d = (ids[at + 3] as number) * hiddenUnits
        const va = values[at] as number
        const vb = values[at + 1] as number
        const vc = values[at + 2] as number
        const vd = values[at + 3] as number
        for (let unit = first; unit < last; unit++)
          hidden[unit] =
            (hidden[unit] as number) +
            va * (inputs[a + unit] as number) +
            vb * (inputs[b + unit] as number) +
            vc * (inputs[c + unit] as number) +
            vd * (inputs[d + unit] as number)
      }
      for (; at < end; at++) {
        const base = (ids[at] as number) * hiddenUnits
        const value = values[at] as number
        for (let unit = first; unit < last; unit++)
          hidden[unit] = (hidden[unit] as number) + value * (inputs[base + unit] as number)
      }
    }
  }

  /** Leaves how likely each intent is, by what the units see. */
  #answer(): void {
    const { outputs } = this.layers
    const odds = this.#off
    const count = this.#intentCount
    for (let intent = 0; intent < count; intent++) odds[intent] = outputs[hiddenUnits * count + intent] as number
    for (let group = 0; group < learning; group++) {
      const first = this.#units[group] as number
      for (let unit = first; unit < first + groupSize; unit++) {
        const height = stead * (this.#hidden[unit] as number)
        if (height <= 0) continue
        const base = unit * count
        for (let intent = 0; intent < count; intent++)
          odds[intent] = (odds[intent] as number) + height * (outputs[base + intent] as number)
      }
    }
    let best = Number.NEGATIVE_INFINITY
    for (let intent = 0; intent < count; intent++) best = Math.max(best, odds[intent] as number)
    let sum = 0
    for (let intent = 0; intent < count; intent++) {
      const each = Math.exp((odds[intent] as number) - best)
      odds[intent] = each
      sum += each
    }
    for (let intent = 0; intent < count; intent++) odds[intent] = (odds[intent] as number) / sum
  }

  /** Leaves how far the answer is off for each intent, times what the row costs; returns the sum of its squares. */
  #compare(row: number): number {
    const { intents, costs, beliefs } = this.#problem
    const off = this.#off
    const count = this.#intentCount
    const right = intents[row] as number
    const believed = (row - this.#firstBelieved) * count
    if (believed < 0 || beliefs === undefined) off[right] = (off[right] as number) - 1
    else
      for (let intent = 0; intent < count; intent++)
        off[intent] = (off[intent] as number) - (beliefs[believed + intent] as number)
    const cost = costs[row] as number
    let squares = 0
    for (let intent = 0; intent < count; intent++) {
      const each = cost * (off[intent] as number)
      off[intent] = each
      squares += each * each
    }
    return squares
  }

  /** Leaves how much each unit is to blame; returns the sum of its squares. */
  #moveOutputs(square: number, pace: number): number {
    const { outputs } = this.layers
    const off = this.#off
    const count = this.#intentCount
    const bias = hiddenUnits * count
    const step = pace / Math.sqrt(this.#more(this.#outputSquares, hiddenUnits, square))
    for (let intent = 0; intent < count; intent++)
      outputs[bias + intent] = (outputs[bias + intent] as number) - step * (off[intent] as number)
    let squares = 0
    for (let group = 0; group < learning; group++) {
      const first = this.#units[group] as number
      for (let unit = first; unit < first + groupSize; unit++) {
        const height = stead * (this.#hidden[unit] as number)
        this.#blame[unit] = 0
        if (height <= 0) continue
        const size = (pace * height) / Math.sqrt(this.#more(this.#outputSquares, unit, height * height * square))
        const base = unit * count
        let blame = 0
        for (let intent = 0; intent < count; intent++) {
          const each = off[intent] as number
          const output = outputs[base + intent] as number
          blame += each * output
          outputs[base + intent] = output - size * each
        }
        blame *= stead
        this.#blame[unit] = blame
        squares += blame * blame
      }
    }
    return squares
  }

  #moveInputs(row: number, square: number, pace: number): void {
    const { starts, ids, values } = this.#rows
    const { inputs } = this.layers
    const blame = this.#blame
    const end = starts[row + 1] as number
    // One more than there are: the bias.
    for (let at = starts[row] as number; at <= end; at++) {
      const feature = at === end ? this.#featureCount : (ids[at] as number)
      const value = at === end ? 1 : (values[at] as number)
      const step = (pace * value) / Math.sqrt(this.#more(this.#inputSquares, feature, value * value * square))
      const base = feature * hiddenUnits
      for (let group = 0; group < learning; group++) {
        const first = this.#units[group] as number
        for (let unit = first; unit < first + groupSize; unit++)
          inputs[base + unit] = (inputs[base + unit] as number) - step * (blame[unit] as number)
      }
    }
  }

  #more(squares: Float32Array, place: number, square: number): number {
    const sum = (squares[place] as number) + square
    squares[place] = sum
    return sum
  }
}
