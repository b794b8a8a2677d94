import { mergeColumns, spread } from './columns.ts'
import { learnedFrom, tellHere } from './elsewhere.ts'
import { fitNetworks, type WordedRows } from './fit-networks.ts'
import { type Grams, gramsOf, sentenceKey } from './grams.ts'
import type { ExampleIndex, IntentModel } from './intent-model.ts'
import { quantised } from './quantised.ts'
import { createRandom } from './random.ts'
import { type Pass, type Problem, solve } from './solver.ts'
import { foldedOf, nameAsText } from './text.ts'
import type { Example } from './train-intents.ts'
import { believe } from './unlabelled.ts'
import { buildVocabulary, Vectorizer } from './vocabulary.ts'
import type { WordVectors } from './word-vectors.ts'

/** A model without the trust in it. */
export type Fitted = Omit<IntentModel, 'trust'>

/** Fits a model to some of the examples. One that is not kept, but to tell how far another may be trusted, needs no networks. */
export type Fit = (examples: readonly Example[], intents: readonly string[], seed: number, isKept: boolean) => Fitted

/** Weights that are held while training, 4 bytes each and twice: bounds memory whatever comes. N6 */
const mostWeights = 6_000_000
const mostFeatures = 120_000
/** Of all examples together; longer ones are cut before more are. N6 */
const mostCharacters = 5_000_000
/** Of an unlabelled sentence; what is longer is hardly one. */
const longestUnlabelled = 500
/** Unlabelled sentences times intents, 4 bytes each and three times. N6 */
const mostBeliefs = 2_000_000
/** Multiplications of one training; some ten seconds on one core. N6 */
const mostWork = 10e9
/** An intent's own name is an example that counts double: designers choose names that say what is meant. */
const nameCost = 2
const likelihood: Pass = { loss: 'likelihood', cost: 20, rounds: 7 }
const margin: Pass = { loss: 'margin', cost: 1, rounds: 10 }
/** What a margin is worth in log odds. */
const marginWorth = 5

/** Finds the features of all examples once, for as many fits to some of them as there are. */
export function createFit(all: readonly Example[], unlabelled: readonly string[], given: WordVectors | null): Fit {
  const longest = Math.floor(mostCharacters / Math.max(all.length, 1))
  const known = new Map(all.map((example) => [example, gramsOf(example.text.slice(0, longest))]))
  const vectors = given?.fitting(known.values()) ?? null
  const elsewhere = learnedFrom(vectors?.requests ?? []).map(gramsOf)
  const isQuick = vectors !== null && unlabelled.length === 0 && all.length >= fewExamples && all.length < manyExamples
  const hasNetworks = all.length >= fewestOfNetworks && (all.length <= mostWhileTyping || all.length >= manyExamples)
  const others = newOnes(all, unlabelled).map((text) => gramsOf(text.slice(0, longestUnlabelled)))
  return (examples, intents, seed, isKept) => {
    const grams = examples.map((example) => known.get(example) as Grams)
    return fitIntents(
      examples,
      grams,
      others.slice(0, Math.floor(mostBeliefs / Math.max(intents.length, 1))),
      intents,
      vectors,
      elsewhere,
      isQuick ? quickShare : 1,
      isKept && hasNetworks,
      seed,
    )
  }
}

/** What no example says, and none twice: how often something was said would outvote the designer. */
function newOnes(examples: readonly Example[], unlabelled: readonly string[]): readonly string[] {
  if (unlabelled.length === 0) return []
  const said = new Set(['', ...examples.map(({ text }) => foldedOf(text))])
  return unlabelled.filter((text) => {
    const folded = foldedOf(text)
    return !said.has(folded) && said.add(folded)
  })
}

function fitIntents(
  examples: readonly Example[],
  grams: readonly Grams[],
  others: readonly Grams[],
  intents: readonly string[],
  vectors: WordVectors | null,
  elsewhere: readonly Grams[],
  usualShare: number,
  hasNetworks: boolean,
  seed: number,
): Fitted {
  const places = new Map(intents.map((intent, place) => [intent, place]))
  const all = [...grams, ...intents.map((intent) => gramsOf(nameAsText(intent))), ...others]
  const labelled = all.length - others.length
  const dimensions = vectors?.dimensions ?? 0
  const room = Math.max(Math.floor(mostWeights / Math.max(intents.length, 1)) - dimensions, 1)
  const vocabulary = buildVocabulary(all, Math.min(mostFeatures, room))
  const vectorizer = new Vectorizer(vocabulary, vectors, examples.length / Math.max(intents.length, 1))
  const own = Uint16Array.from(examples, ({ intent }) => places.get(intent) ?? 0)
  const featureCount = vocabulary.hashes.length + dimensions
  const rows = rowsOf(all, vectorizer)
  const columns = mergeColumns(rows, featureCount)
  const meant = new Int32Array(all.length)
  meant.set([...own, ...intents.keys()])
  const problem: Problem = {
    rows: columns.rows,
    intents: meant,
    intentCount: intents.length,
    featureCount: columns.count,
    costs: Float32Array.from(meant, (_, row) => (row < own.length ? 1 : nameCost)),
  }
  const share = Math.min(usualShare, mostWork / Math.max(workOf(problem), 1))
  const learned =
    others.length === 0 || intents.length === 0
      ? problem
      : believe(problem, labelled, (each, quick) => sumOfBoth(each, quick ? share * passingShare : share, seed))
  const weights = sumOfBoth(learned, share, seed)
  return {
    intents,
    vocabulary,
    vectors,
    networks: hasNetworks ? fitNetworks({ ...learned, rows, featureCount }, vocabulary.hashes.length, seed) : [],
    ...(vectors === null
      ? quantised(spread(weights, columns, intents.length), intents.length)
      : quantised(
          beside(
            spread(weights, columns, intents.length),
            tellHere(rows, own.length, rowsOf(elsewhere, vectorizer), featureCount, seed),
          ),
          intents.length + 1,
        )),
    examples: indexOf(examples, grams, own, vectorizer),
  }
}

/** Rounds of a model that is not kept. */
const passingShare = 0.5
/**
 * Rounds where there are word vectors, and as many examples as somebody may wait for while typing: the last rounds gain little, and take
 * the time that the vectors cost. Fewer examples are learned soon anyway, and where there are more nobody waits.
 */
const quickShare = 0.72
const fewExamples = 600
const manyExamples = 2000
/** With fewer examples networks learn next to nothing; from the second number on to {@link manyExamples} they would keep somebody waiting. */
const fewestOfNetworks = 400
const mostWhileTyping = 800

function workOf({ rows, intentCount }: Problem): number {
  return rows.ids.length * intentCount * 2 * (likelihood.rounds + margin.rounds)
}

/** `share`: of the usual rounds. */
function sumOfBoth(problem: Problem, share: number, seed: number): Float32Array {
  const random = createRandom(seed)
  const weights = solve(problem, { ...likelihood, rounds: Math.max(1, Math.floor(likelihood.rounds * share)) }, random)
  const margins = solve(problem, { ...margin, rounds: Math.floor(margin.rounds * share) }, random)
  for (let index = 0; index < weights.length; index++)
    weights[index] = (weights[index] as number) + marginWorth * (margins[index] as number)
  return weights
}

function rowsOf(all: readonly Grams[], vectorizer: Vectorizer): WordedRows {
  const starts = new Int32Array(all.length + 1)
  const vectors = all.map((grams, row) => {
    const { size, words, ids, values } = vectorizer.vectorOf(grams)
    starts[row + 1] = (starts[row] ?? 0) + size
    return { words, ids: ids.slice(0, size), values: values.slice(0, size) }
  })
  const rows = {
    starts,
    ids: new Int32Array(starts[all.length] ?? 0),
    values: new Float32Array(starts[all.length] ?? 0),
    words: Int32Array.from(vectors, ({ words }) => words),
  }
  for (const [row, { ids, values }] of vectors.entries()) {
    rows.ids.set(ids, starts[row])
    rows.values.set(values, starts[row])
  }
  return rows
}

/** One number more for each feature. */
function beside(weights: Float32Array, more: Float32Array): Float32Array {
  const count = weights.length / more.length
  const both = new Float32Array(weights.length + more.length)
  for (let feature = 0; feature < more.length; feature++) {
    both.set(weights.subarray(feature * count, (feature + 1) * count), feature * (count + 1))
    both[feature * (count + 1) + count] = more[feature] as number
  }
  return both
}

function indexOf(
  examples: readonly Example[],
  grams: readonly Grams[],
  intents: Uint16Array,
  vectorizer: Vectorizer,
): ExampleIndex {
  const starts = new Uint32Array(examples.length + 1)
  const words: number[] = []
  for (const [example, each] of grams.entries()) {
    const ids = new Set(each.words.map((hash) => vectorizer.idOf(hash)).filter((id) => id >= 0))
    for (const id of [...ids].sort((a, b) => a - b)) words.push(id)
    starts[example + 1] = words.length
  }
  // An example without a letter is said by nobody: no key.
  const keys = Float64Array.from(examples, ({ text }) => {
    const folded = foldedOf(text)
    return folded === '' ? -1 : sentenceKey(folded)
  })
  return { intents, keys, starts, words: Uint32Array.from(words) }
}
