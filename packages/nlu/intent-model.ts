import type { Vocabulary } from './vocabulary.ts'
import type { WordVectors } from './word-vectors.ts'

/** The trust in an answer: a logistic function of what speaks for it. See trust.ts. */
export interface Trust {
  /** Of the signals of a verdict, see judge.ts. */
  readonly weights: readonly number[]
  /** Below this, what was said is out of scope. */
  readonly threshold: number
}

/** Everything that recognition needs; made by {@link trainIntents}, stored by {@link writeModel}. */
export interface IntentModel {
  readonly intents: readonly string[]
  readonly vocabulary: Vocabulary
  /** What it knows of words that no example has; `null`: nothing, as in languages there are none for. */
  readonly vectors: WordVectors | null
  /**
   * Feature by feature, then dimension by dimension of the word vectors, one number per intent, in units of that intent's `scales`; behind
   * the last the bias. Where there are word vectors, one more number behind those of the intents: it tells what is asked here from what is
   * asked elsewhere.
   */
  readonly weights: Int8Array
  readonly scales: Float32Array
  /** What they say is added to what the weights say; there are some where there are many examples. */
  readonly networks: readonly Network[]
  readonly examples: ExampleIndex
  readonly trust: Trust
}

/** A network with one hidden layer, see network.ts. */
export interface Network {
  /** The ids of the features that it sees, ascending. */
  readonly features: Uint32Array
  /** Feature by feature, one number per hidden unit, in units of that unit's `scales`; behind the last the bias. */
  readonly weights: Int8Array
  readonly scales: Float32Array
  /** Hidden unit by hidden unit, one number per intent; behind the last the bias. */
  readonly outputs: Float32Array
}

/** The examples as recognition sees them. */
export interface ExampleIndex {
  /** The intent of each. */
  readonly intents: Uint16Array
  /** Literal sentences, each as a key. */
  readonly keys: Float64Array
  /** The ids of the single words of example `i` are from `starts[i]` to `starts[i + 1]`, ascending, none twice. */
  readonly starts: Uint32Array
  readonly words: Uint32Array
}
