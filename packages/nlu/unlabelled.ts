/**
 * Learns from sentences whose intent nobody said, such as approved logs: what the model of the examples believes of each,
 * drawn towards what it believes of the sentences that are like it, is taken for what it means, as far as it is believed;
 * twice, because the second model believes better. With ten examples per intent that is worth some four points.
 */
import { findNeighbours, type Neighbours, neighbourCount } from './neighbours.ts'
import type { Problem } from './solver.ts'

const rounds = 2
/** What a sentence costs that is believed to mean one thing only. */
const cost = 0.4
/** How far a belief is drawn towards those about its neighbours, and how often. */
const pull = 0.3
const pulls = 2
/** Makes up for what drawing has blurred. */
const sharpness = 1.3
/** An intent that few sentences are believed to mean is not punished without end. */
const leastShare = 0.05

/** Makes weights, feature by feature, one per intent; `quick`: to be used once. */
type Fit = (problem: Problem, quick: boolean) => Float32Array

/** The problem with beliefs about its rows from `labelled` on. */
export function believe(problem: Problem, labelled: number, fit: Fit): Problem {
  const { rows, featureCount, intentCount, intents, costs } = problem
  const neighbours = findNeighbours(rows, featureCount, labelled)
  const known: Problem = {
    ...problem,
    rows: { ...rows, starts: rows.starts.subarray(0, labelled + 1) },
    intents: intents.subarray(0, labelled),
  }
  let weights = fit(known, false)
  let believed = problem
  for (let round = 0; round < rounds; round++) {
    if (round > 0) weights = fit(believed, true)
    const beliefs = beliefsOf(problem, labelled, weights)
    drawTogether(beliefs, problem, neighbours)
    balance(beliefs, intentCount)
    believed = { ...problem, intents: intents.slice(), costs: costs.slice(), beliefs }
    for (let row = labelled; row < intents.length; row++) {
      const offset = (row - labelled) * intentCount
      let best = 0
      for (let intent = 1; intent < intentCount; intent++)
        if ((beliefs[offset + intent] as number) > (beliefs[offset + best] as number)) best = intent
      believed.intents[row] = best
      believed.costs[row] = cost * (beliefs[offset + best] as number)
    }
  }
  return believed
}

function beliefsOf(
  { rows, featureCount, intentCount, intents }: Problem,
  first: number,
  weights: Float32Array,
): Float32Array {
  const beliefs = new Float32Array((intents.length - first) * intentCount)
  const scores = new Float64Array(intentCount)
  for (let row = first; row < intents.length; row++) {
    scores.set(weights.subarray(featureCount * intentCount, (featureCount + 1) * intentCount))
    for (let at = rows.starts[row] as number; at < (rows.starts[row + 1] as number); at++) {
      const base = (rows.ids[at] as number) * intentCount
      const value = rows.values[at] as number
      for (let intent = 0; intent < intentCount; intent++)
        scores[intent] = (scores[intent] as number) + value * (weights[base + intent] as number)
    }
    const most = scores.reduce((a, b) => Math.max(a, b))
    const odds = scores.map((score) => Math.exp(score - most))
    const sum = odds.reduce((a, b) => a + b)
    beliefs.set(
      odds.map((each) => each / sum),
      (row - first) * intentCount,
    )
  }
  return beliefs
}

function drawTogether(beliefs: Float32Array, { intents, intentCount }: Problem, neighbours: Neighbours): void {
  const { first, ids, likeness } = neighbours
  const own = beliefs.slice()
  for (let round = 0; round < pulls; round++) {
    const before = beliefs.slice()
    for (let row = 0; row < beliefs.length / intentCount; row++) {
      const slots = row * neighbourCount
      let sum = 0
      for (let slot = slots; slot < slots + neighbourCount; slot++) sum += (likeness[slot] as number) ** 2
      if (sum === 0) continue
      const offset = row * intentCount
      for (let intent = 0; intent < intentCount; intent++)
        beliefs[offset + intent] = (1 - pull) * (own[offset + intent] as number)
      for (let slot = slots; slot < slots + neighbourCount; slot++) {
        const worth = (pull * (likeness[slot] as number) ** 2) / sum
        if (worth === 0) break
        const other = ids[slot] as number
        if (other < first) {
          const at = offset + (intents[other] as number)
          beliefs[at] = (beliefs[at] as number) + worth
          continue
        }
        const from = (other - first) * intentCount
        for (let intent = 0; intent < intentCount; intent++)
          beliefs[offset + intent] = (beliefs[offset + intent] as number) + worth * (before[from + intent] as number)
      }
    }
  }
}

/** Sharpens the beliefs, and lets no intent have all sentences: by the root of its share, as much as the others. */
function balance(beliefs: Float32Array, intentCount: number): void {
  for (let at = 0; at < beliefs.length; at++) beliefs[at] = (beliefs[at] as number) ** sharpness
  normalise(beliefs, intentCount)
  const shares = new Float64Array(intentCount)
  for (let at = 0; at < beliefs.length; at++)
    shares[at % intentCount] =
      (shares[at % intentCount] as number) + ((beliefs[at] as number) * intentCount ** 2) / beliefs.length
  for (let at = 0; at < beliefs.length; at++)
    beliefs[at] = (beliefs[at] as number) / Math.sqrt((shares[at % intentCount] as number) + leastShare)
  normalise(beliefs, intentCount)
}

function normalise(beliefs: Float32Array, intentCount: number): void {
  for (let offset = 0; offset < beliefs.length; offset += intentCount) {
    let sum = 0
    for (let intent = 0; intent < intentCount; intent++) sum += beliefs[offset + intent] as number
    for (let intent = 0; intent < intentCount; intent++)
      beliefs[offset + intent] = (beliefs[offset + intent] as number) / sum
  }
}
