import { NluError } from './error.ts'
import { type Grams, gramsOf, sentenceKey } from './grams.ts'
import type { ExampleIndex, IntentModel } from './intent-model.ts'
import { createRandom } from './random.ts'
import { type Pass, type Rows, solve } from './solver.ts'
import { foldedOf, nameAsText } from './text.ts'
import { learnTrust } from './trust.ts'
import { buildVocabulary, Vectorizer } from './vocabulary.ts'

/** A sentence, and what it means. */
export interface Example {
  readonly text: string
  readonly intent: string
}

export interface TrainOptions {
  /** Another order of the examples; the same seed and examples always make the same model. */
  readonly seed?: number
}

export const mostIntents = 2000
export const mostExamples = 20_000

/** Weights that are held while training, 4 bytes each and twice: bounds memory whatever comes. N6 */
const mostWeights = 6_000_000
const mostFeatures = 120_000
/** Of all examples together; longer ones are cut before more are. N6 */
const mostCharacters = 5_000_000
/** Multiplications of one training; some ten seconds on one core. N6 */
const mostWork = 10e9
/** An intent's own name is an example that counts double: designers choose names that say what is meant. */
const nameCost = 2
const likelihood: Pass = { loss: 'likelihood', cost: 20, rounds: 7 }
const margin: Pass = { loss: 'margin', cost: 1, rounds: 10 }
/** What a margin is worth in log odds. */
const marginWorth = 5

/**
 * Learns to tell intents apart from examples of each, in one or many languages.
 *
 * @throws NluError when there are more than 2,000 intents or 20,000 examples.
 */
export function trainIntents(examples: readonly Example[], options: TrainOptions = {}): IntentModel {
  const intents = [...new Set(examples.map(({ intent }) => intent))]
  if (intents.length > mostIntents)
    throw new NluError('too-many-intents', `There are ${intents.length} intents; there may be ${mostIntents}.`)
  if (examples.length > mostExamples)
    throw new NluError('too-many-examples', `There are ${examples.length} examples; there may be ${mostExamples}.`)
  const seed = options.seed ?? 1
  const trust = learnTrust(examples, intents, seed, fitIntents)
  return { ...fitIntents(examples, intents, seed), trust }
}

/** Examples from the form that a solution has them in. */
export function examplesOf(intents: { readonly [intent: string]: readonly string[] }): readonly Example[] {
  return Object.entries(intents).flatMap(([intent, phrases]) => phrases.map((text) => ({ text, intent })))
}

/** The model without the trust in it. */
function fitIntents(
  examples: readonly Example[],
  intents: readonly string[],
  seed: number,
): Omit<IntentModel, 'trust'> {
  const places = new Map(intents.map((intent, place) => [intent, place]))
  const longest = Math.floor(mostCharacters / Math.max(examples.length, 1))
  const grams = examples.map(({ text }) => gramsOf(text.slice(0, longest)))
  const named = intents.map((intent) => gramsOf(nameAsText(intent)))
  const room = Math.floor(mostWeights / Math.max(intents.length, 1))
  const vocabulary = buildVocabulary([...grams, ...named], Math.min(mostFeatures, room))
  const vectorizer = new Vectorizer(vocabulary)
  const own = Uint16Array.from(examples, ({ intent }) => places.get(intent) ?? 0)
  const rows = rowsOf([...grams, ...named], vectorizer)
  const problem = {
    rows,
    intents: Int32Array.from([...own, ...intents.keys()]),
    intentCount: intents.length,
    featureCount: vocabulary.hashes.length,
    costs: Float32Array.from({ length: own.length + named.length }, (_, row) => (row < own.length ? 1 : nameCost)),
  }
  const random = createRandom(seed)
  const work = rows.ids.length * intents.length * 2 * (likelihood.rounds + margin.rounds)
  const share = Math.min(1, mostWork / Math.max(work, 1))
  const shortened = (pass: Pass): Pass => ({
    ...pass,
    rounds: Math.max(pass.loss === 'margin' ? 0 : 1, Math.floor(pass.rounds * share)),
  })
  const weights = solve(problem, shortened(likelihood), random)
  const margins = solve(problem, shortened(margin), random)
  for (let index = 0; index < weights.length; index++)
    weights[index] = (weights[index] as number) + marginWorth * (margins[index] as number)
  return {
    intents,
    vocabulary,
    ...quantised(weights, intents.length),
    examples: indexOf(examples, grams, own, vectorizer),
  }
}

function rowsOf(all: readonly Grams[], vectorizer: Vectorizer): Rows {
  const starts = new Int32Array(all.length + 1)
  const vectors = all.map((grams, row) => {
    const { size, ids, values } = vectorizer.vectorOf(grams)
    starts[row + 1] = (starts[row] ?? 0) + size
    return { ids: ids.slice(0, size), values: values.slice(0, size) }
  })
  const rows = {
    starts,
    ids: new Int32Array(starts[all.length] ?? 0),
    values: new Float32Array(starts[all.length] ?? 0),
  }
  for (const [row, { ids, values }] of vectors.entries()) {
    rows.ids.set(ids, starts[row])
    rows.values.set(values, starts[row])
  }
  return rows
}

/** A quarter of the size at the same accuracy: what one byte cannot tell apart decides nothing. */
function quantised(weights: Float32Array, count: number): Pick<IntentModel, 'weights' | 'scales'> {
  const scales = new Float32Array(count)
  for (let index = 0; index < weights.length; index++) {
    const size = Math.abs(weights[index] as number)
    if (size > (scales[index % count] as number)) scales[index % count] = size
  }
  for (let intent = 0; intent < count; intent++) scales[intent] = ((scales[intent] as number) || 1) / 127
  const small = new Int8Array(weights.length)
  for (let index = 0; index < weights.length; index++)
    small[index] = Math.round((weights[index] as number) / (scales[index % count] as number))
  return { weights: small, scales }
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
