import { NluError } from './error.ts'
import { createFit } from './fit-intents.ts'
import type { IntentModel } from './intent-model.ts'
import { learnTrust } from './trust.ts'
import type { WordVectors } from './word-vectors.ts'

/** A sentence, and what it means. */
export interface Example {
  readonly text: string
  readonly intent: string
}

export interface TrainOptions {
  /** Another order of the examples; the same seed and examples always make the same model. */
  readonly seed?: number
  /**
   * Sentences whose intent nobody said, such as logs that the designer approved for this. They help most where there are few
   * examples. What is an example, or is there already, is left out.
   */
  readonly unlabelled?: readonly string[]
  /** What is known of words that no example has. Used where most words of the examples are among them. */
  readonly vectors?: WordVectors | null
}

export const mostIntents = 2000
export const mostExamples = 20_000
const mostUnlabelled = 10_000

/**
 * Learns to tell intents apart from examples of each, in one or many languages.
 *
 * @throws NluError when there are more than 2,000 intents, 20,000 examples or 10,000 unlabelled sentences.
 */
export function trainIntents(
  examples: readonly Example[],
  { seed = 1, unlabelled = [], vectors = null }: TrainOptions = {},
): IntentModel {
  const intents = [...new Set(examples.map(({ intent }) => intent))]
  if (intents.length > mostIntents)
    throw new NluError('too-many-intents', `There are ${intents.length} intents; there may be ${mostIntents}.`)
  if (examples.length > mostExamples)
    throw new NluError('too-many-examples', `There are ${examples.length} examples; there may be ${mostExamples}.`)
  if (unlabelled.length > mostUnlabelled)
    throw new NluError(
      'too-many-examples',
      `There are ${unlabelled.length} unlabelled sentences; there may be ${mostUnlabelled}.`,
    )
  const fit = createFit(examples, unlabelled, vectors)
  const model = fit(examples, intents, seed, true)
  return { ...model, trust: learnTrust(examples, model, seed, fit) }
}

/** Examples from the form that a solution has them in. */
export function examplesOf(intents: { readonly [intent: string]: readonly string[] }): readonly Example[] {
  return Object.entries(intents).flatMap(([intent, phrases]) => phrases.map((text) => ({ text, intent })))
}
