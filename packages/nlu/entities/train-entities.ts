import { NluError } from '../error.ts'
import type { MarkedText } from '../nlu-content.ts'
import { createRandom, shuffle } from '../random.ts'
import { foldWord, seenText } from './seen-text.ts'
import { type EntityModel, readLattice } from './tagger.ts'
import { contextFeatures, featuresOf, tokensIn } from './tagger-features.ts'

/** Beyond these, training takes longer than anybody waits. */
export const mostMarkedExamples = 20_000
export const mostLabels = 60
/** Steps of training: tokens times features times tags times rounds. Rounds, then examples are given up where there would be more. */
const mostSteps = 100_000_000
const mostRounds = 12
const leastRounds = 3
/** What is likelier or wronger than this is learned from. */
const least = 1e-3
/** Of gradient descent with a step of its own for each weight (AdaGrad), and how much weights are drawn to nothing. */
const rate = 0.25
const decay = 0.02
/** How often a word is hidden from the model, so that it learns what stands around words that it will not know. */
const hidden = 0.3

interface Sentence {
  /** Row of each feature of each token. */
  readonly rows: readonly Int32Array[]
  readonly tags: readonly number[]
}

/**
 * Learns to find what is marked in examples, by a conditional random field. Examples without marks teach what is none; without
 * any mark there is nothing to find. The same examples with the same seed make the same model.
 * @throws NluError when there are more than 20,000 examples or 60 kinds of marks.
 */
export function trainEntities(
  examples: readonly MarkedText[],
  { seed = 1 }: { readonly seed?: number } = {},
): EntityModel {
  const labels = labelsOf(examples)
  if (examples.length > mostMarkedExamples)
    throw new NluError(
      'too-many-examples',
      `${examples.length} examples; at most ${mostMarkedExamples} can be learned from. Leave some out.`,
    )
  if (labels.length > mostLabels)
    throw new NluError(
      'too-many-labels',
      `${labels.length} entities with their roles are marked; there may be ${mostLabels}. Leave some out, or write lists for them.`,
    )
  const known = new Map<number, number>()
  const sentences = examples.flatMap((example) => sentenceOf(example, labels, known))
  const tags = labels.length * 2 + 1
  const learned = learn(labels.length === 0 ? [] : sentences, known.size, tags, seed)
  return {
    labels,
    ...compressed(learned.weights, known, tags),
    transitions: Float32Array.from(learned.transitions),
    values: valuesOf(examples),
  }
}

const labelOf = ({ entity, role = '', group = '' }: MarkedText['marks'][number]) =>
  group === '' ? (role === '' ? entity : `${entity}#${role}`) : `${entity}#${role}#${group}`

function labelsOf(examples: readonly MarkedText[]): readonly string[] {
  return [...new Set(examples.flatMap(({ marks }) => marks.map(labelOf)))].sort()
}

function valuesOf(examples: readonly MarkedText[]): EntityModel['values'] {
  const values = examples.flatMap(({ text, marks }) =>
    marks.flatMap(({ start, end, value }) =>
      value === undefined ? [] : [[foldWord(text.slice(start, end)), value] as const],
    ),
  )
  return Object.fromEntries(values)
}

function sentenceOf(
  { text, marks }: MarkedText,
  labels: readonly string[],
  known: Map<number, number>,
): readonly Sentence[] {
  const seen = seenText(text)
  const tokens = tokensIn(seen.folded)
  if (tokens.length === 0) return []
  const tags = tokens.map(({ start, end }, index) => {
    const [from, to] = [seen.startOf(start), seen.endOf(end - 1)]
    const mark = marks.find((each) => from < each.end && to > each.start)
    if (mark === undefined) return 0
    const before = tokens[index - 1]
    const goesOn = before !== undefined && seen.endOf(before.end - 1) > mark.start
    return labels.indexOf(labelOf(mark)) * 2 + (goesOn ? 2 : 1)
  })
  const rows = featuresOf(seen.plain, seen.folded, tokens).map((features) =>
    Int32Array.from(features, (feature) => {
      const row = known.get(feature) ?? known.size
      known.set(feature, row)
      return row
    }),
  )
  return [{ rows, tags }]
}

interface Weights {
  readonly weights: Float64Array
  readonly transitions: Float64Array
}

function learn(sentences: readonly Sentence[], features: number, tags: number, seed: number): Weights {
  const weights = new Float64Array(features * tags)
  const squares = new Float64Array(features * tags)
  const transitions = new Float64Array((tags + 1) * tags)
  const moved = new Float64Array((tags + 1) * tags)
  const tokens = sentences.reduce((sum, { tags: list }) => sum + list.length, 0)
  const steps = tokens * tags * (25 + 2 * tags)
  const rounds = Math.max(leastRounds, Math.min(mostRounds, Math.floor(mostSteps / Math.max(1, steps))))
  const random = createRandom(seed)
  // Where even a few rounds would be too much, an even part of the examples has to do.
  const stride = Math.max(1, Math.ceil((steps * leastRounds) / (3 * mostSteps)))
  const order = Int32Array.from([...sentences.keys()].filter((index) => index % stride === 0))
  for (let round = 0; round < rounds; round++) {
    shuffle(order, order.length, random)
    for (const index of order) {
      const sentence = sentences[index]
      if (sentence === undefined) continue
      const rows = sentence.rows.map((list) => (random() < hidden ? list.subarray(0, contextFeatures) : list))
      follow({ rows, tags: sentence.tags })
    }
  }
  return { weights, transitions }

  function follow({ rows, tags: right }: Sentence): void {
    const scores = rows.map((list) => {
      const score = new Float64Array(tags)
      for (const row of list)
        for (let tag = 0; tag < tags; tag++) score[tag] = (score[tag] ?? 0) + (weights[row * tags + tag] ?? 0)
      return score
    })
    const { share, pair } = readLattice(scores, transitions, tags)
    const active = rows.map((list, at) => {
      const tagsHere: number[] = []
      for (let tag = 0; tag < tags; tag++) {
        const likely = share(at, tag)
        const error = likely - (right[at] === tag ? 1 : 0)
        if (likely > least || right[at] === tag) tagsHere.push(tag)
        if (Math.abs(error) > least) for (const row of list) descend(weights, squares, row * tags + tag, error)
      }
      return tagsHere
    })
    for (const to of active[0] ?? [])
      descend(transitions, moved, tags * tags + to, share(0, to) - (right[0] === to ? 1 : 0))
    for (let at = 1; at < rows.length; at++)
      for (const from of active[at - 1] ?? [])
        for (const to of active[at] ?? []) {
          const error = pair(at, from, to) - (right[at - 1] === from && right[at] === to ? 1 : 0)
          if (Math.abs(error) > least) descend(transitions, moved, from * tags + to, error)
        }
  }
}

function descend(list: Float64Array, squares: Float64Array, at: number, error: number): void {
  const slope = error + decay * (list[at] ?? 0)
  const sum = (squares[at] ?? 0) + slope * slope
  squares[at] = sum
  list[at] = (list[at] ?? 0) - (rate * slope) / (Math.sqrt(sum) + 1e-6)
}

/** One byte per weight; features that say nothing are left out. */
function compressed(
  weights: Float64Array,
  known: ReadonlyMap<number, number>,
  tags: number,
): Pick<EntityModel, 'features' | 'weights' | 'scale'> {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)
  const scale = largest === 0 ? 1 : largest / 127
  const kept: (readonly [feature: number, row: Int8Array])[] = []
  for (const [feature, at] of known) {
    const row = Int8Array.from(weights.subarray(at * tags, (at + 1) * tags), (weight) => Math.round(weight / scale))
    if (row.some((weight) => Math.abs(weight) > 1)) kept.push([feature, row])
  }
  kept.sort(([one], [other]) => one - other)
  const packed = new Int8Array(kept.length * tags)
  for (const [index, [, row]] of kept.entries()) packed.set(row, index * tags)
  return { features: Uint32Array.from(kept, ([feature]) => feature), weights: packed, scale }
}
