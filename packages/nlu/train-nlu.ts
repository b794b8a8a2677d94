/** Everything that training takes, and nothing else: a thread that trains begins with this file. */
import { writeEntityModel } from './entities/tagger-file.ts'
import { trainEntities } from './entities/train-entities.ts'
import { writeModel } from './model-file.ts'
import type { MarkedText, NluContent } from './nlu-content.ts'
import { packModel } from './nlu-model.ts'
import { examplesOf, trainIntents } from './train-intents.ts'
import type { WordVectors } from './word-vectors.ts'

export { NluError } from './error.ts'
export { type StoredVectors, VectorTable, WordVectors } from './word-vectors.ts'
export { languagesIn, languagesOf, type WordLanguage } from './words/languages.ts'

/** What training is made of; the same makes the same model, byte for byte. */
export type Taught = Pick<NluContent, 'intents' | 'marked' | 'heard'>

/**
 * Goes up whenever the same examples come to another model, so that what was trained before is not taken for what would be
 * trained now.
 */
export const trainingEdition = 14

/** Lists, patterns and synonyms are not learned: they stay with the content. */
export function taughtIn({ intents, marked, heard }: NluContent): Taught {
  return { intents, ...(marked === undefined ? {} : { marked }), ...(heard === undefined ? {} : { heard }) }
}

/**
 * Learns everything that is to be learned; `null`: there is nothing.
 *
 * @param vectors what is known of words that no example has
 * @throws NluError when there is more than can be learned.
 */
export function trainNluModel(
  { intents, marked = [], heard = [] }: Taught,
  vectors: WordVectors | null = null,
): Uint8Array | null {
  const examples = examplesOf(intents)
  if (examples.length === 0) return null
  const entities = marked.length === 0 ? null : writeEntityModel(trainEntities(markedOf({ intents, marked })))
  return packModel({ intents: writeModel(trainIntents(examples, { unlabelled: heard, vectors })), entities })
}

/** All examples: those without marks teach what is none. */
export function markedOf({ intents, marked = [] }: Taught): readonly MarkedText[] {
  const key = (intent: string, text: string) => `${intent}\n${text}`
  const known = new Set(marked.map(({ intent, text }) => key(intent, text)))
  const plain = examplesOf(intents).filter(({ intent, text }) => !known.has(key(intent, text)))
  return [...marked.map(({ text, marks }) => ({ text, marks })), ...plain.map(({ text }) => ({ text, marks: [] }))]
}
