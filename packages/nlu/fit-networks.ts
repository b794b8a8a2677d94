import { onlyColumns } from './columns.ts'
import type { Network } from './intent-model.ts'
import { hiddenUnits, trainNetwork } from './network.ts'
import { quantised } from './quantised.ts'
import { createRandom } from './random.ts'
import type { Problem, Rows } from './solver.ts'

/** Rows of which the first so many entries are words and pairs. */
export interface WordedRows extends Rows {
  readonly words: Int32Array
}

/** What features are in fewer examples than this mean together is not to be learned. */
const fewestExamples = 2
/** What the odds of a network are worth beside the scores of the linear classifiers. */
const networkWorth = 0.35

/**
 * One network sees words and letters, where there are word vectors another sees words and what they mean: seeing different things, they err on
 * different sentences.
 *
 * @param vocabulary how many of the features are its; those behind are dimensions of word vectors
 */
export function fitNetworks(
  problem: Problem & { readonly rows: WordedRows },
  vocabulary: number,
  seed: number,
): readonly Network[] {
  const { rows, featureCount } = problem
  const { counts, isWord } = seenIn(rows, featureCount)
  const frequent = [...counts.keys()].filter((feature) => (counts[feature] as number) >= fewestExamples)
  const letters = frequent.filter((feature) => feature < vocabulary)
  const meaning = frequent.filter((feature) => feature >= vocabulary || isWord[feature] === 1)
  const random = createRandom(seed ^ 0x2545f491)
  const networks: Network[] = []
  for (const features of vocabulary === featureCount ? [letters] : [letters, meaning]) {
    const layers = trainNetwork(
      { ...problem, rows: only(rows, featureCount, features), featureCount: features.length },
      random,
    )
    if (layers === null) return []
    networks.push({
      features: Uint32Array.from(features),
      ...quantised(layers.inputs, hiddenUnits),
      outputs: layers.outputs.map((output) => networkWorth * output),
    })
  }
  return networks
}

/** How many rows each feature is in, and whether it is a word or a pair there. */
function seenIn({ starts, ids, words }: WordedRows, featureCount: number) {
  const counts = new Int32Array(featureCount)
  const isWord = new Uint8Array(featureCount)
  for (let row = 0; row < words.length; row++) {
    const start = starts[row] as number
    for (let at = start; at < (starts[row + 1] as number); at++) {
      const id = ids[at] as number
      counts[id] = (counts[id] as number) + 1
      if (at < start + (words[row] as number)) isWord[id] = 1
    }
  }
  return { counts, isWord }
}

/** The rows with these features alone, which are named by their places. */
function only(rows: Rows, featureCount: number, features: readonly number[]): Rows {
  const places = new Int32Array(featureCount).fill(-1)
  for (const [place, feature] of features.entries()) places[feature] = place
  return onlyColumns(rows, places, null)
}
